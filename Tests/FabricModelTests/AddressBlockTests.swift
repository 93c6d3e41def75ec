import FabricModel
import Testing

@Suite struct AddressBlockTests {
  private func block(_ text: String) throws -> AddressBlock { try #require(AddressBlock(text)) }

  @Test func aBlockCountsBothItsEnds() throws {
    let block = try block("mac 02:25:b5:00:00:f0 to 02:25:b5:00:01:0f")
    #expect(block.count == 32)
    #expect(block.address(at: 0).description == "02:25:b5:00:00:f0")
    #expect(block.address(at: 16).description == "02:25:b5:00:01:00")
    #expect(block.address(at: 31) == block.last)
    #expect(block.contains(block.last))
    #expect(!block.contains(AddressValue(high: 0, low: 0x0225_B500_0110)))
  }

  @Test func aBlockOfUUIDsCarriesIntoItsHighHalf() throws {
    let block = try block("uuid 00000000-0000-0001-ffff-fffffffffffe to 00000000-0000-0002-0000-000000000001")
    #expect(block.count == 4)
    #expect(block.address(at: 2).description == "00000000-0000-0002-0000-000000000000")
  }

  @Test func aCountBeyond64BitsStaysAtTheEnd() throws {
    #expect(try block("uuid 00000000-0000-0000-0000-000000000000 to ffffffff-ffff-ffff-ffff-ffffffffffff").count == .max)
    #expect(try block("wwn 00:00:00:00:00:00:00:00 to ff:ff:ff:ff:ff:ff:ff:ff").count == .max)
    #expect(try block("uuid 00000000-0000-0000-ffff-ffffffffffff to 00000000-0000-0002-0000-000000000000").count == .max)
  }

  @Test func aBlockThatIsNoneIsRefused() throws {
    let mac = try #require(Identity("ff:ff:ff:ff:ff:fe"))
    let lower = try #require(Identity("02:00:00:00:00:00"))
    let wwn = try #require(Identity("20:00:00:25:b5:00:00:00"))
    #expect(AddressBlock(type: .mac, from: mac, to: lower) == nil)
    #expect(AddressBlock(type: .wwpn, from: lower, to: mac) == nil)
    #expect(AddressBlock(type: .mac, from: lower, to: wwn) == nil)
    #expect(AddressBlock(type: .mac, from: mac, size: 0) == nil)
    #expect(AddressBlock(type: .mac, from: mac, size: 3) == nil)
    #expect(AddressBlock(type: .mac, from: mac, size: 2)?.count == 2)
    #expect(AddressBlock("mac 02:00:00:00:00:00 to") == nil)
  }

  @Test func blocksOverlapWithinOneUniverseOnly() throws {
    let ports = try block("wwpn 20:00:00:25:b5:00:00:00 to 20:00:00:25:b5:00:00:0f")
    #expect(ports.overlaps(try block("wwnn 20:00:00:25:b5:00:00:0f to 20:00:00:25:b5:00:00:1f")))
    #expect(!ports.overlaps(try block("wwnn 20:00:00:25:b5:00:00:10 to 20:00:00:25:b5:00:00:1f")))
    #expect(!ports.overlaps(try block("uuid 00000000-0000-0000-2000-0025b5000000 to 00000000-0000-0000-2000-0025b500000f")))
  }
}
