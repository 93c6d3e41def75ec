/// What one run found in its texts: all that a report of it needs.
package struct Findings: Sendable {
  /// In file order, each once.
  package var diagnostics: [Diagnostic]
  package var silenced: [SilencedDiagnostic]
  /// The rules that are described; findings may carry ids of others.
  package var rules: [RuleDescription]
  package var sources: SourceSet

  package init(
    _ diagnostics: [Diagnostic], silenced: [SilencedDiagnostic] = [], rules: [RuleDescription] = [], sources: SourceSet = SourceSet()
  ) {
    self.diagnostics = diagnostics
    self.silenced = silenced
    self.rules = rules
    self.sources = sources
  }

  package var counts: FindingCounts { FindingCounts(diagnostics, silenced: silenced.count) }
}

/// A finding that somebody decided not to hear of.
package struct SilencedDiagnostic: Hashable, Sendable {
  package enum Origin: String, Sendable {
    /// By a remark in the text itself.
    case inSource
    /// By an option or a settings file.
    case external
  }

  package let diagnostic: Diagnostic
  package let origin: Origin
  /// Why, in the words of whoever silenced it.
  package let justification: String?

  package init(_ diagnostic: Diagnostic, origin: Origin, justification: String? = nil) {
    self.diagnostic = diagnostic
    self.origin = origin
    self.justification = justification
  }
}

/// How many findings there are of each sort.
package struct FindingCounts: Hashable, Sendable {
  package let errors: Int
  package let warnings: Int
  package let notes: Int
  package let silenced: Int

  package init(_ diagnostics: [Diagnostic], silenced: Int = 0) {
    var counts: [Diagnostic.Severity: Int] = [:]
    for diagnostic in diagnostics { counts[diagnostic.severity, default: 0] += 1 }
    errors = counts[.error, default: 0]
    warnings = counts[.warning, default: 0]
    notes = counts[.note, default: 0]
    self.silenced = silenced
  }

  /// `2 errors, 1 warning`; notes and silenced ones only where there are any.
  package var text: String {
    var parts = [counted(errors, "error"), counted(warnings, "warning")]
    if notes > 0 { parts.append(counted(notes, "note")) }
    if silenced > 0 { parts.append("\(silenced) silenced") }
    return parts.joined(separator: ", ")
  }

  /// What follows a verdict without errors and warnings: `, 1 note`.
  package var quietText: String {
    (notes > 0 ? ", \(counted(notes, "note"))" : "") + (silenced > 0 ? ", \(silenced) silenced" : "")
  }
}

/// `1 note`, `2 notes`.
package func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

/// The program that speaks in a report.
package struct ReportingTool: Hashable, Sendable {
  package let name: String
  package let version: String

  package init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}
