/// Diagnostics as people read them: place, message and id, the line with a caret, related places, help.
package func render(_ diagnostics: [Diagnostic], sources: SourceSet, color: Bool) -> String {
  var renderer = DiagnosticRenderer(sources: sources, style: color ? .colored : .plain)
  for diagnostic in diagnostics { renderer.add(diagnostic) }
  return renderer.text
}

/// Renders one diagnostic after the other, and reads the lines of each text only once.
struct DiagnosticRenderer {
  private(set) var text = ""
  private var indexes: TextIndexes
  private let style: Style

  init(sources: SourceSet, style: Style = .plain) {
    indexes = TextIndexes(sources)
    self.style = style
  }

  mutating func add(_ diagnostic: Diagnostic) {
    let severity = style.paint(diagnostic.severity.rawValue + ":", style.code(of: diagnostic.severity))
    let message = style.paint(printable(diagnostic.message), style.bold)
    line("\(place(diagnostic.range))\(severity) \(message) [\(printable(diagnostic.id))]")
    if let range = diagnostic.range { excerpt(range) }
    for related in diagnostic.related {
      line("\(place(related.range))\(style.paint("note:", style.code(of: .note))) \(printable(related.message))")
    }
    if let help = diagnostic.wayOut(in: indexes.sources) {
      line("\(style.paint("help:", style.code(of: .note))) \(printable(help))")
    }
  }

  /// The text of this one alone.
  mutating func rendered(_ diagnostic: Diagnostic) -> String {
    text = ""
    add(diagnostic)
    return text
  }

  /// From 1.
  mutating func line(of range: SourceRange) -> Int { indexes.position(of: range).start.line }

  private mutating func line(_ content: String) {
    text += content
    text += "\n"
  }

  private mutating func place(_ range: SourceRange?) -> String {
    guard let range else { return "" }
    let (file, start, _) = indexes.position(of: range)
    return style.paint("\(printable(file)):\(start.line):\(start.column):", style.bold) + " "
  }

  /// An empty line says nothing, so it is left out.
  private mutating func excerpt(_ range: SourceRange) {
    let lineRange = indexes.index(of: range.source).line(at: Int(range.start))
    guard !lineRange.isEmpty else { return }
    let excerpt = Excerpt(of: Int(range.start)..<Int(range.end), line: lineRange, in: indexes.sources[range.source].bytes)
    line(excerpt.line)
    line(style.paint(excerpt.marks, style.mark))
  }
}

/// The colours of a terminal (ECMA-48, select graphic rendition), or none.
struct Style {
  let isColored: Bool
  let bold = "1"
  let mark = "32;1"

  static let plain = Style(isColored: false)
  static let colored = Style(isColored: true)

  func code(of severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "31;1"
    case .warning: "35;1"
    case .note: "36;1"
    }
  }

  func paint(_ text: String, _ code: String) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
