/// What a server or a v-port is known by outside: a MAC, a WWN (node and port names share one universe) or a UUID.
package enum Identity: TextValue, Comparable {
  case mac(MACAddress)
  case wwn(WWN)
  case uuid(UniqueID)

  /// Reads any of the three: their texts differ in length.
  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    let type: AddressType = utf8.count == 17 ? .mac : utf8.count == 36 ? .uuid : .wwn
    self.init(type, utf8: utf8)
  }

  /// Reads the text of the one that `type` names.
  package init?(_ type: AddressType, utf8: UnsafeBufferPointer<UInt8>) {
    let value: Identity? =
      switch type {
      case .mac: MACAddress(utf8: utf8).map(Identity.mac)
      case .wwn, .wwnn, .wwpn: WWN(utf8: utf8).map(Identity.wwn)
      case .uuid: UniqueID(utf8: utf8).map(Identity.uuid)
      }
    guard let value else { return nil }
    self = value
  }

  /// The identity with that number; nil where the number has too many bits for `type`.
  package init?(_ type: AddressType, _ value: AddressValue) {
    guard value <= type.highestValue else { return nil }
    switch type {
    case .mac: self = .mac(MACAddress(rawValue: value.low))
    case .wwn, .wwnn, .wwpn: self = .wwn(WWN(rawValue: value.low))
    case .uuid: self = .uuid(UniqueID(high: value.high, low: value.low))
    }
  }

  package var value: AddressValue {
    switch self {
    case .mac(let address): AddressValue(high: 0, low: address.rawValue)
    case .wwn(let name): AddressValue(high: 0, low: name.rawValue)
    case .uuid(let id): AddressValue(high: id.high, low: id.low)
    }
  }

  /// `mac`, `wwn` or `uuid`: only identities of one universe can collide.
  package var universe: AddressType {
    switch self {
    case .mac: .mac
    case .wwn: .wwn
    case .uuid: .uuid
    }
  }

  /// Why it cannot be given to a server or v-port; nil where it can.
  package var problem: String? {
    switch self {
    case .mac(let address): address.problem
    case .wwn(let name): name.problem
    case .uuid(let id): id.isZero ? "all zero" : nil
    }
  }

  package var description: String {
    switch self {
    case .mac(let address): address.description
    case .wwn(let name): name.description
    case .uuid(let id): id.description
    }
  }
}
