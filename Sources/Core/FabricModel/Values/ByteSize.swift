/// A size in whole bytes: `40GiB` (powers of 1024, IEC 80000-13), `500MB` (powers of 1000, SI); never negative in text.
package struct ByteSize: TextValue, Comparable {
  package let bytes: Int64

  package static let zero = ByteSize(bytes: 0)

  private static let measure = Measure(
    units: [
      .init("PiB", 1 << 50), .init("PB", 1_000_000_000_000_000), .init("TiB", 1 << 40), .init("TB", 1_000_000_000_000),
      .init("GiB", 1 << 30), .init("GB", 1_000_000_000), .init("MiB", 1 << 20), .init("MB", 1_000_000),
      .init("KiB", 1 << 10), .init("kB", 1_000), .init("B", 1),
    ], decimals: 3)

  package init(bytes: Int64) { self.bytes = bytes }

  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    guard let amount = Self.measure.amount(utf8) else { return nil }
    bytes = amount
  }

  package var description: String { Self.measure.text(bytes) }

  package static func + (left: ByteSize, right: ByteSize) -> ByteSize { ByteSize(bytes: left.bytes.addingSaturated(right.bytes)) }
  package static func - (left: ByteSize, right: ByteSize) -> ByteSize { ByteSize(bytes: left.bytes.subtractingSaturated(right.bytes)) }

  package static func < (left: ByteSize, right: ByteSize) -> Bool { left.bytes < right.bytes }
}
