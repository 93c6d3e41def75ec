import Documents
import Testing

@testable import XML

@Test("Every part of an element knows its bytes")
func ranges() throws {
  let tape = try tape("<?xml version='1.0'?>\n<a  b = 'x' c=\"y\" ><d/>text</a >\n")
  tape.withRoot { root in
    #expect(root.name == "a")
    #expect(tape.text(root.range) == "<a  b = 'x' c=\"y\" ><d/>text</a >")
    #expect(tape.text(root.startTagRange) == "<a  b = 'x' c=\"y\" >")
    #expect(tape.text(root.contentRange) == "<d/>text")
    #expect(tape.text(root.nameRange) == "a")
    #expect(tape.text(root.attribute("b")?.range) == "b = 'x'")
    #expect(tape.text(root.attribute("c")?.valueRange) == "y")
    #expect(root.attribute("c")?.hasValue("y") == true)
    #expect(root.attribute("d") == nil)
    #expect(root.attribute(named: "b")?.string == "x")
    #expect(!root.isSelfClosing)
    let child = root.firstChild(named: "d")
    #expect(child?.isSelfClosing == true)
    #expect(child.map { tape.text($0.range) } == "<d/>")
    #expect(root.text == "text")
    #expect(tape.text(root.textRange) == "text")
  }
}

@Test("References in attributes are decoded, and the raw range stays that of the source")
func references() throws {
  let raw = "a &amp; b &lt;&gt;&quot;&apos; &#65;&#x42; é\t\r\nz"
  let tape = try tape("<a plain='é' raw='\(raw)' after='1'/>")
  tape.withRoot { root in
    #expect(root.attribute("raw")?.string == "a & b <>\"' AB é  z")
    #expect(tape.text(root.attribute("raw")?.valueRange) == raw)
    #expect(root.attribute("plain")?.string == "é")
    #expect(root.attribute("after")?.string == "1")
  }
  #expect(tape.entries.filter { $0.kind == .attribute && $0.flag }.count == 1)
}

@Test("Text joins references, CDATA and line ends as they are meant")
func text() throws {
  let tape = try tape("<a>x &amp;&#x20AC;\r\ny\rz<![CDATA[<&amp;>\r\n]]><!-- no --><?no no?>!</a>")
  tape.withRoot { #expect($0.text == "x &€\ny\nz<&amp;>\n!") }
}

@Test("White space is content only where an element holds nothing else")
func blanks() throws {
  let tape = try tape("<a>\n  <b> </b>\n  <c></c>\n</a>")
  #expect(tape.meaning() == "<a|\n <b|\ntext \" \"\n <c|")
}

@Test("Comments and instructions are items with their ranges")
func items() throws {
  let tape = try tape("<!--before--><?pi x?><a><!-- in --><?do it?></a><!--after-->")
  var items: [String] = []
  tape.withRoot { root in
    root.forEachItem { item in
      switch item {
      case .comment(let text, let range): items.append("\(text)|\(tape.text(range)!)")
      case .instruction(let target, let range): items.append("\(target)|\(tape.text(range)!)")
      default: items.append("?")
      }
    }
  }
  #expect(items == [" in |<!-- in -->", "do|<?do it?>"])
  #expect(tape.entries.count == 6)
}

@Test("Namespaces are told apart by number, and declarations are no attributes")
func namespaces() throws {
  let tape = try tape("<a xmlns='urn:x' xmlns:p=\"urn:p\" xmlnsish='1' p:q='2'><p:b xmlns:r='urn:x'/><r xmlns=''/></a>")
  let x = try #require(tape.namespace("urn:x"))
  let p = try #require(tape.namespace("urn:p"))
  #expect(tape.namespace("urn:none") == nil)
  tape.withRoot { root in
    #expect(root.namespace == x)
    var names: [String] = []
    root.forEachAttribute { names.append("\($0.name) \($0.localName) \(tape.uri(of: $0.namespace))") }
    #expect(names == ["xmlnsish xmlnsish ", "p:q q urn:p"])
    #expect(root.firstChild(named: "p:b")?.namespace == p)
    #expect(root.firstChild(named: "p:b")?.hasLocalName("b") == true)
    #expect(root.firstChild(named: "r")?.namespace == XMLNamespace.none)
  }
}

@Test("A byte order mark shifts nothing")
func byteOrderMark() throws {
  let (tape, diagnostics) = read([0xEF, 0xBB, 0xBF] + Array("<?xml version=\"1.0\" encoding=\"utf-8\"?><a b='c'/>".utf8))
  #expect(diagnostics.isEmpty)
  let read = try #require(tape)
  read.withRoot { #expect(read.text($0.attribute("b")?.range) == "b='c'") }
}

@Test("Children are walked over whatever lies in them")
func children() throws {
  let tape = try tape("<a><b><b/>t<!----></b>x<b i='2'/><c/></a>")
  tape.withRoot { root in
    var names: [String] = []
    root.forEachChild { names.append($0.name) }
    #expect(names == ["b", "b", "c"])
    #expect(root.firstChild(named: "c")?.index == tape.index(of: "c"))
    #expect(root.firstChild(named: "d") == nil)
  }
}

@Test("A text node of twenty megabytes is read")
func longText() throws {
  let (tape, diagnostics) = read(Array("<a>".utf8) + [UInt8](repeating: 0x78, count: 20_000_000) + Array("</a>".utf8))
  #expect(diagnostics.isEmpty)
  try #require(tape).withRoot { #expect($0.contentRange.end - $0.contentRange.start == 20_000_000) }
}
