import Documents
import Testing
import YAML

@Suite("What is refused in YAML")
struct RefusalTests {
  @Test(
    "A syntax error has its exact place",
    arguments: [
      ("a: b: c\n", "1:5"), ("a:\n\tb: 1\n", "2:1"), ("ä: \"b\n", "2:1"), ("a: [1, 2\n", "2:1"), ("ü: 'ö'\nb: @c\n", "2:4"),
      ("- a\nb: c\n", "2:1"), ("a: b\n c: d\n", "2:3"),
    ])
  func syntax(text: String, place: String) {
    let documents = read(text)
    #expect(documents.ids == ["yaml.syntax"])
    #expect(documents.diagnostics.first?.place(in: text) == place)
  }

  @Test("Before a syntax error, whole documents are kept and the broken one is not")
  func before() {
    #expect(read("a: 1\n---\nb: 2\n---\nc: 3\nd: [\n").outlines == ["{a: 1}", "{b: 2}"])
  }

  @Test("Tabs and unquoted signs bring help")
  func help() {
    #expect(read("a:\n\tb: 1\n").diagnostics.first?.help?.contains("tabs") == true)
    #expect(read("a: @b\n").diagnostics.first?.help?.contains("quotes") == true)
  }

  @Test("Bytes that are not UTF-8 are named by their place")
  func invalidBytes() {
    let cases: [([UInt8], UInt32)] = [
      (Array("a: ".utf8) + [0xFF, 0x0A], 3), (Array("é: x".utf8) + [0xC3], 5), (Array("a: ".utf8) + [0xC0, 0x80], 3),
      (Array("b: ".utf8) + [0xED, 0xA0, 0x80], 3), ([0xEF, 0xBB, 0xBF, 0x61, 0x80], 4),
    ]
    for (bytes, place) in cases {
      let documents = read(bytes)
      #expect(documents.ids == ["yaml.encoding"])
      #expect(documents.diagnostics.first?.range?.start == place, "\(bytes)")
    }
  }

  @Test("An invalid byte far behind the first buffer is named by its place")
  func invalidByteFarBehind() {
    let bytes = Array(String(repeating: "é: ü\n", count: 50_000).utf8) + [0xFE]
    #expect(read(bytes).diagnostics.last?.range?.start == UInt32(bytes.count - 1))
  }

  @Test("UTF-16 and UTF-32 are named", arguments: [[0xFF, 0xFE, 0x61, 0], [0xFE, 0xFF, 0, 0x61], [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0]])
  func otherEncodings(bytes: [UInt8]) {
    let documents = read(bytes)
    #expect(documents.ids == ["yaml.encoding"])
    #expect(documents.diagnostics.first?.message.contains("UTF-") == true)
  }

  @Test("Control characters are refused", arguments: ["\u{0}", "\u{1B}", "\u{7F}", "\u{8}"])
  func controlCharacters(character: String) {
    let documents = read("a: é\(character)b\n")
    #expect(documents.ids == ["yaml.controlCharacter"])
    #expect(documents.diagnostics.first?.range?.start == 5)
  }

  @Test("Tags are refused, each at its place", arguments: ["!!str", "!own", "!<tag:a,b>", "!"])
  func tags(tag: String) {
    let text = "a: \(tag) b\nc: &x \(tag) [d]\ne: \(tag)\n"
    let documents = read(text)
    #expect(documents.ids == ["yaml.tag", "yaml.tag", "yaml.tag"])
    #expect(documents.diagnostics.map { $0.place(in: text) } == ["1:4", "2:7", "3:4"])
    #expect(documents.outlines == ["{a: b, c: [d], e: }"])
  }

  @Test("Keys that are collections are refused, and stand as scalars on the tape")
  func complexKeys() {
    let documents = read("? [a, b]\n: c\n? {d: e}\n: f\n{g: h}: i\n")
    #expect(documents.ids == ["yaml.complexKey", "yaml.complexKey", "yaml.complexKey"])
    #expect(documents.outlines == ["{\"[a, b]\": c, \"{d: e}\": f, \"{g: h}\": i}"])
  }

  /// Unbounded, a megabyte of brackets would keep libyaml busy for an hour.
  @Test(
    "Nesting beyond the bound is refused", .timeLimit(.minutes(20)),
    arguments: [("[", 1_000_000), ("{a: ", 10_000), ("- ", 10_000), ("? ", 10_000)])
  func depth(open: String, times: Int) {
    let documents = read(String(repeating: open, count: times))
    #expect(documents.ids == ["yaml.depth"])
    #expect(documents.diagnostics.first?.range?.start == UInt32(open.utf8.count * 100))
  }

  @Test("Deep indentation is refused, the bound itself is not")
  func indentation() {
    func nested(_ depth: Int) -> String {
      (0..<depth).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    }
    #expect(read(nested(100)).ids == [])
    #expect(read(nested(101)).ids == ["yaml.depth"])
    #expect(read(nested(3_000)).ids == ["yaml.depth"])
  }

  @Test("A text larger than the bound is not read")
  func size() {
    var bounds = YAMLBounds()
    bounds.bytes = 10
    #expect(read("a: 3456789", bounds: bounds).ids == [])
    #expect(read("a: 34567890", bounds: bounds).ids == ["yaml.size"])
  }

  @Test("Very many directives are refused before libyaml compares them")
  func directives() {
    let text = (0..<200_000).map { "%TAG !a\($0)! b\n" }.joined() + "---\na: 1\n"
    #expect(read(text).ids == ["yaml.directives"])
    #expect(read(String(repeating: "- é%\n", count: 5_000)).ids == [])
  }

  @Test("Reading ends after very many problems")
  func problems() {
    let documents = read(String(repeating: "- !t x\n", count: 5_000))
    #expect(documents.diagnostics.count == 1_001)
    #expect(documents.ids.last == "yaml.problems")
  }

  @Test("A text cut off anywhere is read or refused, never more")
  func truncated() {
    let text = Array("a: &x [1, \"zwölf\\n\", {b: 'c'}]\nd: |\n  e\n  f\n? g\n: *x\n--- >-\n h\n...\n".utf8)
    for end in 0...text.count {
      let documents = read(Array(text[..<end]))
      #expect(documents.diagnostics.count <= 1)
      for tape in documents.tapes { #expect(defect(in: tape) == nil) }
    }
  }
}
