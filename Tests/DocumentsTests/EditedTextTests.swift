import Documents
import TestSupport
import Testing

@Suite("Fixes applied to a text")
struct EditedTextTests {
  private func fixes(_ edits: [(Int, Int, String)]) -> [Diagnostic] {
    edits.map { start, end, text in
      Diagnostic("x.y", .error, "m", fix: TextEdit(SourceRange(source: SourceID(0), start: start, end: end), replacement: text))
    }
  }

  private func edit(_ start: Int, _ end: Int, _ text: String) -> TextEdit {
    TextEdit(SourceRange(source: SourceID(0), start: start, end: end), replacement: text)
  }

  private func fixed(_ text: String, _ edits: [(Int, Int, String)]) -> String {
    var edited = EditedText(SourceFile(path: "f", bytes: Array(text.utf8)))
    edited.apply(fixes(edits).compatibleFixes(in: SourceID(0)).map(\.edit))
    return String(decoding: edited.current.bytes, as: UTF8.self)
  }

  @Test("Only the bytes of the ranges change")
  func splicing() {
    #expect(fixed("é: prd # é\r\nb: x\n", [(14, 15, "name"), (4, 7, "prod")]) == "é: prod # é\r\nname: x\n")
  }

  @Test("Of overlapping fixes the first in the text is applied")
  func overlaps() {
    #expect(fixed("abcdef", [(2, 4, "X"), (1, 3, "Y"), (4, 5, "Z")]) == "aYdZf")
  }

  @Test("Of two insertions at one place only the first is applied; one beside a replacement is no overlap")
  func insertions() {
    #expect(fixed("ab", [(1, 1, "X"), (1, 1, "Y")]) == "aXb")
    #expect(fixed("ab", [(1, 2, "Y"), (1, 1, "X"), (0, 1, "W")]) == "WXY")
  }

  @Test("Fixes of other texts are left out")
  func otherTexts() {
    #expect(fixes([(0, 1, "X")]).compatibleFixes(in: SourceID(1)).isEmpty)
  }

  @Test("The diff shows changed lines with three around them, near ones together")
  func diff() {
    let text = (1...20).map { "line \($0)\n" }.joined() + "end"
    var edited = EditedText(SourceFile(path: "./a/b.yaml", bytes: Array(text.utf8)))
    #expect(edited.unifiedDiff() == "")
    edited.apply([edit(0, 4, "LINE"), edit(35, 42, ""), edit(text.utf8.count, text.utf8.count, "!")])
    #expect(
      edited.unifiedDiff() == """
        --- a/a/b.yaml
        +++ b/a/b.yaml
        @@ -1,9 +1,8 @@
        -line 1
        +LINE 1
         line 2
         line 3
         line 4
         line 5
        -line 6
         line 7
         line 8
         line 9
        @@ -18,4 +17,4 @@
         line 18
         line 19
         line 20
        -end
        \\ No newline at end of file
        +end!
        \\ No newline at end of file

        """)
  }

  @Test("On a terminal the diff shows control characters instead of sending them")
  func terminal() {
    var edited = EditedText(SourceFile(path: "f", bytes: Array("a\u{1B}[2J\n".utf8)))
    edited.apply([edit(0, 1, "b")])
    #expect(edited.unifiedDiff(forTerminal: true).hasSuffix("-a\u{241B}[2J\n+b\u{241B}[2J\n"))
  }

  @Test("Whatever the rounds of edits, the changes and the diff lead from the old text to the new", arguments: 0..<300)
  func rounds(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let lines = (0..<Int.random(in: 0...30, using: &generator)).map { "\($0) text" }
    let original = lines.joined(separator: "\n") + (Bool.random(using: &generator) ? "\n" : "")
    var edited = EditedText(SourceFile(path: "f", bytes: Array(original.utf8)))
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let count = edited.current.bytes.count
      let edits = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        let start = Int.random(in: 0...count, using: &generator)
        let end = min(count, start + Int.random(in: 0...20, using: &generator))
        return (start, end, ["", "x", "new\n", "\n", "a\nb"].randomElement(using: &generator) ?? "")
      }
      edited.apply(fixes(edits).compatibleFixes(in: SourceID(0)).map(\.edit))
    }
    var rebuilt = edited.original.bytes
    for change in edited.changes.reversed() { rebuilt.replaceSubrange(change.old, with: edited.current.bytes[change.new]) }
    let current = String(decoding: edited.current.bytes, as: UTF8.self)
    #expect(String(decoding: rebuilt, as: UTF8.self) == current)
    #expect(try patched(original, edited.unifiedDiff()) == current)
  }

  /// The text with a unified diff applied, whose context has to fit.
  private func patched(_ text: String, _ diff: String) throws -> String {
    if diff.isEmpty { return text }
    var old = text.split(separator: "\n", omittingEmptySubsequences: false).map { "\($0)\n" }
    let last = old.removeLast().dropLast()
    if !last.isEmpty { old.append(String(last)) }
    var result = ""
    var at = 0
    var hunks = diff.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2).dropLast().map(String.init)
    while !hunks.isEmpty {
      let line = hunks.removeFirst()
      if let place = try /@@ -(\d+),(\d+) \+(\d+),(\d+) @@/.wholeMatch(in: line) {
        let (start, count) = (try #require(Int(place.1)), try #require(Int(place.2)))
        let first = count == 0 ? start : start - 1
        result += old[at..<first].joined()
        at = first
        continue
      }
      let isEnd = hunks.first?.hasPrefix("\\") == true
      if isEnd { hunks.removeFirst() }
      let content = String(line.dropFirst()) + (isEnd ? "" : "\n")
      if line.hasPrefix("+") {
        result += content
      } else {
        try #require(at < old.count && old[at] == content, "\(line) at \(at)")
        if line.hasPrefix(" ") { result += content }
        at += 1
      }
    }
    return result + old[at...].joined()
  }
}

@Suite("Counts of findings")
struct FindingCountTests {
  @Test("Errors and warnings are always told, notes and silenced ones where there are any")
  func text() {
    let diagnostics = [Diagnostic("a", .error, "m"), Diagnostic("b", .note, "m"), Diagnostic("c", .note, "m")]
    #expect(FindingCounts([]).text == "0 errors, 0 warnings")
    #expect(FindingCounts(diagnostics, silenced: 3).text == "1 error, 0 warnings, 2 notes, 3 silenced")
    #expect(FindingCounts([], silenced: 1).quietText == ", 1 silenced")
  }
}
