internal import Documents
internal import FabricModel

extension Resolver {
  /// Says of each adapter that is lent by an AdapterLease who has it at `now`; one whose lease is over goes back.
  ///
  /// What no lease speaks of stays as it is: a lease that is taken out of the manifests before its end gives nothing back.
  mutating func resolveLeases() {
    guard !site.manifest.leases.isEmpty else { return }
    var holders: [AdapterAddress: String] = [:]
    for lease in site.manifest.leases {
      guard let server = lease.spec.server, names.servers[server] != nil, let adapter = adapter(of: lease, holders) else { continue }
      switch lease.spec.phase(at: site.now) {
      case .running: holders[adapter] = server
      case .over where lease.spec.onExpiry != .warn: if holders[adapter] == nil { holders[adapter] = "" }
      case .waiting, .over: break
      }
    }
    lent = holders
  }

  /// The adapter that is named; else of the pool's exclusive ones the one that the server has, or the first that nobody has.
  private mutating func adapter(of lease: Declared<AdapterLease>, _ holders: [AdapterAddress: String]) -> AdapterAddress? {
    if let adapter = lease.spec.adapter { return isThere(adapter) ? adapter : nil }
    guard let pool = lease.spec.pool.flatMap({ names.adapterPools[$0] }) else { return nil }
    let ports = PoolPorts(site.manifest.adapterPools[pool].spec, hardware)
    var candidates: [(address: AdapterAddress, lentTo: String)] = []
    for index in hardware.units.indices where ports.contains(index) && !hardware.units[index].isShared {
      let address = hardware.address(of: index).adapter
      let adapter = hardware.appliances[hardware.units[index].appliance].inventory[slot: address.slot]
      if candidates.last?.address != address { candidates.append((address, adapter?.lentTo ?? "")) }
    }
    let held = candidates.first { $0.lentTo == lease.spec.server && holders[$0.address] == nil }
    // It may have one where nobody could look.
    if held == nil, !site.unread.isEmpty { return nil }
    let free = candidates.first { $0.lentTo.isEmpty && (holders[$0.address] ?? "").isEmpty }
    if held == nil, free == nil, lease.spec.phase(at: site.now) == .running, !candidates.isEmpty || !hardware.units.isEmpty {
      report(.nothingToLend(lease, of: candidates.count, at: site.range(lease.origin, .key("spec"), .key("pool"))))
    }
    return (held ?? free)?.address
  }

  private func isThere(_ adapter: AdapterAddress) -> Bool {
    hardware.position(of: adapter.appliance).map { hardware.appliances[$0].inventory[slot: adapter.slot] != nil } ?? false
  }
}

extension AdapterLease {
  enum Phase { case waiting, running, over }

  /// Without a time nothing has begun that has a beginning, and nothing has ended.
  func phase(at now: Timestamp?) -> Phase {
    if let from, now.map({ $0 < from }) ?? true { return .waiting }
    if let expires, let now, now >= expires { return .over }
    return .running
  }
}
