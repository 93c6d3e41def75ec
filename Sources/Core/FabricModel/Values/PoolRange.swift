/// A run of what an address pool holds, both ends included: numbers of one space.
package struct PoolRange: Hashable, Sendable {
  /// What two runs must share to overlap.
  package enum Space: Hashable, Sendable, Comparable {
    case mac, wwn, uuid, ipv4, ipv6
    /// iSCSI names that are one text and a number behind it: `iqn.1992-08.com.example:db:`.
    case names(String)
  }

  package let space: Space
  package let from: AddressValue
  package let to: AddressValue

  package init(_ block: AddressBlock) {
    space =
      switch block.type.universe {
      case .mac: .mac
      case .wwn, .wwnn, .wwpn: .wwn
      case .uuid: .uuid
      }
    from = block.from
    to = block.to
  }

  /// Nil where the addresses are of two families, or `to` lies below `from`.
  package init?(from: IPAddress, to: IPAddress) {
    guard from.family == to.family, from <= to else { return nil }
    space = from.family == .v4 ? .ipv4 : .ipv6
    self.from = from.value
    self.to = to.value
  }

  /// Names that begin alike, from one number to another.
  package init(stem: String, _ numbers: ClosedRange<UInt64>) {
    space = .names(stem)
    from = AddressValue(high: 0, low: numbers.lowerBound)
    to = AddressValue(high: 0, low: numbers.upperBound)
  }

  package var first: String { text(of: from) }
  package var last: String { text(of: to) }

  /// How many it holds; `UInt64.max` where there are more.
  package var count: UInt64 {
    let distance = to.distance(above: from)
    return distance == .max ? .max : distance + 1
  }

  /// How a number of its space is written.
  package func text(of value: AddressValue) -> String {
    switch space {
    case .mac: Identity(.mac, value)?.description ?? ""
    case .wwn: Identity(.wwn, value)?.description ?? ""
    case .uuid: Identity(.uuid, value)?.description ?? ""
    case .ipv4: IPAddress(.v4, value)?.description ?? ""
    case .ipv6: IPAddress(.v6, value)?.description ?? ""
    case .names(let stem): "\(stem)\(value.low)"
    }
  }

  /// Whether something lies in both.
  package func overlaps(_ other: PoolRange) -> Bool { space == other.space && from <= other.to && other.from <= to }
}
