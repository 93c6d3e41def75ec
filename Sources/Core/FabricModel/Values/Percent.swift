/// A share, in whole hundredths of a percent: `87.5%`; more than `100%` is an overcommitment.
package struct Percent: TextValue, Comparable {
  package let hundredths: Int

  package static let zero = Percent(hundredths: 0)
  package static let all = Percent(hundredths: 10_000)

  private static let measure = Measure(units: [.init("%", 100)], decimals: 2)

  package init(hundredths: Int) { self.hundredths = hundredths }

  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    guard let amount = Self.measure.amount(utf8) else { return nil }
    hundredths = Int(amount)
  }

  package var description: String { Self.measure.text(Int64(hundredths)) }

  package static func < (left: Percent, right: Percent) -> Bool { left.hundredths < right.hundredths }
}
