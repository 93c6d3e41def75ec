/// An Ethernet address: 48 bits, `02:25:b5:00:00:0a` (IEEE 802); octets may also be separated by `-`.
package struct MACAddress: TextValue, Comparable {
  /// The first octet of the text is the most significant of the 48 bits.
  package let rawValue: UInt64

  package init(rawValue: UInt64) {
    precondition(rawValue >> 48 == 0, "a MAC address has 48 bits")
    self.rawValue = rawValue
  }

  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    guard utf8.count == 17 else { return nil }
    var reader = ByteReader(utf8)
    guard let value = reader.octets(6, separatedBy: ":", or: "-") else { return nil }
    rawValue = value
  }

  package var description: String { Hexadecimal.colons(rawValue, octets: 6) }

  /// Bit 0 of the first octet (IEEE 802).
  package var isMulticast: Bool { rawValue >> 40 & 1 == 1 }
  /// Bit 1 of the first octet: set in addresses that no vendor gave out (IEEE 802).
  package var isLocallyAdministered: Bool { rawValue >> 41 & 1 == 1 }
  package var isZero: Bool { rawValue == 0 }
  package var isBroadcast: Bool { rawValue == 0xFFFF_FFFF_FFFF }

  /// Why it cannot be a v-port's address; nil where it can.
  package var problem: String? {
    if isZero { return "all zero" }
    if isBroadcast { return "the broadcast address" }
    return isMulticast ? "a multicast address (bit 0 of its first octet is set)" : nil
  }

  package static func < (left: MACAddress, right: MACAddress) -> Bool { left.rawValue < right.rawValue }
}
