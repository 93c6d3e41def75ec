/// What is known of a rule apart from its findings, as `explain`, SARIF and the documentation tell it.
package struct RuleDescription: Hashable, Sendable {
  /// The stable dotted id that its findings carry.
  package let id: String
  package let severity: Diagnostic.Severity
  /// One sentence without a full stop: what the rule asks for.
  package let summary: String
  /// Where the fact comes from.
  package let source: String

  package init(id: String, severity: Diagnostic.Severity, summary: String, source: String) {
    self.id = id
    self.severity = severity
    self.summary = summary
    self.source = source
  }
}
