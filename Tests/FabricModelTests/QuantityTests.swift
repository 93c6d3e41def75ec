import FabricModel
import Testing

@Suite struct QuantityTests {
  @Test(arguments: [
    ("500Mbps", 500_000_000, "500Mbps"), ("2.5Gbps", 2_500_000_000, "2.5Gbps"), ("2500Mbps", 2_500_000_000, "2.5Gbps"),
    ("100kbps", 100_000, "100kbps"), ("64bps", 64, "64bps"), ("0Gbps", 0, "0bps"), ("0.5Gbps", 500_000_000, "500Mbps"),
    ("1.0005Gbps", 1_000_500_000, "1000.5Mbps"), ("1.250Gbps", 1_250_000_000, "1.25Gbps"), ("1.001Gbps", 1_001_000_000, "1.001Gbps"),
    ("0.001kbps", 1, "1bps"), ("9223372036854775807bps", Int64.max, "9223372036854775.807kbps"),
    ("1.000000000000000000bps", 1, "1bps"), ("1000Gbps", 1_000_000_000_000, "1Tbps"),
  ])
  func aRateIsExactAndWrittenInItsLargestUnit(text: String, bits: Int64, canonical: String) throws {
    let rate = try #require(Bitrate(text))
    #expect(rate.bitsPerSecond == bits)
    #expect(rate.description == canonical)
  }

  @Test(arguments: [
    "", "500", "0", "Mbps", "500mbps", "500 Mbps", "-500Mbps", "+1Mbps", "1.Mbps", ".5Mbps", "1,5Mbps", "0.5bps", "0.0001kbps",
    "9223372036854775808bps", "9223373Tbps", "99999999999999999999bps", "1.0000000000000000000bps", "01Mbps", "1e3Mbps", "500Mbps ",
  ])
  func whatIsNoRateIsRefused(text: String) { #expect(Bitrate(text) == nil) }

  @Test func ratesStayAtTheEndOfTheirRange() throws {
    let most = Bitrate(bitsPerSecond: .max)
    #expect(most + .gbps(1) == most)
    #expect(Bitrate(bitsPerSecond: .min) - .gbps(1) == Bitrate(bitsPerSecond: .min))
    #expect(most * Percent(hundredths: 20_000) == most)
    #expect((Bitrate.mbps(100) - .gbps(1)).description == "-900Mbps")
    #expect(Bitrate(bitsPerSecond: .min).description == "-9223372036854775.808kbps")
    #expect(Bitrate.mbps(999) < .gbps(1))
  }

  @Test func aShareOfARateIsExact() throws {
    #expect(Bitrate.gbps(10) * .all == .gbps(10))
    #expect(try Bitrate.gbps(10) * #require(Percent("87.5%")) == Bitrate.mbps(8_750))
    #expect(try Bitrate(bitsPerSecond: 3) * #require(Percent("50%")) == Bitrate(bitsPerSecond: 1))
    #expect(Bitrate.gbps(10) * .zero == .zero)
  }

  @Test(arguments: [
    ("40GiB", 42_949_672_960, "40GiB"), ("500MB", 500_000_000, "500MB"), ("1TiB", 1_099_511_627_776, "1TiB"),
    ("1.5GiB", 1_610_612_736, "1.5GiB"),
    ("1024MiB", 1_073_741_824, "1GiB"), ("0GiB", 0, "0B"), ("512B", 512, "512B"),
  ])
  func aSizeIsExactAndWrittenInItsLargestUnit(text: String, bytes: Int64, canonical: String) throws {
    let size = try #require(ByteSize(text))
    #expect(size.bytes == bytes)
    #expect(size.description == canonical)
  }

  @Test func aSizeWithoutUnitOrBeyondItsRangeIsRefused() {
    for text in ["40", "40G", "40gib", "8192PiB", "0.3B"] { #expect(ByteSize(text) == nil, "\(text)") }
  }

  @Test func aShareHasTwoDecimals() {
    #expect(Percent("100%")?.hundredths == 10_000)
    #expect(Percent("87.50%")?.description == "87.5%")
    #expect(Percent("0.05%")?.description == "0.05%")
    #expect(Percent("0%")?.description == "0%")
    for text in ["87", "0.005%", "-1%", "%", "87 %"] { #expect(Percent(text) == nil, "\(text)") }
  }

  @Test(arguments: [
    ("30s", 30, "30s"), ("10min", 600, "10min"), ("24h", 86_400, "1d"), ("7d", 604_800, "7d"), ("1.5h", 5_400, "90min"), ("90s", 90, "90s"),
    ("0s", 0, "0s"),
  ])
  func anIntervalIsWrittenInItsLargestWholeUnit(text: String, seconds: Int64, canonical: String) throws {
    let interval = try #require(Interval(text))
    #expect(interval.seconds == seconds)
    #expect(interval.description == canonical)
  }

  @Test func anIntervalOfPartsOfASecondIsRefused() {
    for text in ["0.5s", "10", "10m", "1h30min", "-1h"] { #expect(Interval(text) == nil, "\(text)") }
  }
}
