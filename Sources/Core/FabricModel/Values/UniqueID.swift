/// A UUID: 128 bits, `6ba7b810-9dad-11d1-80b4-00c04fd430c8` (RFC 4122).
package struct UniqueID: TextValue, Comparable {
  /// The first three groups of the text.
  package let high: UInt64
  /// The last two groups of the text.
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    guard utf8.count == 36 else { return nil }
    var reader = ByteReader(utf8)
    guard
      let a = reader.hexadecimal(digits: 8), reader.take("-"), let b = reader.hexadecimal(digits: 4), reader.take("-"),
      let c = reader.hexadecimal(digits: 4), reader.take("-"), let d = reader.hexadecimal(digits: 4), reader.take("-"),
      let e = reader.hexadecimal(digits: 12)
    else { return nil }
    high = a << 32 | b << 16 | c
    low = d << 48 | e
  }

  package var description: String {
    String(unsafeUninitializedCapacity: 36) { text in
      var position = 0
      let groups = [(high >> 32, 8), (high >> 16, 4), (high, 4), (low >> 48, 4), (low, 12)]
      for (index, group) in groups.enumerated() {
        if index > 0 { Hexadecimal.put(UInt8(ascii: "-"), to: text, at: &position) }
        Hexadecimal.write(group.0, digits: group.1, to: text, at: &position)
      }
      return position
    }
  }

  package var isZero: Bool { high == 0 && low == 0 }

  package static func < (left: UniqueID, right: UniqueID) -> Bool { (left.high, left.low) < (right.high, right.low) }
}
