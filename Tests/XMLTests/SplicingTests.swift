import Documents
import Testing

@testable import XML

private func edited(_ text: String, _ edit: (inout XMLEdits) -> Void) throws -> String {
  var edits = XMLEdits(to: try tape(text))
  edit(&edits)
  return String(decoding: edits.apply(), as: UTF8.self)
}

let document = """
  <?xml version='1.0'?>
  <!-- the appliance -->
  <vio  model="4000">
    <networks>
      <network name='prod' vlan="12"/> <!-- main -->
      <!-- about test -->
      <network name='test'
               vlan='13'
               mtu='9000' />
    </networks>
    <servers/>
    <note>a &amp; b</note>
  </vio>

  """

@Test("No edits leave every byte as it is")
func noEdits() throws {
  #expect(try edited(document) { _ in } == document)
  #expect(try edited(document) { $0.setAttribute("vlan", to: "12", of: $0.tape.index(of: "network")) } == document)
}

@Test("An attribute keeps its quotes, and its value is escaped for them")
func setAttribute() throws {
  let result = try edited("<a b = 'x'  c=\"y\"/>") {
    $0.setAttribute("b", to: "it's <&>\"\t\n\r\u{1}", of: 0)
    $0.setAttribute("c", to: "\"q'", of: 0)
  }
  #expect(result == "<a b = 'it&apos;s &lt;&amp;>\"&#9;&#10;&#13;\u{FFFD}'  c=\"&quot;q'\"/>")
  try tape(result).withRoot {
    #expect($0.attribute("b")?.string == "it's <&>\"\t\n\r\u{FFFD}")
    #expect($0.attribute("c")?.string == "\"q'")
  }
}

@Test("A new attribute stands behind the others, laid out as they are")
func addAttribute() throws {
  let tape = try tape(document)
  let result = try edited(document) {
    $0.setAttribute("mtu", to: "1500", of: tape.index(of: "network"))
    $0.setAttribute("serial", to: "7", of: tape.rootIndex)
    $0.setAttribute("kind", to: "x", of: tape.index(of: "servers"))
    $0.setAttribute("vsan", to: "1", of: tape.index(of: "network", second: true))
  }
  #expect(result.contains("<network name='prod' vlan=\"12\" mtu=\"1500\"/> <!-- main -->"))
  #expect(result.contains("<vio  model=\"4000\" serial=\"7\">"))
  #expect(result.contains("<servers kind=\"x\"/>"))
  #expect(result.contains("             mtu='9000'\n             vsan='1' />"))
}

@Test("A removed attribute takes the white space before it along")
func removeAttribute() throws {
  #expect(try edited("<a  b='1'\n c='2' />") { $0.removeAttribute("b", of: 0) } == "<a\n c='2' />")
  #expect(try edited("<a b='1'/>") { $0.removeAttribute("none", of: 0) } == "<a b='1'/>")
}

@Test("A child goes behind the last of its name, behind that one's comment, with its indentation")
func insertSibling() throws {
  let tree = XMLTree("network", attributes: ["name": "dmz"], children: [XMLTree("port", attributes: ["n": "1"])])
  let result = try edited(document) { $0.insert(tree, into: $0.tape.index(of: "networks")) }
  #expect(
    result
      == document.replacing(
        "mtu='9000' />\n", with: "mtu='9000' />\n    <network name=\"dmz\">\n      <port n=\"1\"/>\n    </network>\n"))
  let first = try edited("<a>\n\t<b/> <!-- b -->\n\t<c/>\n</a>") { $0.insert(XMLTree("b", attributes: ["n": "2"]), into: 0) }
  #expect(first == "<a>\n\t<b/> <!-- b -->\n\t<b n=\"2\"/>\n\t<c/>\n</a>")
}

@Test("An element without content is opened for its first children")
func insertIntoEmpty() throws {
  let result = try edited(document) {
    let servers = $0.tape.index(of: "servers")
    $0.insert(XMLTree("server", text: "x < y"), into: servers)
    $0.insert(XMLTree("rack"), into: servers)
    $0.insert(XMLTree("server"), into: servers)
    $0.setAttribute("n", to: "2", of: servers)
  }
  #expect(
    result
      == document.replacing(
        "<servers/>", with: "<servers n=\"2\">\n    <server>x &lt; y</server>\n    <server/>\n    <rack/>\n  </servers>"))
  #expect(try edited("<a></a>") { $0.insert(XMLTree("b"), into: 0) } == "<a>\n  <b/>\n</a>")
  #expect(try edited("<a>\n</a>") { $0.insert(XMLTree("b"), into: 0) } == "<a>\n  <b/>\n</a>")
  #expect(try edited("<a />") { $0.insert(XMLTree("b"), into: 0) } == "<a>\n  <b/>\n</a>")
  #expect(try edited("<a>\n  <!-- c -->\n</a>") { $0.insert(XMLTree("b"), into: 0) } == "<a>\n  <!-- c -->\n  <b/>\n</a>")
  #expect(try edited("<a>text</a>") { $0.insert(XMLTree("b"), into: 0) } == "<a>text<b/></a>")
}

@Test func aCommentIsRemovedAndWhatStandsBesideItStays() throws {
  let text = "<a><!-- one --><b/><!-- two --></a>"
  let removed = try edited(text) { edits in
    var ranges: [SourceRange] = []
    edits.tape.withRoot { $0.forEachItem { if case .comment(_, let range) = $0 { ranges.append(range) } } }
    edits.removeComment(ranges[0])
  }
  #expect(removed == "<a><b/><!-- two --></a>")
}

@Test("A document of one line stays one line, and CR LF stays CR LF")
func lineEnds() throws {
  let tree = XMLTree("b", children: [XMLTree("c")])
  #expect(try edited("<a><b/><x/></a>") { $0.insert(tree, into: 0) } == "<a><b/><b><c/></b><x/></a>")
  #expect(try edited("<a><b/><x/></a>") { $0.insert(tree, into: 2) } == "<a><b/><x><b><c/></b></x></a>")
  let crlf = "<a>\r\n <x/>\r\n</a>\r\n"
  #expect(try edited(crlf) { $0.insert(tree, into: 0) } == "<a>\r\n <x/>\r\n <b>\r\n  <c/>\r\n </b>\r\n</a>\r\n")
  #expect(try edited(crlf) { $0.remove(1) } == "<a>\r\n</a>\r\n")
}

@Test("A removed element takes its lines along, and leaves comments")
func removeElement() throws {
  let result = try edited(document) {
    $0.remove($0.tape.index(of: "network"))
    $0.remove($0.tape.index(of: "network", second: true))
    $0.remove($0.tape.index(of: "servers"))
  }
  #expect(result.contains("  <networks>\n     <!-- main -->\n    <!-- about test -->\n  </networks>\n  <note>"))
}

@Test("What replaces a removed element stands where that was")
func replaceElement() throws {
  let text = "<a>\n  <b n='1'/>\n  <b n='2'/>\n  <c/>\n</a>"
  let result = try edited(text) {
    $0.remove(1)
    $0.remove(3)
    $0.insert(XMLTree("b", attributes: ["n": "3"]), into: 0)
  }
  #expect(result == "<a>\n  <b n='3'/>\n  <c/>\n</a>")
  #expect(try edited(text) { $0.insert(XMLTree("d"), into: 0, before: 5) } == text.replacing("  <c/>", with: "  <d/>\n  <c/>"))
  #expect(try edited(text) { $0.insert(XMLTree("d"), into: 0, after: 1) } == text.replacing("  <b n='2'/>", with: "  <d/>\n  <b n='2'/>"))
}

@Test("Text is replaced, and comments in it stay")
func setText() throws {
  #expect(try edited(document) { $0.setText("a & b", of: $0.tape.index(of: "note")) } == document)
  #expect(try edited("<a>x<!-- c --><![CDATA[y]]></a>") { $0.setText("1<2", of: 0) } == "<a>1&lt;2<!-- c --></a>")
  #expect(try edited("<a b='1' />") { $0.setText("]]>", of: 0) } == "<a b='1'>]]&gt;</a>")
  #expect(try edited("<a></a>") { $0.setText("x", of: 0) } == "<a>x</a>")
}

@Test("A new document reads back as what was written")
func serialize() throws {
  var root = XMLTree("vio", attributes: ["note": "a\"b\n"], children: [XMLTree("x", text: " t "), XMLTree("y", children: [XMLTree("z")])])
  root.append(comment: "no -- end-")
  let bytes = XMLSerializer.document(root)
  #expect(
    String(decoding: bytes, as: UTF8.self) == """
      <?xml version="1.0" encoding="UTF-8"?>
      <vio note="a&quot;b&#10;">
        <x> t </x>
        <y>
          <z/>
        </y>
        <!--no - - end- -->
      </vio>

      """)
  #expect(read(bytes).diagnostics.isEmpty)
}

@Test("Changes that contradict one another stop the program")
func conflicts() async {
  await #expect(processExitsWith: .failure) {
    var edits = XMLEdits(to: try tape("<a><b c='1'/></a>"))
    edits.remove(1)
    edits.setAttribute("c", to: "2", of: 1)
    _ = edits.apply()
  }
}

@Test("Random edits show exactly in the new text, and undoing them gives the old one", arguments: 0..<300)
func randomEdits(_ seed: Int) throws {
  var random = SeededGenerator(seed: seed)
  let original = try tape(seed % 3 == 0 ? document.replacing("\n", with: "\r\n") : document)
  let elements = original.entries.indices.filter { original.entries[$0].kind == .element }
  let value = ["plain", "it's \"<&>\"", "é\n\t", ""].randomElement(using: &random)!
  var edits = XMLEdits(to: original)
  var expected: [(Int, String)] = []
  for (number, element) in elements.enumerated() where Bool.random(using: &random) {
    edits.setAttribute("added", to: "\(value)\(number)", of: element)
    expected.append((number, "\(value)\(number)"))
  }
  let parents = ["vio", "networks"].map { original.index(of: $0) }
  for parent in parents where Bool.random(using: &random) {
    edits.insert(XMLTree(["network", "other"].randomElement(using: &random)!, attributes: ["new": value]), into: parent)
  }
  let changedBytes = edits.apply()
  let changed = try #require(read(changedBytes).tape)

  var undo = XMLEdits(to: changed)
  var number = 0
  for index in changed.entries.indices where changed.entries[index].kind == .element {
    if changed.attributeEntry("new", of: index) != nil {
      undo.remove(index)
      continue
    }
    let added = changed.withElement(at: index) { $0.attribute("added")?.string }
    #expect(added == expected.first { $0.0 == number }?.1)
    undo.removeAttribute("added", of: index)
    number += 1
  }
  #expect(number == elements.count)
  #expect(undo.apply() == original.file.bytes)
}
