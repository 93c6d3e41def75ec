/// A rate in whole bits per second, written `2.5Gbps`; a bare number is refused, and so is a negative one.
///
/// Differences may be negative. Sums and differences beyond the range stay at its end.
package struct Bitrate: TextValue, Comparable {
  package let bitsPerSecond: Int64

  package static let zero = Bitrate(bitsPerSecond: 0)

  private static let measure = Measure(
    units: [
      .init("Tbps", 1_000_000_000_000), .init("Gbps", 1_000_000_000), .init("Mbps", 1_000_000), .init("kbps", 1_000), .init("bps", 1),
    ], decimals: 3)

  package init(bitsPerSecond: Int64) { self.bitsPerSecond = bitsPerSecond }

  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    guard let amount = Self.measure.amount(utf8) else { return nil }
    bitsPerSecond = amount
  }

  package static func mbps(_ megabits: Int64) -> Bitrate { Bitrate(bitsPerSecond: megabits * 1_000_000) }
  package static func gbps(_ gigabits: Int64) -> Bitrate { Bitrate(bitsPerSecond: gigabits * 1_000_000_000) }

  package var description: String { Self.measure.text(bitsPerSecond) }

  package static func + (left: Bitrate, right: Bitrate) -> Bitrate {
    Bitrate(bitsPerSecond: left.bitsPerSecond.addingSaturated(right.bitsPerSecond))
  }

  package static func - (left: Bitrate, right: Bitrate) -> Bitrate {
    Bitrate(bitsPerSecond: left.bitsPerSecond.subtractingSaturated(right.bitsPerSecond))
  }

  package static func += (left: inout Bitrate, right: Bitrate) { left = left + right }
  package static func -= (left: inout Bitrate, right: Bitrate) { left = left - right }

  /// Rounded towards zero to whole bits.
  package static func * (left: Bitrate, right: Percent) -> Bitrate {
    Bitrate(bitsPerSecond: Int64(clamping: Int128(left.bitsPerSecond) * Int128(right.hundredths) / 10_000))
  }

  package static func < (left: Bitrate, right: Bitrate) -> Bool { left.bitsPerSecond < right.bitsPerSecond }
}
