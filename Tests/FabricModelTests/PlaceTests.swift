import FabricModel
import TestSupport
import Testing

@Suite struct PlaceTests {
  @Test func aPortAddressHasThreeParts() throws {
    let port = try #require(PortAddress("vio-1/3/2"))
    #expect(port.appliance == "vio-1")
    #expect(port.slotPort == SlotPort("3/2"))
    #expect(port.adapter == AdapterAddress("vio-1/3"))
    for text in ["vio-1/3", "/3/2", "vio-1/3/2/1", "vio-1/03/2", "vio-1/256/1", "vio-1/3/", "vio-1/-3/2", ""] {
      #expect(PortAddress(text) == nil, "\(text)")
    }
    for text in ["3", "3/", "/2", "3/2/1", "3/256", " 3/2"] { #expect(SlotPort(text) == nil, "\(text)") }
    for text in ["vio-1", "vio-1/", "/3", "vio-1/3/2"] { #expect(AdapterAddress(text) == nil, "\(text)") }
  }

  @Test func portsAreOrderedByNumber() throws {
    #expect(try #require(PortAddress("vio-1/9/1")) < #require(PortAddress("vio-1/10/1")))
    #expect(try #require(SlotPort("1/10")) < #require(SlotPort("2/1")))
  }

  @Test func theFirstSlashOfAnUplinkSeparates() throws {
    let uplink = try #require(Uplink("sw-a/1/17"))
    #expect(uplink.switchName == "sw-a" && uplink.port == "1/17")
    for text in ["sw-a", "sw-a/", "/17", ""] { #expect(Uplink(text) == nil, "\(text)") }
  }

  @Test func aVLANHasItsRange() {
    #expect(VLANID(0) == nil && VLANID(1)?.rawValue == 1 && VLANID(4094)?.rawValue == 4094 && VLANID(4095) == nil)
    for text in ["", "0", "4095", "007", "+1", "1 ", "99999999999999999999"] { #expect(VLANID(text) == nil, "\(text)") }
    #expect(VSANID(0) == nil && VSANID(4093)?.description == "4093" && VSANID(4094) == nil)
  }

  @Test(arguments: [
    ("1-100,200", "1-100,200", 101), ("200, 1-50,51-100", "1-100,200", 101), ("5,4,3", "3-5", 3), ("1-4094", "1-4094", 4094),
    ("10-20,15-30,12", "10-30", 21), ("none", "none", 0), ("7,7", "7", 1),
  ])
  func aSetOfVLANsIsSortedAndJoined(text: String, canonical: String, count: Int) throws {
    let set = try #require(VLANSet(text))
    #expect(set.description == canonical)
    #expect(set.count == count && set.ids.count == count)
    #expect(VLANSet(set.ids) == set)
  }

  @Test(arguments: ["", "0", "1-4095", "20-10", "1,", ",1", "1--2", "1 2", "all", "1-"])
  func whatIsNoSetOfVLANsIsRefused(text: String) { #expect(VLANSet(text) == nil) }

  @Test(arguments: [17, 4711]) func aSetOfVLANsAgreesWithAPlainSet(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let left = Set((0..<30).compactMap { _ in VLANID(.random(in: 1...100, using: &random)) })
      let right = Set((0..<30).compactMap { _ in VLANID(.random(in: 1...100, using: &random)) })
      let union = VLANSet(left).union(VLANSet(right))
      #expect(union.ids == left.union(right).sorted())
      for id in VLANSet(ranges: [.lowest ... .highest]).ids where id.rawValue <= 102 {
        #expect(union.contains(id) == (left.contains(id) || right.contains(id)))
      }
      var grown = VLANSet(left)
      for id in right { grown.insert(id) }
      #expect(grown == union)
    }
  }
}
