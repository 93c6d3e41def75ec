/// A stretch of time in whole seconds: `30s`, `10min`, `24h`, `7d` (a day has 86,400 seconds); never negative in text.
package struct Interval: TextValue, Comparable {
  package let seconds: Int64

  package static let zero = Interval(seconds: 0)

  private static let measure = Measure(
    units: [.init("d", 86_400), .init("h", 3_600), .init("min", 60), .init("s", 1)], decimals: 0)

  package init(seconds: Int64) { self.seconds = seconds }

  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    guard let amount = Self.measure.amount(utf8) else { return nil }
    seconds = amount
  }

  package var description: String { Self.measure.text(seconds) }

  package static func < (left: Interval, right: Interval) -> Bool { left.seconds < right.seconds }
}
