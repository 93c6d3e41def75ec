/// Hexadecimal digits, written in lower case.
enum Hexadecimal {
  static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x61...0x66: byte - 0x61 + 10
    case 0x41...0x46: byte - 0x41 + 10
    default: nil
    }
  }

  /// The lowest `octets` octets of `value`, separated by colons.
  static func colons(_ value: UInt64, octets: Int) -> String {
    String(unsafeUninitializedCapacity: octets * 3 - 1) { text in
      var position = 0
      for octet in (0..<octets).reversed() {
        write(value >> UInt64(octet * 8), digits: 2, to: text, at: &position)
        if octet > 0 { put(UInt8(ascii: ":"), to: text, at: &position) }
      }
      return position
    }
  }

  /// The lowest `digits` digits of `value`, at `position` of `text`, which moves on.
  static func write(_ value: UInt64, digits: Int, to text: UnsafeMutableBufferPointer<UInt8>, at position: inout Int) {
    for digit in (0..<digits).reversed() {
      let nibble = UInt8(truncatingIfNeeded: value >> UInt64(digit * 4)) & 15
      put(nibble < 10 ? nibble + 0x30 : nibble + 0x57, to: text, at: &position)
    }
  }

  static func put(_ byte: UInt8, to text: UnsafeMutableBufferPointer<UInt8>, at position: inout Int) {
    text[position] = byte
    position += 1
  }
}
