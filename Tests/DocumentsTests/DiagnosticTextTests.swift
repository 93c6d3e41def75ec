import Documents
import Testing

@Suite("Diagnostics as text")
struct DiagnosticTextTests {
  private func rendered(_ text: String, _ start: Int, _ end: Int, color: Bool = false) -> [String] {
    var sources = SourceSet()
    let id = sources.add(SourceFile(path: "site.yaml", bytes: Array(text.utf8)))
    let diagnostic = Diagnostic("test.id", .error, "wrong", at: SourceRange(source: id, start: start, end: end))
    return lines(render([diagnostic], sources: sources, color: color))
  }

  private func lines(_ text: String) -> [String] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: true).map { String($0) }
  }

  @Test("Place, message and id, the line with a caret, related places, help")
  func form() {
    var sources = SourceSet()
    let id = sources.add(SourceFile(path: "site.yaml", bytes: Array("a: 1\nnetwork: prd\n".utf8)))
    let diagnostic = Diagnostic(
      "reference.unknown", .error, "no network named 'prd'", at: SourceRange(source: id, start: 14, end: 17),
      related: [.init("first given here", at: SourceRange(source: id, start: 0, end: 1))], help: "did you mean 'prod'?")
    #expect(
      render([diagnostic], sources: sources, color: false) == """
        site.yaml:2:10: error: no network named 'prd' [reference.unknown]
        network: prd
                 ^~~
        site.yaml:1:1: note: first given here
        help: did you mean 'prod'?

        """)
  }

  @Test("What quotes megabytes of the input is cut, in the message, the help and the edit")
  func megabytes() {
    let long = String(repeating: "ö", count: 1_000_000)
    var sources = SourceSet()
    let id = sources.add(SourceFile(path: "site.yaml", bytes: Array(long.utf8)))
    let place = SourceRange(source: id, start: 0, end: 2_000_000)
    let told = Diagnostic("a.b", .error, long, at: place, related: [.init(long, at: place)], help: long)
    let edited = Diagnostic("a.b", .error, "odd", at: place, fix: TextEdit(place, replacement: long))
    #expect(told.message.utf8.count < 5_000 && told.message.hasSuffix("…"))
    #expect(render([told, edited], sources: sources, color: false).utf8.count < 20_000)
    #expect(edited.fix?.replacement == long)
  }

  @Test("What has no place is said without one")
  func placeless() {
    let text = render([Diagnostic("a.b", .warning, "odd")], sources: SourceSet(), color: false)
    #expect(text == "warning: odd [a.b]\n")
  }

  @Test(
    "A fix is shown as help where there is none",
    arguments: [(3, 6, "prod", "write 'prod' for 'prd'"), (3, 3, "x", "insert 'x'"), (3, 6, "", "remove 'prd'")])
  func fix(start: Int, end: Int, replacement: String, help: String) {
    var sources = SourceSet()
    let id = sources.add(SourceFile(path: "f", bytes: Array("a: prd".utf8)))
    let range = SourceRange(source: id, start: start, end: end)
    let diagnostic = Diagnostic("a.b", .note, "m", at: range, fix: TextEdit(range, replacement: replacement))
    #expect(lines(render([diagnostic], sources: sources, color: false)).last == "help: \(help)")
  }

  @Test("Tabs before the caret are kept, so that it stands under its place")
  func tabs() {
    #expect(rendered("\ta:\tbc\n", 4, 6).dropFirst() == ["\ta:\tbc", "\t  \t^~"])
  }

  @Test("The caret counts columns, not bytes")
  func wideCharacters() {
    #expect(rendered("é日: x\n", 7, 8).dropFirst() == ["é日: x", "     ^"])
    #expect(rendered("a: 日本\n", 3, 9).dropFirst() == ["a: 日本", "   ^~~~"])
  }

  @Test("A range of several lines is marked up to the end of the first")
  func severalLines() {
    #expect(rendered("ab: c\r\nd: e\r\n", 0, 11).dropFirst() == ["ab: c", "^~~~~"])
  }

  @Test("A long line is cut around the caret")
  func longLine() {
    let text = String(repeating: "x", count: 5_000) + "HERE" + String(repeating: "y", count: 5_000)
    let lines = rendered(text, 5_000, 5_004)
    #expect(lines[1].hasPrefix("…xxx") && lines[1].hasSuffix("yyy…") && lines[1].unicodeScalars.count <= 122)
    let caret = lines[2].unicodeScalars.prefix { $0 == " " }.count
    #expect(lines[2].hasSuffix("^~~~"))
    #expect(String(String.UnicodeScalarView(lines[1].unicodeScalars.dropFirst(caret).prefix(4))) == "HERE")
  }

  @Test("A long line of characters of several bytes is cut between them", arguments: 0..<8)
  func longLineNonASCII(shift: Int) {
    let text = String(repeating: "x", count: shift) + String(repeating: "é日", count: 400)
    let lines = rendered(text, shift + 1_000, shift + 1_002)
    #expect(!lines[1].unicodeScalars.contains("\u{FFFD}"))
  }

  @Test("An empty range has a caret, also at the end of the text")
  func emptyRange() {
    #expect(rendered("ab", 2, 2).dropFirst() == ["ab", "  ^"])
    #expect(rendered("ab\n", 3, 3).count == 1)
    #expect(rendered("", 0, 0) == ["site.yaml:1:1: error: wrong [test.id]"])
  }

  @Test("No control character of the input reaches the terminal")
  func controlCharacters() {
    var sources = SourceSet()
    let hostile = "\u{1B}[2J\u{9B}1m\u{7F}\u{202E}\r\u{8}x"
    let bytes = Array("a: \(hostile) \n".utf8) + [0xFF]
    let id = sources.add(SourceFile(path: "f\(hostile)", bytes: bytes))
    let range = SourceRange(source: id, start: 0, end: 8)
    let diagnostic = Diagnostic(
      "a.b", .error, "no '\(hostile)'\n", at: range, related: [.init(hostile, at: range)], help: hostile, fix: nil)
    let text = render([diagnostic], sources: sources, color: false)
    let unsafe = text.unicodeScalars.filter { $0.properties.generalCategory == .control && $0 != "\n" || $0 == "\u{202E}" }
    #expect(unsafe.isEmpty)
    #expect(lines(text).count == 5)
  }

  @Test("Colours stand around the parts, and only where they are wanted")
  func colors() {
    #expect(rendered("a: b\n", 3, 4, color: true)[0].contains("\u{1B}[31;1merror:\u{1B}[0m"))
    #expect(!rendered("a: b\n", 3, 4).joined().contains("\u{1B}"))
  }

  @Test("Many diagnostics in one large text take no more than a pass over it", .timeLimit(.minutes(20)))
  func many() {
    var sources = SourceSet()
    let text = String(repeating: "é: value\n", count: 100_000) + String(repeating: "ü", count: 500_000)
    let id = sources.add(SourceFile(path: "big.yaml", bytes: Array(text.utf8)))
    let diagnostics = (0..<5_000).map {
      Diagnostic("a.b", .error, "m", at: SourceRange(source: id, start: $0 * 300, end: $0 * 300 + 4))
    }
    #expect(!render(diagnostics, sources: sources, color: false).isEmpty)
  }
}
