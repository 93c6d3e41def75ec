/// How much of a report its readers take. GitHub's code scanning takes no more than these.
package struct SARIFBounds: Sendable {
  /// A closing result says how many were left out.
  package var results = 25_000
  /// GitHub shows these, the worst first; beyond them a notification says so.
  package var shown = 5_000
  package var rules = 25_000
  /// Of one result, its own and the related ones together.
  package var locations = 1_000
  /// Characters of a rule's descriptions.
  package var description = 1_024

  package static let gitHub = SARIFBounds()

  package init() {}
}

/// Findings in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS), as code-scanning services read them.
///
/// Columns are counted in Unicode scalars, as `TextIndex` does, and the report says so.
///
/// - Parameter folder: the folder of the run, absolute: files below it are named relative to it.
package func writeSARIF(
  _ findings: Findings, tool: ReportingTool, folder: String? = nil, bounds: SARIFBounds = .gitHub, to writer: inout JSONWriter
) {
  let report = SARIFReport(findings, bounds: bounds)
  writer.object { writer in
    writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
    writer.member("version", "2.1.0")
    writer.key("runs")
    writer.array { writer in
      writer.object { writer in
        writer.key("tool")
        writer.object { writer in report.writeDriver(tool, to: &writer) }
        writer.member("columnKind", "unicodeCodePoints")
        writer.key("originalUriBaseIds")
        writer.object { writer in
          writer.key(SARIFResults.base)
          writer.object { $0.sarifMessage("the folder in which \(tool.name) was started", key: "description") }
        }
        writer.key("invocations")
        writer.array { writer in writer.object { writer in report.writeInvocation(to: &writer) } }
        var results = SARIFResults(report, folder: folder)
        writer.key("results")
        writer.array { writer in results.write(to: &writer) }
      }
    }
  }
}

/// What goes into the report, within its bounds.
struct SARIFReport {
  static let cutRule = RuleDescription(
    id: "report.cut", severity: .warning, summary: "a report holds all findings", source: "the bounds of GitHub's code scanning")

  let findings: Findings
  let bounds: SARIFBounds
  /// The place of a rule's description in the report.
  private(set) var ruleIndexes: [String: Int] = [:]
  private(set) var rules: [RuleDescription] = []
  /// Those that become results, in file order.
  private(set) var diagnostics: [Diagnostic]
  private(set) var silenced: [SilencedDiagnostic]
  /// Those without any text to blame: a result needs a place, a notification does not.
  let placeless: [Diagnostic]
  let omitted: Int

  init(_ findings: Findings, bounds: SARIFBounds) {
    self.findings = findings
    self.bounds = bounds
    placeless = findings.sources.files.isEmpty ? findings.diagnostics : []
    diagnostics = findings.sources.files.isEmpty ? [] : findings.diagnostics
    silenced = findings.sources.files.isEmpty ? [] : findings.silenced
    let total = diagnostics.count + silenced.count
    if total > bounds.results {
      diagnostics = Self.worst(bounds.results - 1, of: diagnostics)
      silenced = Array(silenced.prefix(bounds.results - 1 - diagnostics.count))
    }
    omitted = total - diagnostics.count - silenced.count
    addRules()
  }

  /// Errors before warnings before notes, but kept in their order.
  private static func worst(_ count: Int, of diagnostics: [Diagnostic]) -> [Diagnostic] {
    let order = diagnostics.indices.sorted { (diagnostics[$0].severity, $0) < (diagnostics[$1].severity, $1) }
    return order.prefix(count).sorted().map { diagnostics[$0] }
  }

  /// The described ones, then those that findings name; the latter are few, so only the former are cut.
  private mutating func addRules() {
    let found = diagnostics + silenced.map(\.diagnostic)
    let used = Set(found.map(\.id))
    let described = findings.rules.filter { used.contains($0.id) } + findings.rules.filter { !used.contains($0.id) }
    for rule in described { add(rule) }
    for diagnostic in found where ruleIndexes[diagnostic.id] == nil {
      add(RuleDescription(id: diagnostic.id, severity: diagnostic.severity, summary: diagnostic.id, source: ""))
    }
    if omitted > 0 { add(Self.cutRule) }
  }

  private mutating func add(_ rule: RuleDescription) {
    guard ruleIndexes[rule.id] == nil, rules.count < bounds.rules else { return }
    ruleIndexes[rule.id] = rules.count
    rules.append(rule)
  }

  func writeDriver(_ tool: ReportingTool, to writer: inout JSONWriter) {
    writer.key("driver")
    writer.object { writer in
      writer.member("name", tool.name)
      writer.member("version", tool.version)
      writer.key("rules")
      writer.array(rules) { writer, rule in writer.object { write(rule, to: &$0) } }
    }
  }

  private func write(_ rule: RuleDescription, to writer: inout JSONWriter) {
    let origin = rule.source.isEmpty ? "" : " (\(rule.source))"
    writer.member("id", rule.id)
    writer.sarifMessage(String(rule.summary.prefix(bounds.description)), key: "shortDescription")
    writer.sarifMessage(String((rule.summary + origin).prefix(bounds.description)), key: "fullDescription")
    writer.sarifMessage(rule.summary + origin, key: "help")
    writer.key("defaultConfiguration")
    writer.object { $0.member("level", rule.severity.rawValue) }
    writer.key("properties")
    writer.object { writer in
      writer.key("tags")
      writer.array(rule.id.split(separator: ".").dropLast().prefix(1)) { $0.string(String($1)) }
    }
  }

  func writeInvocation(to writer: inout JSONWriter) {
    writer.key("executionSuccessful")
    writer.bool(!placeless.hasErrors)
    writer.key("toolExecutionNotifications")
    writer.array { writer in
      for diagnostic in placeless {
        write("\(diagnostic.reportText(in: findings.sources)) [\(diagnostic.id)]", diagnostic.severity, to: &writer)
      }
      if omitted > 0 { write(omission, .warning, to: &writer) }
      let count = diagnostics.count + silenced.count + (omitted > 0 ? 1 : 0)
      if count > bounds.shown {
        write("the report has \(count) results, of which GitHub shows the first \(bounds.shown), the worst first", .note, to: &writer)
      }
    }
  }

  var omission: String {
    "\(counted(omitted, "more finding")) \(omitted == 1 ? "is" : "are") not in this report, which holds \(bounds.results) at most"
  }

  private func write(_ text: String, _ severity: Diagnostic.Severity, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.sarifMessage(text, key: "message")
      writer.member("level", severity.rawValue)
    }
  }
}

extension JSONWriter {
  mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  mutating func member(_ name: String, _ value: Int) {
    key(name)
    integer(value)
  }

  /// A message of plain text. What would read as a link, `[…](…)`, is kept from it (SARIF 2.1.0, 3.11.6).
  mutating func sarifMessage(_ text: String, key: String) {
    self.key(key)
    object { writer in
      var safe = ""
      for character in text {
        if character == "(", safe.last == "]" { safe.insert("\\", at: safe.index(before: safe.endIndex)) }
        safe.append(character)
      }
      writer.member("text", safe)
    }
  }
}
