/// Something a person should know about the input: what, how bad, where, and the way out.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: String, Sendable, Comparable {
    case error, warning, note

    private var rank: Int { self == .error ? 0 : self == .warning ? 1 : 2 }
    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
  }

  /// Another place that belongs to the story, such as the first of two duplicates.
  package struct Related: Hashable, Sendable {
    package let range: SourceRange
    package let message: String

    package init(_ message: String, at range: SourceRange) {
      self.range = range
      self.message = cut(message)
    }
  }

  /// A stable dotted id such as `reference.unknown`: rules are silenced and documented by it.
  package let id: String
  package var severity: Severity
  /// One sentence without a full stop; names are quoted with `'`. What quotes far more of the input than a person reads is cut.
  package var message: String
  /// Absent only where no text is to blame.
  package var range: SourceRange?
  package var related: [Related]
  /// The way out, as printed behind `help:`.
  package var help: String?
  /// The way out as an edit of the text, if one is certain.
  package var fix: TextEdit?

  package init(
    _ id: String, _ severity: Severity = .error, _ message: String, at range: SourceRange? = nil,
    related: [Related] = [], help: String? = nil, fix: TextEdit? = nil
  ) {
    self.id = id
    self.severity = severity
    self.message = cut(message)
    self.range = range
    self.related = related
    self.help = help.map(cut)
    self.fix = fix
  }
}

/// Values that are quoted may have megabytes, and aliases may repeat them: kept whole they would fill the memory.
private func cut(_ text: String) -> String {
  let limit = 2_000
  if text.utf8.count <= limit { return text }
  return String(text.unicodeScalars.prefix(limit)) + "…"
}

/// Replaces the bytes of `range` by `replacement`.
package struct TextEdit: Hashable, Sendable {
  package let range: SourceRange
  package let replacement: String

  package init(_ range: SourceRange, replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}

extension TextEdit {
  /// What it does to the text: `write 'prod' for 'prd'`.
  ///
  /// - Parameter isDone: told as what was done: `wrote 'prod' for 'prd'`.
  package func wording(in file: SourceFile, isDone: Bool = false) -> String {
    let old = Self.shortened(file.text(Int(range.start)..<Int(range.end)))
    let new = Self.shortened(replacement)
    return
      switch (old.isEmpty, new.isEmpty)
    {
    case (true, _): "\(isDone ? "inserted" : "insert") '\(new)'"
    case (false, true): "\(isDone ? "removed" : "remove") '\(old)'"
    case (false, false): "\(isDone ? "wrote" : "write") '\(new)' for '\(old)'"
    }
  }

  /// An edit is told in part where it is longer than a line.
  private static func shortened(_ text: String) -> String {
    text.utf8.count <= Excerpt.width ? text : String(text.unicodeScalars.prefix(Excerpt.width)) + "…"
  }
}

extension Diagnostic {
  /// The way out in words: the help, else what the fix does.
  func wayOut(in sources: SourceSet) -> String? {
    help ?? fix.map { $0.wording(in: sources[$0.range.source]) }
  }

  /// The message with the way out beneath it.
  func reportText(in sources: SourceSet) -> String {
    wayOut(in: sources).map { "\(message)\nhelp: \($0)" } ?? message
  }
}

extension [Diagnostic] {
  package var hasErrors: Bool { contains { $0.severity == .error } }

  /// In file order, each once; what has no place comes last.
  package func inFileOrder() -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    let unique = filter { seen.insert($0).inserted }
    return unique.enumerated().sorted { left, right in
      switch (left.element.range, right.element.range) {
      case (let a?, let b?) where a != b: a < b
      case (.some, nil): true
      case (nil, .some): false
      default: left.offset < right.offset
      }
    }.map(\.element)
  }
}
