internal import Documents
internal import FabricModel

// What each kind of v-port asks for, with the names that it uses looked up.
extension Resolver {
  mutating func want(
    _ vnic: VNIC, _ item: Int, _ position: Int, _ profile: Declared<ServerProfile>, _ server: String
  ) -> WantedVPort {
    var record = VPortRecord(kind: .vnic, profile: profile.name, name: vnic.name, appliance: "")
    func path(_ steps: Locator.Step...) -> [Locator.Step] { [.key("spec"), .key("vnics"), .item(item)] + steps }
    record.server = server
    record.order = vnic.order
    record.hostSlot = vnic.hostSlot
    record.native = vnic.network
    record.tagged = vnic.trunk?.sorted()
    record.minimum = vnic.bandwidth?.min
    record.maximum = vnic.bandwidth?.max
    record.failover = vnic.failover
    record.pxe = vnic.pxe
    if let disk = vnic.iscsi {
      record.iscsi = ISCSIDisk(disk)
      if record.iscsi == nil { report(.badISCSIDisk(disk, at: range(profile.origin, path(.key("iscsi"))))) }
    }
    if let name = vnic.qos { apply(name, to: &record, profile.origin, path(.key("qos"))) }
    record.owner = site.scope
    var wanted = WantedVPort(profile: position, item: item, record: record, mtu: 1500)
    if let name = vnic.network, !name.isEmpty {
      if let index = names.networks[name] {
        wanted.networks.append(index)
      } else {
        wanted.isBroken = true
        reportUnknown(name, among: names.networks.keys, "network", profile.origin, path(.key("network")))
      }
    }
    for (at, name) in (vnic.trunk ?? []).enumerated() {
      if let index = names.networks[name] {
        wanted.networks.append(index)
      } else {
        wanted.isBroken = true
        reportUnknown(name, among: names.networks.keys, "network", profile.origin, path(.key("trunk"), .item(at)))
      }
    }
    if let name = vnic.pool {
      wanted.pool = pool(name, .ethernet, profile.origin, path(.key("pool")))
      wanted.isBroken = wanted.isBroken || wanted.pool == nil
    }
    wanted.record.mtu = vnic.mtu ?? wanted.networks.compactMap { site.manifest.networks[$0].spec.mtu }.max()
    wanted.mtu = wanted.record.mtu ?? 1500
    if vnic.bandwidth != nil, let minimum = record.minimum, let maximum = record.maximum, maximum != .zero, minimum > maximum {
      report(.minimumOverMaximum(minimum, maximum, at: range(profile.origin, path(.key("bandwidth")))))
    }
    return wanted
  }

  mutating func want(
    _ vhba: VHBA, _ item: Int, _ position: Int, _ profile: Declared<ServerProfile>, _ server: String
  ) -> WantedVPort {
    var record = VPortRecord(kind: .vhba, profile: profile.name, name: vhba.name, appliance: "")
    func path(_ key: String) -> [Locator.Step] { [.key("spec"), .key("vhbas"), .item(item), .key(key)] }
    record.server = server
    record.order = vhba.order
    record.hostSlot = vhba.hostSlot
    record.vsan = vhba.vsan
    record.targets = vhba.targets?.map(\.text).sorted()
    record.owner = site.scope
    var wanted = WantedVPort(profile: position, item: item, record: record, mtu: 0)
    if let name = vhba.vsan {
      wanted.vsan = names.vsans[name]
      wanted.isBroken = wanted.vsan == nil
      if wanted.isBroken { reportUnknown(name, among: names.vsans.keys, "VSAN", profile.origin, path("vsan")) }
    }
    if let name = vhba.pool {
      wanted.pool = pool(name, .fibreChannel, profile.origin, path("pool"))
      wanted.isBroken = wanted.isBroken || wanted.pool == nil
    }
    return wanted
  }

  mutating func want(
    _ vdisk: VDisk, _ item: Int, _ position: Int, _ profile: Declared<ServerProfile>, _ server: String
  ) -> WantedVPort {
    var record = VPortRecord(kind: .vdisk, profile: profile.name, name: vdisk.name, appliance: "")
    record.server = server
    record.order = vdisk.order
    record.size = vdisk.size
    record.raid = vdisk.raid
    record.owner = site.scope
    var wanted = WantedVPort(profile: position, item: item, record: record, mtu: 0)
    if let name = vdisk.pool {
      wanted.pool = pool(name, .storage, profile.origin, [.key("spec"), .key("vdisks"), .item(item), .key("pool")])
      wanted.isBroken = wanted.pool == nil
    }
    return wanted
  }

  /// What a QoSPolicy says goes to each vNIC that names it.
  private mutating func apply(_ name: String, to record: inout VPortRecord, _ origin: Origin, _ path: [Locator.Step]) {
    guard let index = names.qosPolicies[name] else {
      return reportUnknown(name, among: names.qosPolicies.keys, "QoS policy", origin, path)
    }
    let policy = site.manifest.qosPolicies[index].spec
    record.minimum = policy.min
    record.maximum = policy.max
    record.serviceClass = policy.class.flatMap { ClassOfService($0) }
    record.shares = policy.shares.flatMap { Shares($0) }
  }

  /// A policy is complained about once, whoever names it.
  mutating func checkPolicies() {
    for policy in site.manifest.qosPolicies {
      guard let minimum = policy.spec.min, let maximum = policy.spec.max, maximum != .zero, minimum > maximum else { continue }
      report(.minimumOverMaximum(minimum, maximum, at: site.range(policy.origin, .key("spec"), .key("min"))))
    }
  }

  private mutating func pool(_ name: String, _ type: PoolType, _ origin: Origin, _ path: [Locator.Step]) -> Int? {
    guard let index = names.adapterPools[name] else {
      reportUnknown(name, among: names.adapterPools.keys, "adapter pool", origin, path)
      return nil
    }
    let pool = site.manifest.adapterPools[index]
    if pool.spec.type == type { return index }
    report(.wrongPoolType(name, pool.spec.type, type, at: range(origin, path)))
    return nil
  }

  private func range(_ origin: Origin, _ path: [Locator.Step]) -> SourceRange? {
    site.locator.range(tape: Int(origin.tape), node: Int(origin.node), path)
  }
}
