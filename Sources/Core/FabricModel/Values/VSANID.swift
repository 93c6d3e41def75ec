/// A virtual SAN's number: 1…4093 (Cisco MDS); that 4079 is reserved and 4094 isolates is for validators to say.
package struct VSANID: TextValue, Comparable {
  package let rawValue: UInt16

  package init?(_ number: Int) {
    guard 1...4093 ~= number else { return nil }
    rawValue = UInt16(number)
  }

  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    var reader = ByteReader(utf8)
    guard let number = reader.integer(upTo: 4093), reader.isAtEnd else { return nil }
    self.init(number)
  }

  package var description: String { String(rawValue) }

  package static func < (left: VSANID, right: VSANID) -> Bool { left.rawValue < right.rawValue }
}
