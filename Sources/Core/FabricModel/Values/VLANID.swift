/// A VLAN's number: 1…4094; 0 tags priority only and 4095 is reserved (IEEE 802.1Q).
package struct VLANID: TextValue, Comparable {
  package let rawValue: UInt16

  package static let lowest = VLANID(checked: 1)
  package static let highest = VLANID(checked: 4094)

  package init?(_ number: Int) {
    guard 1...4094 ~= number else { return nil }
    rawValue = UInt16(number)
  }

  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    var reader = ByteReader(utf8)
    guard let number = reader.integer(upTo: 4094), reader.isAtEnd else { return nil }
    self.init(number)
  }

  init(checked: UInt16) { rawValue = checked }

  package var description: String { String(rawValue) }

  package static func < (left: VLANID, right: VLANID) -> Bool { left.rawValue < right.rawValue }
}
