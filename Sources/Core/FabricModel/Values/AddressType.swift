/// What an address pool deals out; `wwn` serves as node and port name alike.
package enum AddressType: String, Word {
  case mac, wwn, wwnn, wwpn, uuid

  /// The type whose numbers it shares: a WWNN and a WWPN must not be equal either.
  package var universe: AddressType {
    switch self {
    case .mac: .mac
    case .wwn, .wwnn, .wwpn: .wwn
    case .uuid: .uuid
    }
  }

  /// All bits set: 48, 64 or 128 of them.
  package var highestValue: AddressValue {
    switch self {
    case .mac: AddressValue(high: 0, low: 0xFFFF_FFFF_FFFF)
    case .wwn, .wwnn, .wwpn: AddressValue(high: 0, low: .max)
    case .uuid: AddressValue(high: .max, low: .max)
    }
  }
}
