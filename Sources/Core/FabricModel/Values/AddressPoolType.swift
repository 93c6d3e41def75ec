/// What an address pool holds: identities that servers and v-ports are dealt, or what hosts are given besides.
package enum AddressPoolType: String, Word {
  case mac, wwn, wwnn, wwpn, uuid
  /// Addresses of hosts and of their management, IPv4 and IPv6.
  case ip
  /// Names of iSCSI initiators.
  case iqn

  /// The identities that are dealt from it; nil where the pool is kept and checked, and nothing is dealt.
  package var identity: AddressType? {
    switch self {
    case .mac: return .mac
    case .wwn: return .wwn
    case .wwnn: return .wwnn
    case .wwpn: return .wwpn
    case .uuid: return .uuid
    case .ip, .iqn: return nil
    }
  }
}
