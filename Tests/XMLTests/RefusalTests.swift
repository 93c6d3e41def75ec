import Documents
import Testing

@testable import XML

struct Refusal: Sendable, CustomTestStringConvertible {
  let text: String
  let id: String
  /// What the range of the diagnostic holds.
  let place: String
  let message: String
  var testDescription: String { text.count < 60 ? text : String(text.prefix(60)) + "…" }

  init(_ text: String, _ id: String, at place: String, _ message: String) {
    (self.text, self.id, self.place, self.message) = (text, id, place, message)
  }
}

private let laughs = """
  <?xml version="1.0"?>
  <!-- <!DOCTYPE in a comment --><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
  <lolz>&lol1;</lolz>
  """

let refusals: [Refusal] = [
  .init(laughs, "xml.dtd", at: "<!DOCTYPE", "a document type declaration, which is never read"),
  .init("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "xml.dtd", at: "<!DOCTYPE", "document type"),
  .init("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "xml.dtd", at: "<!DOCTYPE", "document type"),
  .init("<!DOCTYPE a [<!ATTLIST a role CDATA 'admin'>]><a/>", "xml.dtd", at: "<!DOCTYPE", "document type"),
  .init("<a>x &nbsp; y</a>", "xml.entity", at: "&nbsp;", "entity 'nbsp' is not one of the five that XML predefines"),
  .init("<a b='&amp;&file;'/>", "xml.entity", at: "&file;", "entity 'file' is not one of the five"),
  .init("<a>\n<b></a>", "xml.syntax", at: "</a>", "'</a>' where 'b' is open"),
  .init("<a b='1' c='2' b='3'/>", "xml.syntax", at: "b", "attribute 'b' is given twice"),
  .init("<a/><b/>", "xml.syntax", at: "<", "something follows the root element"),
  .init("hello", "xml.syntax", at: "h", "the text does not begin with markup"),
  .init("", "xml.syntax", at: "", "the text ends before its root element"),
  .init("<!-- only -->", "xml.syntax", at: "", "the text ends before its root element"),
  .init("<a><b>text", "xml.syntax", at: "", "the text ends while 'b' is still open"),
  .init("<a><b c='", "xml.syntax", at: "", "the text ends inside the start tag of 'b', with 'a' still open"),
  .init("<a><!-- x", "xml.syntax", at: "", "the text ends inside a comment, with 'a' still open"),
  .init("<a><![CDA", "xml.syntax", at: "", "the text ends inside a CDATA section, with 'a' still open"),
  .init("<a b='x<y'/>", "xml.syntax", at: "<", "unescaped '<' not allowed in attributes values"),
  .init("<a b=c/>", "xml.syntax", at: "c", "attValue: \" or ' expected"),
  .init("<a>\u{1}</a>", "xml.syntax", at: "\u{1}", "character U+1, which XML does not allow"),
  .init("<a/>\0<b/>", "xml.syntax", at: "\0", "a NUL byte"),
  .init("<x:a/>", "xml.namespace", at: "<x:a", "namespace prefix x on a is not defined"),
  .init("<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "xml.encoding", at: "ISO-8859-1", "the text is in ISO-8859-1"),
  .init("<?xml version='1.0' encoding='US-ASCII'?><a>é</a>", "xml.encoding", at: "\u{FFFD}", "byte 0xC3 does not belong to ASCII text"),
]

@Test("What cannot be read is refused, with the reason and its place", arguments: refusals)
func refuses(_ refusal: Refusal) throws {
  let (tape, diagnostics) = read(refusal.text)
  #expect(tape == nil)
  let first = try #require(diagnostics.first)
  #expect(diagnostics.count == 1)
  #expect(first.id == refusal.id)
  #expect(first.message.contains(refusal.message), "\(first.message)")
  let range = try #require(first.range)
  #expect(SourceFile(path: "", bytes: Array(refusal.text.utf8)).text(Int(range.start)..<Int(range.end)) == refusal.place)
}

@Test("What was open when the text ended is shown where it began")
func truncatedElement() throws {
  let diagnostic = try #require(read("<a>\n  <networks x='1'>\n").diagnostics.first)
  #expect(diagnostic.related.map(\.message) == ["'networks' begins here"])
  #expect(diagnostic.related.first?.range == SourceRange(source: SourceID(0), start: 6, end: 22))
}

@Test("A text cut anywhere is refused, and the place is inside it")
func truncation() {
  let whole = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- c -->
    <a xmlns:p="urn:p" b="1 &amp; 2"><?pi data?><p:b c='é'/><![CDATA[x]]>t &#65;<d></d >
    </a>
    """
  let bytes = Array(whole.utf8)
  for length in 0..<bytes.count {
    let (tape, diagnostics) = read(Array(bytes[..<length]))
    #expect(tape == nil)
    #expect(diagnostics.count == 1)
    guard let diagnostic = diagnostics.first, let range = diagnostic.range else { continue }
    #expect(range.end <= length)
    #expect(diagnostic.id == "xml.syntax" || diagnostic.id == "xml.encoding")
    if diagnostic.id == "xml.syntax" { #expect(diagnostic.message.hasPrefix("the text ends"), "\(length): \(diagnostic.message)") }
  }
  #expect(read(whole).tape != nil)
}

@Test("XInclude is an element like any other")
func xinclude() throws {
  let include = "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd' parse='text'/>"
  let tape = try tape("<a>\(include)</a>")
  tape.withRoot { root in
    #expect(root.text == "")
    #expect(root.firstChild(named: "xi:include").map { tape.text($0.range) } == include)
  }
}

@Test("UTF-16, EBCDIC and broken UTF-8 are refused as encodings")
func encodings() {
  let utf16 = Array("<a/>".utf8).flatMap { (byte: UInt8) -> [UInt8] in [byte, 0] }
  let start = Array("<a>".utf8)
  let texts: [[UInt8]] = [utf16, [0xFF, 0xFE] + utf16, [0x4C, 0x6F, 0xA7, 0x94], start + [0xC0, 0x80], start + [0xED, 0xA0, 0x80]]
  for bytes in texts {
    #expect(read(bytes).diagnostics.map(\.id) == ["xml.encoding"])
  }
}

@Test("Each bound is kept, and the message names it")
func bounds() {
  func nested(_ depth: Int) -> String { String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth) }
  func refusal(_ text: String, _ bounds: XMLBounds = .standard) -> String? {
    read(text, bounds: bounds).diagnostics.first.map { "\($0.id) \($0.message)" }
  }
  #expect(refusal(nested(128)) == nil)
  #expect(refusal(nested(129)) == "xml.bound elements are nested deeper here, and the bound 'depth' is 128")
  #expect(refusal(nested(256), .largest) == nil)
  #expect(refusal(nested(300), .largest)?.hasPrefix("xml.bound") == true)
  #expect(refusal("<a/>", XMLBounds(size: 3)) == "xml.bound the text has 4 bytes, and the bound 'size' is 3")
  let attributes = { (count: Int) in "<a " + (0..<count).map { "a\($0)=''" }.joined(separator: " ") + "/>" }
  #expect(refusal(attributes(500)) == nil)
  #expect(refusal(attributes(501)) == "xml.bound this element has more, and the bound 'attributes' is 500")
  #expect(refusal("<b><!--\(attributes(600))--></b>") == nil)
  #expect(refusal(attributes(1_000_000))?.hasPrefix("xml.bound") == true)
  let declarations = (0..<201).map { "xmlns:n\($0)='urn:\($0)'" }.joined(separator: " ")
  #expect(refusal("<a \(declarations)/>")?.contains("the bound 'namespaces' is 200") == true)
}

@Test("Mutated texts never crash, and whatever is read keeps its ranges", arguments: 0..<8)
func mutations(_ seed: Int) throws {
  var random = SeededGenerator(seed: seed)
  let whole = Array(
    """
    \u{FEFF}<?xml version='1.0'?><!--c--><a xmlns:p='urn:p' b=\"1 &amp; 2\">\r
     <?pi d?><p:b c='é' p:d='&#9;'/><![CDATA[x]]>t<d> </d ></a>
    """.utf8)
  let spice = Array("<>&;'\"/=!?-[]:x \u{0}\n\r".utf8) + [0xC3, 0xFF]
  var wasRead = 0
  for _ in 0..<1000 {
    var bytes = whole
    for _ in 0...Int.random(in: 0..<3, using: &random) {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[at] = spice.randomElement(using: &random)!
      case 1: bytes.insert(spice.randomElement(using: &random)!, at: at)
      case 2: bytes.remove(at: at)
      default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + Int.random(in: 1..<20, using: &random))], at: at)
      }
    }
    let (tape, diagnostics) = read(bytes)
    #expect((tape == nil) == diagnostics.hasErrors)
    #expect(!diagnostics.contains { $0.id == "xml.internal" }, "\(String(decoding: bytes, as: UTF8.self))")
    guard let tape else { continue }
    wasRead += 1
    #expect(XMLEdits(to: tape).apply() == bytes)
    #expect(!tape.meaning().isEmpty)
  }
  #expect(wasRead > 20)
}
