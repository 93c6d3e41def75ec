package import Documents
internal import FabricModel

/// What rules found, and what objects told them to keep to themselves.
package struct RuleFindings: Sendable {
  package private(set) var diagnostics: [Diagnostic] = []
  package private(set) var silenced: [SilencedDiagnostic] = []
  /// Which silences were of use.
  private(set) var used: Set<Silence> = []
  /// The rule that is looking.
  private let rule: RuleDescription?
  private let locator: Locator

  /// - Parameter rule: nil where findings are only gathered.
  init(of rule: RuleDescription? = nil, _ locator: Locator = Locator(tapes: [])) {
    self.rule = rule
    self.locator = locator
  }

  /// Reports what the rule found about `object`, at `path` in its document.
  ///
  /// - Parameters:
  ///   - related: other places of the story, each with its object and path.
  mutating func add(
    _ object: RuleObject, at path: [Locator.Step], _ message: String,
    related: [(message: String, object: RuleObject, path: [Locator.Step])] = [], help: String? = nil,
    fix: (SourceRange) -> TextEdit? = { _ in nil }
  ) {
    guard let rule else { preconditionFailure("no rule is looking") }
    let place = range(object, path)
    let diagnostic = Diagnostic(
      rule.id, rule.severity, message, at: place,
      related: related.compactMap { other in range(other.object, other.path).map { Diagnostic.Related(other.message, at: $0) } },
      help: help, fix: place.flatMap(fix))
    // What cannot work cannot be wished away.
    if rule.severity != .error, let reason = object.annotations.reason(for: rule.id) {
      silenced.append(SilencedDiagnostic(diagnostic, origin: .inSource, justification: reason))
      used.insert(Silence(rule: rule.id, object: object.origin))
    } else {
      diagnostics.append(diagnostic)
    }
  }

  private func range(_ object: RuleObject, _ path: [Locator.Step]) -> SourceRange? {
    locator.range(tape: Int(object.origin.tape), node: Int(object.origin.node), path)
  }

  mutating func append(_ other: RuleFindings) {
    diagnostics += other.diagnostics
    silenced += other.silenced
    used.formUnion(other.used)
  }
}

/// An object that tells a rule to keep to itself what it finds there.
struct Silence: Hashable {
  let rule: String
  let object: Origin
}
