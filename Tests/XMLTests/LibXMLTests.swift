import Documents
import Testing

@testable import XML

@Test("libxml2's limit on the length of one value is told as a bound", arguments: ["<a b='", "<a><!--", "<a><![CDATA[", "<a><?pi "])
func lengths(_ opening: String) throws {
  let closings = ["<a b='": "'/>", "<a><!--": "--></a>", "<a><![CDATA[": "]]></a>", "<a><?pi ": "?></a>"]
  let bytes = Array(opening.utf8) + [UInt8](repeating: 0x78, count: 11_000_000) + Array(closings[opening]!.utf8)
  let (tape, diagnostics) = read(bytes)
  #expect(tape == nil)
  #expect(diagnostics.map(\.id) == ["xml.bound"])
  #expect(diagnostics.first?.message.contains("the bound 'value' is 10000000") == true, "\(diagnostics)")
}

@Test("A name longer than libxml2 takes is told as a bound", arguments: ["<NAME/>", "<a NAME=''/>", "<a><?NAME x?></a>"])
func names(_ text: String) {
  for length in [40_000, 60_000, 70_000] {
    let (_, diagnostics) = read(text.replacing("NAME", with: String(repeating: "n", count: length)))
    #expect(diagnostics.map(\.id) == (length > 50_000 ? ["xml.bound"] : []), "\(diagnostics)")
  }
}

@Test("libxml2 says nothing on its own, neither in reading nor in validating")
func silence() async throws {
  let result = try await #require(
    processExitsWith: .success, observing: [\.standardErrorContent, \.standardOutputContent]
  ) {
    for refusal in refusals { _ = read(refusal.text) }
    let text = "<?oasis-xml-catalog catalog='file:///nonexistent'?><a xmlns:r='relative' xml:lang='!!' xml:space='x' b='1'/>"
    let tape = try tape(text)
    let body = "<xs:element name='a'/><xs:element name='b' type='none'/>"
    for text in ["<xs:element name='a'><xs:complexType/></xs:element>", body] {
      let xsd = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:r='relative'>\(text)</xs:schema>"
      do {
        _ = try XMLSchema(SourceFile(path: "s", bytes: Array(xsd.utf8)), as: SourceID(0)).validate(tape)
      } catch {}
    }
  }
  #expect(String(decoding: result.standardErrorContent, as: UTF8.self) == "")
  #expect(String(decoding: result.standardOutputContent, as: UTF8.self).contains("error") == false)
}

@Test("Reading is the same on many threads at once")
func threads() async {
  let meanings = await withTaskGroup(of: String?.self) { group in
    for index in 0..<16 {
      group.addTask { @concurrent in read(index % 2 == 0 ? document : "<a>&x;</a>").tape?.meaning() }
    }
    return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
  #expect(meanings.count == 2)
  #expect(meanings[nil] == 8)
}
