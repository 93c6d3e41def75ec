/// An address of a host without a zone: `192.0.2.1` (RFC 791) or `2001:db8::1` (RFC 4291), the latter written as RFC 5952 asks.
package struct IPAddress: TextValue, Comparable {
  package enum Family: Int, Sendable, CaseIterable { case v4, v6 }

  package let family: Family
  /// The first group of the text is the most significant of the 32 or 128 bits.
  package let value: AddressValue

  /// Nil where the number has too many bits for the family.
  package init?(_ family: Family, _ value: AddressValue) {
    guard value <= Self.highest(family) else { return nil }
    self.family = family
    self.value = value
  }

  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    if utf8.contains(UInt8(ascii: ":")) {
      guard let value = IPv6Text.value(of: utf8) else { return nil }
      self.init(.v6, value)
    } else {
      guard let value = Self.dotted(utf8) else { return nil }
      self.init(.v4, AddressValue(high: 0, low: value))
    }
  }

  package var description: String {
    switch family {
    case .v4: Self.dotted(value.low)
    case .v6: IPv6Text.text(of: value)
    }
  }

  /// Why no host can have it; nil where one can.
  package var problem: String? {
    if value == AddressValue(high: 0, low: 0) { return "all zero" }
    let isMulticast = family == .v4 ? value.low >> 28 == 0xE : value.high >> 56 == 0xFF
    return isMulticast ? "a multicast address" : nil
  }

  /// The last address of a family.
  package static func highest(_ family: Family) -> AddressValue {
    switch family {
    case .v4: AddressValue(high: 0, low: 0xFFFF_FFFF)
    case .v6: AddressValue(high: .max, low: .max)
    }
  }

  /// Four numbers up to 255 without leading zeros, which some readers take for octal.
  static func dotted(_ utf8: UnsafeBufferPointer<UInt8>) -> UInt64? {
    var reader = ByteReader(utf8)
    var value: UInt64 = 0
    for position in 0..<4 {
      guard position == 0 || reader.take("."), let octet = reader.integer(upTo: 255) else { return nil }
      value = value << 8 | UInt64(octet)
    }
    return reader.isAtEnd ? value : nil
  }

  static func dotted(_ value: UInt64) -> String {
    "\(value >> 24 & 0xFF).\(value >> 16 & 0xFF).\(value >> 8 & 0xFF).\(value & 0xFF)"
  }

  package static func < (left: IPAddress, right: IPAddress) -> Bool {
    (left.family.rawValue, left.value) < (right.family.rawValue, right.value)
  }
}
