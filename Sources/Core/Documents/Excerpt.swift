/// The line under a range, and the line of marks to print beneath it: `^~~~`.
struct Excerpt {
  let line: String
  let marks: String

  /// Longer lines are cut around the range.
  static let width = 120
  /// What is kept before the range where a line is cut.
  private static let lead = 40

  /// `line` is the line in which the range begins; a range of several lines is marked up to the end of the first.
  init(of range: Range<Int>, line: Range<Int>, in bytes: [UInt8]) {
    let marked = range.clamped(to: line)
    let window = Self.window(around: marked, in: line, of: bytes)
    let shown = SecretMask.masked(window, of: bytes)
    func text(_ range: Range<Int>) -> String {
      printable(String(decoding: shown[(range.lowerBound - window.lowerBound)..<(range.upperBound - window.lowerBound)], as: UTF8.self))
    }
    let before = text(window.lowerBound..<max(window.lowerBound, marked.lowerBound))
    let within = text(marked.clamped(to: window))
    let after = text(min(marked.upperBound, window.upperBound)..<window.upperBound)

    let cutBefore = window.lowerBound > line.lowerBound ? "…" : ""
    let cutAfter = window.upperBound < line.upperBound ? "…" : ""
    self.line = cutBefore + before + within + after + cutAfter
    let indent = (cutBefore + before).unicodeScalars.map { $0 == "\t" ? "\t" : String(repeating: " ", count: columns(of: $0)) }
    let length = within.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
    marks = indent.joined() + "^" + String(repeating: "~", count: max(length - 1, 0))
  }

  /// The part of the line that is shown, beginning and ending at whole characters.
  private static func window(around marked: Range<Int>, in line: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
    guard line.count > width else { return line }
    var start = max(line.lowerBound, min(marked.lowerBound - lead, line.upperBound - width))
    var end = min(line.upperBound, start + width)
    while start < marked.lowerBound, bytes[start] & 0xC0 == 0x80 { start += 1 }
    while end > start, end < line.upperBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return start..<end
  }
}
