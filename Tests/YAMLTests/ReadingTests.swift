import Documents
import Testing
import YAML

@Suite("Reading YAML")
struct ReadingTests {
  @Test("Mappings, sequences and scalars arrive in the order of the text")
  func order() {
    let documents = read("b: 1\na: [x, 'y', \"z\"]\nc:\n  - d: ~\n  -\n")
    #expect(documents.outlines == ["{b: 1, a: [x, \"y\", \"z\"], c: [{d: ~}, ]}"])
    #expect(documents.diagnostics.isEmpty)
  }

  @Test("An empty text has no documents and no error", arguments: ["", "\n\n", "# only a comment\n", "\u{FEFF}", "   "])
  func empty(text: String) {
    let documents = read(text)
    #expect(documents.outlines.isEmpty)
    #expect(documents.diagnostics.isEmpty)
  }

  @Test("Empty documents are passed over, explicit nulls are not")
  func emptyDocuments() {
    #expect(read("---\n---\na: 1\n---\n# nothing\n---\n~\n...\n").outlines == ["{a: 1}", "~"])
  }

  @Test("Each document of a stream arrives")
  func stream() {
    #expect(read("a\n---\nb\n...\n---\nc\n").outlines == ["a", "b", "c"])
  }

  @Test("A byte order mark is passed over, and does not move what follows")
  func byteOrderMark() {
    let text = "\u{FEFF}a: b\n"
    let documents = read(text)
    #expect(documents.outlinesWithRanges == ["{a@3-4: b@6-7}@3-7"])
    #expect(SourceFile(path: "", bytes: Array(text.utf8)).position(at: 3) == SourcePosition(line: 1, column: 1))
  }

  @Test("Lines may end in CR LF")
  func windowsLineEnds() {
    let text = "a: b c\r\nd:\r\n  - e\r\nf: |\r\n  g\r\n"
    let documents = read(text)
    #expect(documents.outlines == ["{a: b c, d: [e], f: \"g\n\"}"])
    #expect(documents.source("a", in: text) == "b c")
    #expect(documents.source("d", in: text) == "- e")
  }

  @Test("The version directive is tolerated", arguments: ["%YAML 1.1", "%YAML 1.2"])
  func version(directive: String) {
    #expect(read("\(directive)\n---\na: 1\n").outlines == ["{a: 1}"])
  }

  @Test("A merge key is a key like any other")
  func mergeKey() {
    #expect(read("a: &x {b: 1}\nc:\n  <<: *x\n").outlines == ["{a: {b: 1}, c: {<<: {b: 1}}}"])
  }

  @Test("Scalars over several lines are folded as YAML says")
  func folding() {
    #expect(read("a: b\n  c\nd: \"e\n  f\\\n  g\"\nh: 'i''j'\n").outlines == ["{a: b c, d: \"e fg\", h: \"i'j\"}"])
    #expect(read("a: |-\n  b\n   c\nd: >\n  e\n  f\n").outlines == ["{a: \"b\n c\", d: \"e f\n\"}"])
  }

  @Test("Escapes stand for their characters")
  func escapes() {
    #expect(read(#"["\x41", "\u00e9", "\U0001F600", "\t", "\L\n"]"#).outlines == ["[\"A\", \"é\", \"😀\", \"\t\", \"\u{2028}\n\"]"])
  }

  @Test("Only a scalar that differs from its source is copied")
  func slices() throws {
    let text = "a: plain\nb: 'single'\nc: \"double\"\n"
    #expect(try #require(read(text).tapes.first).text == Array(text.utf8))
    let escaped = text + "d: \"\\t\"\n"
    #expect(try #require(read(escaped).tapes.first).text == Array((escaped + "\t").utf8))
  }
}
