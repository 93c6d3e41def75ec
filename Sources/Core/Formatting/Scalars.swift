internal import YAML

// Texts of several lines: their meaning depends on line breaks and, in block scalars, on indentation.
extension SectionWriter {
  /// A plain or quoted text; the lines after its first are folded into it, whatever their indentation.
  mutating func folded(_ node: YAMLLayout.Node, indent: Int) {
    let lines = lines(of: node.range)
    for (number, line) in lines.enumerated() {
      let text = number == 0 ? line : line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      if number > 0 {
        newline()
        if !text.isEmpty { space(indent) }
      }
      out.append(contentsOf: number == lines.count - 1 ? text : withoutTrailingBlanks(text))
    }
  }

  /// Text with its own line breaks, moved to the right by so many columns.
  mutating func shifted(_ range: Range<Int>, by columns: Int, atLeast least: Int) {
    for (number, line) in lines(of: range).enumerated() {
      if number == 0 {
        out.append(contentsOf: withoutTrailingBlanks(line))
        continue
      }
      newline()
      let text = withoutTrailingBlanks(line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
      if text.isEmpty { continue }
      space(max(least, line.count - line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count + columns, 0))
      out.append(contentsOf: text)
    }
  }

  /// A literal or folded text: its header as it stands, its lines two columns right of its parent, or as many as the header says.
  mutating func blockScalar(_ index: Int, indent: Int) {
    let node = layout.nodes[index]
    var lines = lines(of: node.range)
    let header = lines.removeFirst()
    let indicators = header.prefix { !" \t#".utf8.contains($0) }
    let explicit = indicators.first { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }.map { Int($0 - UInt8(ascii: "0")) }
    let old = explicit.map { max(0, place(index).parentColumn) + $0 } ?? contentIndent(lines)
    // The break that ends the last line begins no further one.
    if lines.last?.isEmpty == true { lines.removeLast() }
    if !indicators.contains(UInt8(ascii: "+")) { while let last = lines.last, isBlank(last, within: old) { lines.removeLast() } }
    out.append(contentsOf: withoutTrailingBlanks(header))
    newline()
    for line in lines {
      if !isBlank(line, within: old) {
        space(indent + (explicit ?? 2))
        out.append(contentsOf: line.dropFirst(old))
      }
      newline()
    }
    let endsBlank = lines.last.map { $0.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } } ?? false
    if endsBlank || indicators.contains(UInt8(ascii: "+")) { blankTextEnd = out.count }
  }

  private func isBlank(_ line: ArraySlice<UInt8>, within columns: Int) -> Bool {
    line.count <= columns && line.allSatisfy { $0 == UInt8(ascii: " ") }
  }

  /// That of the first line that holds something, or of the longest blank one before it.
  private func contentIndent(_ lines: [ArraySlice<UInt8>]) -> Int {
    var longest = 0
    for line in lines {
      let indent = line.prefix { $0 == UInt8(ascii: " ") }.count
      longest = max(longest, indent)
      if indent < line.count { break }
    }
    return longest
  }

  /// The lines of a stretch, without their line ends.
  private func lines(of range: Range<Int>) -> [ArraySlice<UInt8>] {
    bytes[range].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
  }

  /// A blank that a backslash protects is no trailing one.
  private func withoutTrailingBlanks(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = line.endIndex
    while end > line.startIndex, " \t".utf8.contains(line[end - 1]) { end -= 1 }
    if end > line.startIndex, end < line.endIndex, line[end - 1] == UInt8(ascii: "\\") { end += 1 }
    return line[..<end]
  }
}
