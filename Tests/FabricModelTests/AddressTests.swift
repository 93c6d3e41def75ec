import FabricModel
import Testing

@Suite struct AddressTests {
  @Test(arguments: ["00:25:B5:00:00:0a", "00-25-b5-00-00-0A", "00:25:b5:00:00:0a"])
  func aMACIsReadInEveryUsualSpelling(text: String) {
    #expect(MACAddress(text)?.description == "00:25:b5:00:00:0a")
    #expect(MACAddress(text)?.rawValue == 0x25_B500_000A)
  }

  @Test(arguments: [
    "", "00:25:b5:00:00", "00:25:b5:00:00:0", "00:25:b5:00:00:0g", "00:25-b5:00:00:0a", "0025b500000a", "00:25:b5:00:00:0a:",
    "00:25:b5:00:00:0a ", "00:25:b5:00:00:é",
  ])
  func whatIsNoMACIsRefused(text: String) { #expect(MACAddress(text) == nil) }

  @Test func aMACTellsWhyNoVPortCanHaveIt() throws {
    #expect(MACAddress("00:00:00:00:00:00")?.problem == "all zero")
    #expect(MACAddress("ff:ff:ff:ff:ff:ff")?.problem == "the broadcast address")
    #expect(MACAddress("01:00:5e:00:00:01")?.problem?.contains("multicast") == true)
    let local = try #require(MACAddress("02:00:00:00:00:01"))
    #expect(local.problem == nil && local.isLocallyAdministered && !local.isMulticast)
    #expect(MACAddress("00:25:b5:00:00:01")?.isLocallyAdministered == false)
  }

  @Test func aWWNIsReadWithAndWithoutColons() {
    #expect(WWN("20000025B500000A")?.description == "20:00:00:25:b5:00:00:0a")
    #expect(WWN("20:00:00:25:B5:00:00:0A")?.naa == 2)
    for text in ["20:00:00:25:b5:00:00", "20-00-00-25-b5-00-00-0a", "0x20000025b500000a", "20000025b500000", ""] {
      #expect(WWN(text) == nil, "\(text)")
    }
  }

  @Test(arguments: [
    "10:00:00:25:b5:00:00:0a", "10:00:02:25:b5:00:00:0a", "20:00:00:25:b5:00:00:0a", "21:00:00:24:ff:00:00:01", "30:00:00:00:00:00:00:01",
    "50:06:01:60:3b:20:00:01",
  ])
  func aWWNOfAPortFormatHasNoProblem(text: String) throws { #expect(try #require(WWN(text)).problem == nil) }

  @Test(arguments: [
    ("00:00:00:00:00:00:00:00", "all zero"), ("10:01:00:25:b5:00:00:0a", "12 bits"), ("10:00:01:25:b5:00:00:0a", "multicast"),
    ("20:00:01:25:b5:00:00:0a", "multicast"), ("60:00:00:00:00:00:00:01", "NAA 6"), ("ab:cd:ab:cd:ab:cd:ab:cd", "NAA a"),
  ])
  func aWWNTellsWhatIsWrongWithIt(text: String, problem: String) throws {
    #expect(try #require(WWN(text)).problem?.contains(problem) == true)
  }

  @Test func aUUIDIsReadInEitherCase() {
    let id = UniqueID("6BA7B810-9DAD-11D1-80B4-00C04FD430C8")
    #expect(id?.description == "6ba7b810-9dad-11d1-80b4-00c04fd430c8")
    #expect(id?.high == 0x6BA7_B810_9DAD_11D1 && id?.low == 0x80B4_00C0_4FD4_30C8)
    for text in ["6ba7b8109dad11d180b400c04fd430c8", "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}", "6ba7b810-9dad-11d1-80b4-00c04fd430cg"] {
      #expect(UniqueID(text) == nil, "\(text)")
    }
  }

  @Test func anIdentityIsToldByTheLengthOfItsText() throws {
    #expect(Identity("02:00:00:00:00:01")?.universe == .mac)
    #expect(Identity("20000025b500000a")?.universe == .wwn)
    #expect(Identity("6ba7b810-9dad-11d1-80b4-00c04fd430c8")?.universe == .uuid)
    #expect(Identity("esx-01") == nil)
    #expect(AddressType.wwnn.universe == AddressType.wwpn.universe)
  }

  @Test func anIdentityIsNoLargerThanItsType() throws {
    let tooLarge = AddressValue(high: 0, low: 1 << 48)
    #expect(Identity(.mac, tooLarge) == nil)
    #expect(Identity(.wwpn, tooLarge) == .wwn(WWN(rawValue: 1 << 48)))
    #expect(Identity(.wwpn, AddressValue(high: 1, low: 0)) == nil)
    let identity = try #require(Identity("6ba7b810-9dad-11d1-80b4-00c04fd430c8"))
    #expect(Identity(.uuid, identity.value) == identity)
  }
}
