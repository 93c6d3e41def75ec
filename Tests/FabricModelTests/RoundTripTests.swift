import FabricModel
import TestSupport
import Testing

/// Parsing the description of any value gives the value back, and the text is canonical: it describes itself.
@Suite struct RoundTripTests {
  private func check<Value: TextValue>(_ seed: UInt64, _ make: (inout SeededGenerator) -> Value) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let value = make(&random)
      let text = value.description
      #expect(Value(text) == value, "\(text) of \(Value.self)")
    }
  }

  /// Numbers of every magnitude, round ones among them.
  private static func amount(_ random: inout SeededGenerator) -> Int64 {
    let magnitude = Int64(random.next() >> UInt64.random(in: 1...63, using: &random))
    let (round, overflow) = magnitude.multipliedReportingOverflow(by: [1, 500, 1_000_000, 1 << 20].randomElement(using: &random) ?? 1)
    return overflow ? magnitude : round
  }

  @Test(arguments: [17, 4711]) func everyAddressReadsBackFromItsText(seed: UInt64) {
    check(seed) { MACAddress(rawValue: $0.next() >> 16) }
    check(seed) { WWN(rawValue: $0.next()) }
    check(seed) { UniqueID(high: $0.next(), low: $0.next()) }
    check(seed) { AddressValue(high: $0.next(), low: $0.next()) }
    check(seed) { Identity.wwn(WWN(rawValue: $0.next())) }
    check(seed) { Identity.mac(MACAddress(rawValue: $0.next() >> 16)) }
    check(seed) { Identity.uuid(UniqueID(high: $0.next(), low: $0.next())) }
  }

  @Test(arguments: [17, 4711]) func everyQuantityReadsBackFromItsText(seed: UInt64) {
    check(seed) { Bitrate(bitsPerSecond: Self.amount(&$0)) }
    check(seed) { ByteSize(bytes: Self.amount(&$0)) }
    check(seed) { Percent(hundredths: Int(Self.amount(&$0))) }
    check(seed) { Interval(seconds: Self.amount(&$0)) }
    check(seed) { Timestamp(seconds: .random(in: -62_167_219_200...253_402_300_799, using: &$0)) }
  }

  @Test(arguments: [17, 4711]) func everyPlaceReadsBackFromItsText(seed: UInt64) {
    check(seed) { SlotPort(slot: .random(in: 0...255, using: &$0), port: .random(in: 0...255, using: &$0)) }
    check(seed) { PortAddress(appliance: "vio-1", slot: .random(in: 0...255, using: &$0), port: .random(in: 0...255, using: &$0)) }
    check(seed) { AdapterAddress(appliance: "vio-1", slot: .random(in: 0...255, using: &$0)) }
    check(seed) { Uplink(switchName: "sw-a", port: "1/\(Int.random(in: 1...48, using: &$0))") }
  }

  @Test(arguments: [17, 4711]) func everyBlockAndSetReadsBackFromItsText(seed: UInt64) throws {
    let start = try #require(Identity("20:00:00:25:b5:00:00:00"))
    let block = try #require(AddressBlock(type: .wwpn, from: start, size: 1))
    check(seed) { AddressBlock(type: .wwpn, from: start, size: .random(in: 1...1 << 40, using: &$0)) ?? block }
    check(seed) { random in
      VLANSet((0..<Int.random(in: 0...40, using: &random)).compactMap { _ in VLANID(.random(in: 1...4094, using: &random)) })
    }
  }

  @Test func everyWordReadsBackFromItsText() {
    func check<Value: Word>(_ type: Value.Type) { for word in type.allCases { #expect(Value(word.description) == word) } }
    check(FabricSide.self)
    check(PoolType.self)
    check(Sharing.self)
    check(PlacementStrategy.self)
    check(AddressType.self)
    check(Transport.self)
    check(HotplugMode.self)
    check(ServerRole.self)
    check(PowerState.self)
    check(RedundancyMode.self)
    check(Spread.self)
  }
}
