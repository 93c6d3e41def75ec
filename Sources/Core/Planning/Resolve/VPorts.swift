internal import Documents
internal import FabricModel

extension Resolver {
  /// Looks up what each v-port refers to, and where it is now.
  mutating func resolveVPorts() {
    wanted.reserveCapacity(site.manifest.profiles.reduce(0) { $0 + $1.spec.vnics.count + $1.spec.vhbas.count })
    for position in site.manifest.profiles.indices { resolveVPorts(ofProfile: position) }
  }

  private mutating func resolveVPorts(ofProfile position: Int) {
    let profile = site.manifest.profiles[position]
    let server = self.server(of: profile)
    var seen: Set<String> = []
    let first = wanted.count
    for (item, vnic) in profile.spec.vnics.enumerated() {
      if !seen.insert(vnic.name).inserted { reportDouble(vnic.name, profile, "vnics", item) }
      wanted.append(want(vnic, item, position, profile, server))
    }
    for (item, vhba) in profile.spec.vhbas.enumerated() {
      if !seen.insert(vhba.name).inserted { reportDouble(vhba.name, profile, "vhbas", item) }
      wanted.append(want(vhba, item, position, profile, server))
    }
    wanted[first...].sort { $0.record.name < $1.record.name }
    for index in first..<wanted.count { wanted[index].current = currentUnit(of: wanted[index].record.address) }
    keepOrder(of: first..<wanted.count, profile.name)
    giveOrder(to: first..<wanted.count)
    checkGroups(of: profile, seen)
    for (item, name) in (profile.spec.boot ?? []).enumerated() where !seen.contains(name) && !profile.isPartial {
      report(
        .unknownReference("v-port", name, among: seen.sorted(), at: site.range(profile.origin, .key("spec"), .key("boot"), .item(item))))
    }
  }

  /// The server a profile is bound to: as declared, else as it is.
  private mutating func server(of profile: Declared<ServerProfile>) -> String {
    guard let declared = profile.spec.server else {
      return present.observed[profile.name]?.lazy.compactMap { $0.state.record.server }.first { !$0.isEmpty } ?? ""
    }
    if !declared.isEmpty, names.servers[declared] == nil {
      reportUnknown(declared, among: names.servers.keys, "server", profile.origin, [.key("spec"), .key("server")])
    }
    return declared
  }

  private mutating func want(
    _ vnic: VNIC, _ item: Int, _ position: Int, _ profile: Declared<ServerProfile>, _ server: String
  ) -> WantedVPort {
    var record = VPortRecord(kind: .vnic, profile: profile.name, name: vnic.name, appliance: "")
    func path(_ steps: Locator.Step...) -> [Locator.Step] { [.key("spec"), .key("vnics"), .item(item)] + steps }
    record.server = server
    record.order = vnic.order
    record.native = vnic.network
    record.tagged = vnic.trunk?.sorted()
    record.minimum = vnic.bandwidth?.min
    record.maximum = vnic.bandwidth?.max
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
    if let minimum = record.minimum, let maximum = record.maximum, maximum != .zero, minimum > maximum {
      report(.minimumOverMaximum(minimum, maximum, at: range(profile.origin, path(.key("bandwidth")))))
    }
    return wanted
  }

  private mutating func want(
    _ vhba: VHBA, _ item: Int, _ position: Int, _ profile: Declared<ServerProfile>, _ server: String
  ) -> WantedVPort {
    var record = VPortRecord(kind: .vhba, profile: profile.name, name: vhba.name, appliance: "")
    func path(_ key: String) -> [Locator.Step] { [.key("spec"), .key("vhbas"), .item(item), .key(key)] }
    record.server = server
    record.order = vhba.order
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

  /// Where the v-port sits now: observed, else recorded.
  private func currentUnit(of address: VPortAddress) -> Int? {
    guard let found = present.vport(address), let slotPort = found.slotPort, let appliance = hardware.position(of: found.appliance)
    else { return nil }
    return hardware.unit(appliance, slotPort)
  }

  /// An order once given is managed like an identity: it comes back with a v-port that has to be created again.
  private mutating func keepOrder(of vports: Range<Int>, _ profile: String) {
    for part in present.recorded[profile] ?? [] {
      for index in vports where wanted[index].record.order == nil {
        wanted[index].record.order = part.state.vports.first { $0.name == wanted[index].record.name }?.order
      }
    }
  }

  /// A new v-port without a declared order comes last in the host's enumeration, in the order of the lists; an existing one keeps its place.
  private mutating func giveOrder(to vports: Range<Int>) {
    keepOrder(of: vports)
    guard vports.contains(where: { wanted[$0].record.order == nil && wanted[$0].current == nil }) else { return }
    let known = vports.compactMap { wanted[$0].record.order ?? present.vport(wanted[$0].record.address)?.order }
    var next = (known.max() ?? -1) + 1
    let inListOrder = vports.sorted { left, right in
      (wanted[left].record.kind == .vnic ? 0 : 1, wanted[left].item) < (wanted[right].record.kind == .vnic ? 0 : 1, wanted[right].item)
    }
    for index in inListOrder where wanted[index].record.order == nil && present.vport(wanted[index].record.address) == nil {
      wanted[index].record.order = next
      next += 1
    }
  }

  /// A place that was dealt once is kept, also by what is gone and comes back: the host would find its v-ports in another order.
  private mutating func keepOrder(of vports: Range<Int>) {
    guard let first = vports.first(where: { wanted[$0].record.order == nil }) else { return }
    for part in present.recorded[wanted[first].record.profile] ?? [] {
      let recorded = part.state.vports
      var next = recorded.startIndex
      for index in first..<vports.upperBound where wanted[index].record.order == nil {
        while next < recorded.endIndex, recorded[next].name < wanted[index].record.name { next += 1 }
        guard next < recorded.endIndex else { break }
        if recorded[next].name == wanted[index].record.name { wanted[index].record.order = recorded[next].order }
      }
    }
  }

  private mutating func reportDouble(_ name: String, _ profile: Declared<ServerProfile>, _ list: String, _ item: Int) {
    report(
      .doubled("v-port '\(name)'", in: profile.name, at: site.range(profile.origin, .key("spec"), .key(list), .item(item), .key("name"))))
  }

  private mutating func checkGroups(of profile: Declared<ServerProfile>, _ vports: Set<String>) {
    var seen: Set<String> = []
    for (index, group) in profile.spec.redundancy.enumerated() {
      if !seen.insert(group.name).inserted {
        report(
          .doubled(
            "redundancy group '\(group.name)'", in: profile.name,
            at: site.range(profile.origin, .key("spec"), .key("redundancy"), .item(index), .key("name"))))
      }
      for (item, member) in group.members.enumerated() where !vports.contains(member) && !profile.isPartial {
        report(
          .unknownReference(
            "v-port", member, among: vports.sorted(),
            at: site.range(profile.origin, .key("spec"), .key("redundancy"), .item(index), .key("members"), .item(item))))
      }
    }
  }
}

/// Finds profiles and their v-ports in the observed and the recorded fabric by name.
struct Presence {
  /// A profile's part on one appliance.
  struct Part {
    let appliance: String
    let state: ProfileState
  }

  let observed: [String: [Part]]
  let recorded: [String: [Part]]

  init(_ observed: Fabric?, _ recorded: Fabric) {
    self.observed = observed.map(Self.index) ?? [:]
    self.recorded = Self.index(recorded)
  }

  private static func index(_ fabric: Fabric) -> [String: [Part]] {
    var index: [String: [Part]] = [:]
    for appliance in fabric.appliances {
      for profile in appliance.profiles {
        index[profile.record.name, default: []].append(Part(appliance: appliance.name, state: profile))
      }
    }
    return index
  }

  func vport(_ address: VPortAddress) -> VPortRecord? {
    Self.find(address, in: observed) ?? Self.find(address, in: recorded)
  }

  static func find(_ address: VPortAddress, in index: [String: [Part]]) -> VPortRecord? {
    guard let parts = index[address.profile] else { return nil }
    for part in parts {
      if let vport = part.state.vports.first(where: { $0.name == address.name }) { return vport }
    }
    return nil
  }
}
