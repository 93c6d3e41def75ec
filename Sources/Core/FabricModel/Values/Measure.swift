internal import Documents

/// How an amount is written with a unit: a decimal number directly followed by the unit, `2.5Gbps`; all arithmetic is exact.
struct Measure: Sendable {
  struct Unit: Sendable {
    let suffix: String
    fileprivate let byteName: ByteName
    /// How many of the counted amount it stands for.
    let size: Int64

    init(_ suffix: String, _ size: Int64) {
      self.suffix = suffix
      self.size = size
      byteName = ByteName(suffix)
    }
  }

  /// Largest first; the last one writes every amount exactly.
  let units: [Unit]
  /// The most decimals of a canonical text.
  let decimals: Int

  /// The amount that `utf8` writes; nil where it is malformed, has no unit, overflows, or is no whole number of the smallest amount.
  func amount(_ utf8: UnsafeBufferPointer<UInt8>) -> Int64? {
    var reader = ByteReader(utf8)
    guard let (number, scale) = Self.decimal(&reader), let size = size(ofUnit: reader.rest) else { return nil }
    // Nearly all amounts are whole numbers of their unit, for which 64 bits do.
    if scale == 1, let whole = Int64(exactly: number) {
      let (product, overflow) = whole.multipliedReportingOverflow(by: size)
      return overflow ? nil : product
    }
    let (product, overflow) = number.multipliedReportingOverflow(by: UInt128(size))
    guard !overflow, product % scale == 0 else { return nil }
    return Int64(exactly: product / scale)
  }

  private func size(ofUnit suffix: UnsafeBufferPointer<UInt8>) -> Int64? {
    let suffix = ByteName.Candidate(suffix)
    for index in units.indices where units[index].byteName.equals(suffix) { return units[index].size }
    return nil
  }

  /// In the largest unit of which there is one or more and which needs no more than `decimals` decimals.
  func text(_ amount: Int64) -> String {
    let scaled = UInt128(amount.magnitude) * Self.power(decimals)
    let unit = units.first { amount.magnitude >= UInt64($0.size) && scaled % UInt128($0.size) == 0 } ?? units[units.count - 1]
    let size = UInt128(unit.size)
    let whole = UInt128(amount.magnitude) / size
    let fraction = scaled / size % Self.power(decimals)
    return (amount < 0 ? "-" : "") + String(whole) + Self.text(fraction: fraction, decimals: decimals) + unit.suffix
  }

  /// A number without its point, and ten to the power of its decimals: `2.50` is 250 and 100.
  ///
  /// 19 digits before the point and 18 behind it fit in 128 bits, and more cannot be an exact `Int64`.
  private static func decimal(_ reader: inout ByteReader) -> (number: UInt128, scale: UInt128)? {
    guard let first = reader.digit() else { return nil }
    var whole = UInt64(first)
    var length = 1
    while let next = reader.digit() {
      guard whole > 0, length < 19 else { return nil }
      whole = whole * 10 + UInt64(next)
      length += 1
    }
    var number = UInt128(whole)
    guard reader.take(".") else { return (number, 1) }
    length = 0
    while let next = reader.digit() {
      guard length < 18 else { return nil }
      number = number * 10 + UInt128(next)
      length += 1
    }
    return length > 0 ? (number, power(length)) : nil
  }

  private static func text(fraction: UInt128, decimals: Int) -> String {
    guard fraction > 0 else { return "" }
    let digits = String(fraction)
    var text = "." + String(repeating: "0", count: decimals - digits.count) + digits
    while text.last == "0" { text.removeLast() }
    return text
  }

  private static func power(_ exponent: Int) -> UInt128 { (0..<exponent).reduce(1) { power, _ in power * 10 } }
}
