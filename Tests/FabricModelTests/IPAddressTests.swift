import FabricModel
import TestSupport
import Testing

@Suite struct IPAddressTests {
  @Test(arguments: [
    ("192.0.2.1", "192.0.2.1"), ("2001:DB8::1", "2001:db8::1"), ("2001:0db8:0:0:0:0:0:1", "2001:db8::1"), ("::", "::"), ("::1", "::1"),
    ("1::", "1::"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"), ("1:0:0:2:3:0:0:4", "1::2:3:0:0:4"), ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"),
    ("::ffff:c000:201", "::ffff:192.0.2.1"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
  ])
  func anAddressIsWrittenInItsOneCanonicalForm(text: String, canonical: String) {
    #expect(IPAddress(text)?.description == canonical)
  }

  @Test(arguments: [
    "", "1", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "1.2.3.4 ", ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::1::", ":1::2",
    "1::2:", "12345::", "g::", "1:2:3:4:5:6:7::8", "::1.2.3", "1.2.3.4::", "fe80::1%eth0",
  ])
  func whatIsNoAddressIsRefused(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test func noHostHasTheUnspecifiedOrAMulticastAddress() {
    #expect(["0.0.0.0", "::", "224.0.0.1", "ff02::1"].map { IPAddress($0)?.problem != nil } == [true, true, true, true])
    #expect(["10.0.0.1", "::1", "223.255.255.255", "fe80::1"].map { IPAddress($0)?.problem } == [nil, nil, nil, nil])
  }

  @Test(arguments: [17, 4711]) func everyAddressReadsBackFromItsText(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      // Many groups of zeros, so that gaps of all lengths occur.
      let groups = (0..<8).map { _ in Bool.random(using: &random) ? UInt64(0) : UInt64.random(in: 0...0xFFFF, using: &random) }
      let halves = [groups[..<4], groups[4...]].map { $0.reduce(0) { $0 << 16 | $1 } }
      for (family, value) in [
        (IPAddress.Family.v6, AddressValue(high: halves[0], low: halves[1])), (.v4, AddressValue(high: 0, low: halves[1] & 0xFFFF_FFFF)),
      ] {
        let address = IPAddress(family, value)
        #expect(address.flatMap { IPAddress($0.description) } == address && address != nil, "\(value) of \(family)")
      }
    }
  }
}
