internal import FabricModel

/// Who may make up an address: nobody but the owner of its block, unless it says of itself that it was made up.
enum VendorBlocks {
  /// Blocks that makers set aside for addresses of virtual adapters: Cisco's 00:25:b5 and HP's 00:17:a4.
  private static let virtual: Set<UInt64> = [0x0025b5, 0x0017a4]

  /// Whether a self-made pool may hold such a MAC.
  static func isFree(_ mac: UInt64) -> Bool { mac >> 41 & 1 == 1 || virtual.contains(mac >> 24) }

  /// `00:1b:21`, the maker's part of a MAC.
  static func maker(of mac: UInt64) -> String { String(MACAddress(rawValue: mac & 0xFFFF_FFFF_FFFF).description.prefix(8)) }
}
