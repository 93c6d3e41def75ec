import Documents
import Testing

@testable import XML

private let schemaText = """
  <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" xmlns="urn:t" elementFormDefault="qualified">
    <xs:element name="site">
      <xs:complexType>
        <xs:sequence>
          <xs:element name="network" maxOccurs="unbounded">
            <xs:complexType><xs:attribute name="vlan" type="xs:unsignedShort" use="required"/></xs:complexType>
          </xs:element>
        </xs:sequence>
      </xs:complexType>
    </xs:element>
  </xs:schema>
  """

private func schema(_ text: String) throws(XMLSchema.Invalid) -> XMLSchema {
  try XMLSchema(SourceFile(path: "t.xsd", bytes: Array(text.utf8)), as: SourceID(1))
}

@Test("A text that follows the schema is valid")
func valid() throws {
  #expect(try schema(schemaText).validate(tape("<site xmlns='urn:t'><network vlan='1'/></site>")).isEmpty)
}

@Test("What breaks the schema is shown at the attribute or the tag")
func invalid() throws {
  let tape = try tape("<site xmlns='urn:t'>\n  <network vlan='1'/>\n  <network vlan='x'/>\n  <network/>\n  <other/>\n</site>")
  let found = try schema(schemaText).validate(tape)
  #expect(found.allSatisfy { $0.id == "xml.schema" })
  #expect(found.map { tape.text($0.range) } == ["vlan='x'", "<network/>", "<other/>"])
  #expect(
    found.map(\.message) == [
      "element 'network', attribute 'vlan': 'x' is not a valid value of the atomic type 'xs:unsignedShort'",
      "element 'network': The attribute 'vlan' is required but missing",
      "element 'other': This element is not expected; Expected is ( network )",
    ])
}

@Test("What is missing at the end is shown at the element that misses it")
func missingContent() throws {
  let tape = try tape("<!-- c --><site xmlns='urn:t'>\n</site>\n")
  let found = try schema(schemaText).validate(tape)
  #expect(found.map { tape.text($0.range) } == ["<site xmlns='urn:t'>"])
}

@Test("A location in the text or in the schema fetches nothing")
func locations() throws {
  let hint = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='urn:t file:///nonexistent.xsd'"
  #expect(try schema(schemaText).validate(tape("<site xmlns='urn:t' \(hint)><network vlan='1'/></site>")).isEmpty)
  let include = "<xs:include schemaLocation='http://example.com/x.xsd'/>"
  let importing = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>\(include)</xs:schema>"
  var refused: [Diagnostic] = []
  do throws(XMLSchema.Invalid) { _ = try schema(importing) } catch { refused = error.diagnostics }
  #expect(refused.map(\.message) == ["'http://example.com/x.xsd' would have to be fetched, and a schema stands alone"])
}

@Test("A wrong schema says where it is wrong")
func wrongSchema() {
  let text = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>\n<xs:element name='a' type='nothing'/>\n</xs:schema>"
  var found: [Diagnostic] = []
  do throws(XMLSchema.Invalid) { _ = try schema(text) } catch { found = error.diagnostics }
  #expect(found.first?.id == "xml.schema-invalid")
  #expect(found.first?.range?.start == 56)
}
