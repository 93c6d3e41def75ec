/// The number behind an identity, in 128 bits so that pools of MACs, WWNs and UUIDs share their arithmetic.
package struct AddressValue: TextValue, Comparable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// 32 hexadecimal digits.
  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    guard utf8.count == 32 else { return nil }
    var reader = ByteReader(utf8)
    guard let high = reader.hexadecimal(digits: 16), let low = reader.hexadecimal(digits: 16) else { return nil }
    self.init(high: high, low: low)
  }

  package var description: String {
    String(unsafeUninitializedCapacity: 32) { text in
      var position = 0
      Hexadecimal.write(high, digits: 16, to: text, at: &position)
      Hexadecimal.write(low, digits: 16, to: text, at: &position)
      return position
    }
  }

  /// The number `distance` above it; nil beyond 128 bits.
  package func advanced(by distance: UInt64) -> AddressValue? {
    let (low, carry) = low.addingReportingOverflow(distance)
    let (high, overflow) = high.addingReportingOverflow(carry ? 1 : 0)
    return overflow ? nil : AddressValue(high: high, low: low)
  }

  /// How far it is above `other`, which is not above it; `UInt64.max` where it is farther.
  package func distance(above other: AddressValue) -> UInt64 {
    precondition(other <= self, "a distance is counted upwards")
    let (distance, borrow) = low.subtractingReportingOverflow(other.low)
    return high - other.high == (borrow ? 1 : 0) ? distance : .max
  }

  package static func < (left: AddressValue, right: AddressValue) -> Bool { (left.high, left.low) < (right.high, right.low) }
}
