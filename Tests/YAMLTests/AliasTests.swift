import Documents
import Testing

@testable import YAML

@Suite("Aliases")
struct AliasTests {
  @Test("An alias stands for a copy of what has the anchor")
  func copy() {
    let documents = read("a: &x {b: [1, 'two']}\nc: *x\nd: [&y 3, *y, *x]\n")
    #expect(documents.outlines == ["{a: {b: [1, \"two\"]}, c: {b: [1, \"two\"]}, d: [3, 3, {b: [1, \"two\"]}]}"])
  }

  @Test("A copy keeps the place where it was written")
  func place() {
    #expect(read("a: &x 1\nb: *x\n").outlinesWithRanges == ["{a@0-1: 1@6-7, b@8-9: 1@6-7}@0-13"])
  }

  @Test("The anchor written last counts, even within another of its name")
  func redefinition() {
    #expect(read("- &x 1\n- *x\n- &x 2\n- *x\n").outlines == ["[1, 1, 2, 2]"])
    #expect(read("- &x [&x 1, *x]\n- *x\n").outlines == ["[[1, 1], 1]"])
  }

  @Test("Copies of copies are copies")
  func nested() {
    #expect(read("- &a [1]\n- &b [*a, *a]\n- *b\n").outlines == ["[[1], [[1], [1]], [[1], [1]]]"])
  }

  @Test("An alias may be a key where it stands for a scalar")
  func aliasAsKey() {
    #expect(read("a: &x k\n*x : v\n").outlines == ["{a: k, k: v}"])
    #expect(read("a: &x [k]\n*x : v\n").ids == ["yaml.complexKey"])
  }

  @Test("An anchor ends with its document")
  func scope() {
    let text = "a: &x 1\n---\nb: *x\n"
    let documents = read(text)
    #expect(documents.ids == ["yaml.syntax"])
    #expect(documents.diagnostics.first?.place(in: text) == "3:4")
  }

  @Test("An unknown alias names its place and what may be meant")
  func unknown() {
    let text = "é: &prod 1\nb: [ü, *prd]\n"
    let documents = read(text)
    #expect(documents.ids == ["yaml.syntax"])
    #expect(documents.diagnostics.first?.place(in: text) == "2:8")
    #expect(documents.diagnostics.first?.help == "did you mean '*prod'?")
  }

  @Test("An alias within its own anchor is refused")
  func recursive() {
    #expect(read("a: &x [1, *x]\n").ids == ["yaml.recursiveAlias"])
  }

  @Test("A bomb of aliases is refused where it passes the bound")
  func bomb() {
    var text = "l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 { text += "l\(level): &l\(level) [\(Array(repeating: "*l\(level - 1)", count: 10).joined(separator: ", "))]\n" }
    let documents = read(text)
    #expect(documents.ids == ["yaml.aliasBomb"])
    #expect(documents.diagnostics.first?.message.contains("1000000") == true)
    #expect(documents.outlines.isEmpty)
  }

  @Test("Aliases of long texts are refused where their text passes the bound")
  func longTexts() {
    var bounds = YAMLBounds()
    bounds.aliasBytes = 20
    #expect(read("- &a '0123456789'\n- *a\n- *a\n", bounds: bounds).ids == [])
    let text = "- &a '0123456789'\n- [*a, *a, *a]\n"
    let documents = read(text, bounds: bounds)
    #expect(documents.ids == ["yaml.aliasBomb"])
    #expect(documents.diagnostics.first?.place(in: text) == "2:12")
  }

  @Test("The bound of the texts of aliases holds for all pieces together")
  func longTextsInPieces() async {
    var bounds = YAMLBounds()
    bounds.aliasBytes = 15
    let file = SourceFile(path: "", bytes: Array(String(repeating: "---\n- &a '0123456789'\n- *a\n", count: 2).utf8))
    let pieces = await YAMLReader.readConcurrently(file, as: SourceID(0), bounds: bounds, pieces: 2, smallestPiece: 1)
    #expect(pieces.ids == ["yaml.aliasBomb"])
  }

  /// Compared letter by letter, the two names would keep a machine busy for hours.
  @Test("Very long names of anchors are not compared", .timeLimit(.minutes(20)))
  func longNames() {
    let name = String(repeating: "a", count: 1_000_000)
    #expect(read("- &\(name)b 1\n- *\(name)c\n").ids == ["yaml.syntax"])
  }

  @Test("Aliases may not go deeper than the bound")
  func depth() {
    var bounds = YAMLBounds()
    bounds.depth = 4
    #expect(read("- &a [[1]]\n- [*a]\n", bounds: bounds).ids == [])
    #expect(read("- &a [[1]]\n- [[*a]]\n", bounds: bounds).ids == ["yaml.depth"])
  }

  @Test("Anchors in a refused key bring no further errors")
  func dropped() {
    #expect(read("? [&x 1]\n: *x\n").ids == ["yaml.complexKey"])
  }
}
