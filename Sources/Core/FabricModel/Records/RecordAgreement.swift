extension VPortRecord {
  /// Whether `observed` has everything that `self` sets, as far as that shows without asking what an absent value means: then they agree,
  /// else the table of fields has to say.
  ///
  /// Nearly all v-ports of a plan are as they should be: for them this is all, and the table is for the others.
  fileprivate func isPlainly(in observed: VPortRecord) -> Bool {
    kind == observed.kind
      && wants(portField, observed.portField) && wants(mac, observed.mac) && wants(native, observed.native)
      && wants(wwpn, observed.wwpn) && wants(wwnn, observed.wwnn) && wants(vsan, observed.vsan) && wants(server, observed.server)
      && wants(minimum, observed.minimum) && wants(maximum, observed.maximum) && wants(mtu, observed.mtu)
      && wants(order, observed.order) && wants(isUp, observed.isUp) && wants(tagged, observed.tagged) && wants(targets, observed.targets)
      && wants(hostSlot, observed.hostSlot) && wants(serviceClass, observed.serviceClass) && wants(shares, observed.shares)
      && wants(failover, observed.failover) && wants(pxe, observed.pxe) && wants(iscsi, observed.iscsi)
      && wants(size, observed.size) && wants(raid, observed.raid)
  }

  @inline(__always)
  private func wants<Value: Equatable>(_ wanted: Value?, _ there: Value?) -> Bool { wanted == nil || wanted == there }

  package func agrees(with observed: VPortRecord) -> Bool { isPlainly(in: observed) || agreesByTable(with: observed) }
}

extension FabricRecord {
  package func agrees(with observed: Self) -> Bool { agreesByTable(with: observed) }

  fileprivate func agreesByTable(with observed: Self) -> Bool {
    for field in fields where !field.agrees(self, observed) {
      if case .derived = field.effect { continue }
      return false
    }
    return true
  }
}

extension Record {
  /// Whether an appliance that holds `observed` has everything that `self` sets; two records of different kinds never agree.
  package func agrees(with observed: Record) -> Bool {
    switch (self, observed) {
    case (.network(let a), .network(let b)): a.agrees(with: b)
    case (.vsan(let a), .vsan(let b)): a.agrees(with: b)
    case (.profile(let a), .profile(let b)): a.agrees(with: b)
    case (.vport(let a), .vport(let b)): a.kind == b.kind && a.agrees(with: b)
    case (.adapter(let a), .adapter(let b)): a.agrees(with: b)
    case (.port(let a), .port(let b)): a.agrees(with: b)
    default: false
    }
  }
}

extension RecordChange {
  /// Whether it can be performed where `held` is, nil where nothing is: it finds what it expects, or what it makes of it already.
  package func fits(_ held: Record?) -> Bool { Self.agree(before, held) || Self.agree(after, held) }

  private static func agree(_ expected: Record?, _ held: Record?) -> Bool {
    guard let expected, let held else { return expected == nil && held == nil }
    return expected.agrees(with: held)
  }
}
