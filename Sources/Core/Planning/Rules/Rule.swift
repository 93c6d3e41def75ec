package import Documents
internal import FabricModel

/// One thing that a careful colleague would look at before any appliance is touched. Each rule is a file of its own beside this one.
package struct Rule: Sendable {
  package let description: RuleDescription
  let check: Check

  /// What a rule looks at in one go.
  enum Check: Sendable {
    /// The whole site, once.
    case site(@Sendable (RuleSubject, inout RuleFindings) -> Void)
    /// One profile at a time, by its index: profiles are then looked at on all cores.
    case eachProfile(@Sendable (RuleSubject, Int, inout RuleFindings) -> Void)
    /// What the rules of the other cases found, once they are through.
    case findings(@Sendable (RuleSubject, RuleFindings, inout RuleFindings) -> Void)
  }

  /// - Parameters:
  ///   - summary: one sentence without a full stop: what is asked for.
  ///   - source: where the fact comes from.
  init(_ id: String, _ severity: Diagnostic.Severity, _ summary: String, source: String, _ check: Check) {
    description = RuleDescription(id: id, severity: severity, summary: summary, source: source)
    self.check = check
  }

  package var id: String { description.id }

  /// Whether it comes after the others, since it looks at what they found.
  var isAboutFindings: Bool { if case .findings = check { true } else { false } }
}

/// An object of the manifest, which a finding is about and which may silence it.
struct RuleObject {
  let kind: ManifestKind
  let name: String
  let origin: Origin
  let annotations: Annotations

  init<Spec: ManifestSpec>(_ declared: Declared<Spec>) {
    kind = Spec.kind
    name = declared.name
    origin = declared.origin
    annotations = declared.annotations
  }
}

extension Rule {
  /// What the rule finds.
  ///
  /// - Parameter found: what all rules that come before it found.
  func findings(in subject: RuleSubject, after found: RuleFindings = RuleFindings()) -> RuleFindings {
    var findings = RuleFindings(of: description, subject.site.locator)
    switch check {
    case .site(let check): check(subject, &findings)
    case .eachProfile(let check): for profile in subject.manifest.profiles.indices { check(subject, profile, &findings) }
    case .findings(let check): check(subject, found, &findings)
    }
    return findings
  }
}
