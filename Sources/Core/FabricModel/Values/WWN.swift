/// A Fibre Channel world-wide name: 64 bits, `20:00:00:25:b5:00:00:0a` (T11 FC-FS); also read without colons.
package struct WWN: TextValue, Comparable {
  /// The first octet of the text is the most significant.
  package let rawValue: UInt64

  package init(rawValue: UInt64) { self.rawValue = rawValue }

  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    var reader = ByteReader(utf8)
    let value: UInt64? =
      switch utf8.count {
      case 16: reader.hexadecimal(digits: 16)
      case 23: reader.octets(8, separatedBy: ":")
      default: nil
      }
    guard let value else { return nil }
    rawValue = value
  }

  package var description: String { Hexadecimal.colons(rawValue, octets: 8) }

  /// The network address authority, the first four bits: who gave out the rest (T11 FC-FS).
  package var naa: UInt8 { UInt8(rawValue >> 60) }
  package var isZero: Bool { rawValue == 0 }

  /// Why it cannot be a node's or a port's name; nil where it can.
  ///
  /// Locally administered MACs inside are no problem: the pools of HPE OneView (`10:00:x2:…`) hold them.
  package var problem: String? {
    if isZero { return "all zero" }
    switch naa {
    case 1 where rawValue >> 48 & 0xFFF != 0: return "of format NAA 1, whose 12 bits before the MAC must be 0 (10:00:…)"
    case 1, 2: return embedsMulticast ? "built on a multicast MAC (bit 0 of the third octet is set)" : nil
    case 3, 5: return nil
    case 6: return "of format NAA 6, which is half of a 128-bit name and names no port"
    default: return "of the unknown format NAA \(String(naa, radix: 16)); a name begins with 1, 2, 3 or 5"
    }
  }

  /// NAA 1 and 2 hold a MAC in their last six octets.
  private var embedsMulticast: Bool { rawValue >> 40 & 1 == 1 }

  package static func < (left: WWN, right: WWN) -> Bool { left.rawValue < right.rawValue }
}
