import Dialects
import Documents
import Testing
import XML

@Suite struct NativeSchemaTests {
  private func problems(_ text: String) throws -> [String] {
    try XMLSchema(nativeSchema(), as: SourceID(1)).validate(try tape(text)).map(\.message)
  }

  @Test func theGoldenDocumentIsValid() throws {
    #expect(try problems(golden) == [])
  }

  @Test(arguments: [
    "<networks><network name='n' colour='red'/></networks>", "<fan/>", "<networks><vsan name='n'/></networks>",
    "<networks><network/></networks>", "<networks><network name='a'/><network name='a'/></networks>", "<networks>text</networks>",
    "<profiles><profile name='p'><vnic name='v'/><vhba name='v'/></profile></profiles>", "<profiles/><networks/>",
    "<networks><network name='n' vlan='4095'/></networks>", "<profiles><profile name='p'><vnic name='v' mac='02'/></profile></profiles>",
    "<profiles><profile name='p'><vnic name='v' minRate='100'/></profile></profiles>", "<adapters><adapter slot='0'/></adapters>",
    "<profiles><profile name='p'><vnic name='v'/><vdisk name='v' size='1B'/></profile></profiles>",
    "<profiles><profile name='p'><vdisk name='v'/></profile></profiles>",
    "<profiles><profile name='p'><vdisk name='v' size='1'/></profile></profiles>",
    "<profiles><profile name='p'><vdisk name='v' size='1B' raid='2'/></profile></profiles>",
    "<profiles><profile name='p'><vdisk name='v' size='1B' minRate='1Gbps'/></profile></profiles>",
    "<profiles><profile name='p'><vnic name='v' class='8'/></profile></profiles>",
    "<profiles><profile name='p'><vnic name='v' shares='0'/></profile></profiles>",
    "<profiles><profile name='p'><vnic name='v' iscsi='iqn.a@p'/></profile></profiles>",
  ]) func whatItKnowsIsStrict(content: String) throws {
    #expect(try problems(document(content)) != [])
  }

  @Test(arguments: [
    "<x:a xmlns:x='urn:x' b='c'><x:d>text</x:d></x:a>",
    "<networks xmlns:x='urn:x' x:a='1'><x:b/><network name='n' x:c='2'><x:d/></network></networks>",
    "<profiles xmlns:x='urn:x'><profile name='p'><x:a/><vnic name='v' minRate='none' maxRate='2.5Gbps'/></profile></profiles><x:z xmlns:x='urn:x'/>",
  ]) func whatOthersKeepInItIsOpen(content: String) throws {
    #expect(try problems(document(content)) == [])
  }

  @Test func itSaysThatItIsNotTheVendors() throws {
    let text = String(decoding: try nativeSchema().bytes, as: UTF8.self)
    #expect(text.contains("the vendor never published a schema"))
  }
}
