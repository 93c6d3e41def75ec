package import Documents

/// Why a driver could not do what it was asked.
package struct DriverError: Error, Sendable, CustomStringConvertible {
  package enum Class: String, Sendable {
    /// May succeed when tried again.
    case transient
    /// Refused, without any effect.
    case rejected
    /// It may have had its effect: only observing tells.
    case unknown
    /// The configuration cannot be read or makes no sense; the diagnostics say where.
    case unreadable
    /// There is no configuration yet.
    case missing
    /// Another run holds the appliance.
    case locked
  }

  package let `class`: Class
  package let description: String
  package let diagnostics: [Diagnostic]
  /// The text the diagnostics are about.
  package let file: SourceFile?

  package init(_ class: Class, _ description: String, diagnostics: [Diagnostic] = [], file: SourceFile? = nil) {
    self.class = `class`
    self.description = description
    self.diagnostics = diagnostics
    self.file = file
  }
}
