internal import Documents
internal import FabricModel

extension Resolver {
  /// Looks up what each v-port refers to, and where it is now.
  mutating func resolveVPorts() {
    wanted.reserveCapacity(site.manifest.profiles.reduce(0) { $0 + $1.spec.vportCount })
    checkPolicies()
    for position in site.manifest.profiles.indices { resolveVPorts(ofProfile: position) }
  }

  private mutating func resolveVPorts(ofProfile position: Int) {
    let profile = site.manifest.profiles[position]
    subject = profile.origin
    defer { subject = nil }
    parts.append(whereabouts(of: profile))
    let server = self.server(of: profile, at: position)
    let first = wanted.count
    for (kind, item) in Self.inOrderOfNames(profile.spec) {
      switch kind {
      case .vnic: wanted.append(want(profile.spec.vnics[item], item, position, profile, server))
      case .vhba: wanted.append(want(profile.spec.vhbas[item], item, position, profile, server))
      case .vdisk: wanted.append(want(profile.spec.vdisks[item], item, position, profile, server))
      }
    }
    vports.append(first..<wanted.count)
    checkNames(of: profile, first..<wanted.count)
    findCurrent(first..<wanted.count, parts[position].observed + parts[position].recorded)
    // A renamed profile is created anew, and its v-ports come up in the order they had.
    let isRenamed = parts[position].observed.first.map { $0.state.record.name != profile.name } ?? false
    keepOrder(of: first..<wanted.count, parts[position].recorded + (isRenamed ? parts[position].observed : []))
    giveOrder(to: first..<wanted.count)
  }

  /// Where a profile is; where it is nowhere yet, what is there under its former name, whose identities and places go over to it.
  private func whereabouts(of profile: Declared<ServerProfile>) -> (observed: [ProfileIndex.Part], recorded: [ProfileIndex.Part]) {
    var parts = (observed: present.observed[profile.name], recorded: present.recorded[profile.name])
    // What was seen outweighs what is only recorded.
    if !site.unread.isEmpty { parts.observed.sort { !site.unread.contains($0.appliance) && site.unread.contains($1.appliance) } }
    guard let former = profile.annotations.renamedFrom, parts.observed.isEmpty, parts.recorded.isEmpty else { return parts }
    return (present.observed[former], present.recorded[former])
  }

  /// The v-ports of a profile, by kind and index.
  private static func inOrderOfNames(_ profile: ServerProfile) -> [(kind: VPortRecord.Kind, item: Int)] {
    func name(_ vport: (kind: VPortRecord.Kind, item: Int)) -> String {
      switch vport.kind {
      case .vnic: profile.vnics[vport.item].name
      case .vhba: profile.vhbas[vport.item].name
      case .vdisk: profile.vdisks[vport.item].name
      }
    }
    var vports: [(kind: VPortRecord.Kind, item: Int)] = []
    vports.reserveCapacity(profile.vportCount)
    // Mostly this is their order already.
    for item in profile.vdisks.indices { vports.append((.vdisk, item)) }
    for item in profile.vhbas.indices { vports.append((.vhba, item)) }
    for item in profile.vnics.indices { vports.append((.vnic, item)) }
    vports.sort { name($0) < name($1) }
    return vports
  }

  /// The server a profile is bound to: as declared, else as it is.
  private mutating func server(of profile: Declared<ServerProfile>, at position: Int) -> String {
    guard let declared = profile.spec.server else {
      return parts[position].observed.lazy.compactMap { $0.state.record.server }.first { !$0.isEmpty } ?? ""
    }
    if !declared.isEmpty, names.servers[declared] == nil {
      reportUnknown(declared, among: names.servers.keys, "server", profile.origin, [.key("spec"), .key("server")])
    }
    return declared
  }

  /// Where the v-ports of a profile sit now: observed, else recorded.
  private mutating func findCurrent(_ vports: Range<Int>, _ parts: [ProfileIndex.Part]) {
    for part in parts {
      let host = hardware.position(of: part.appliance)
      for index in vports where !wanted[index].isPresent {
        guard let found = part.state.vports.position(of: wanted[index].record.name, likely: index - vports.lowerBound) else { continue }
        wanted[index].isPresent = true
        guard let host, let slotPort = part.state.vports[found].slotPort else { continue }
        wanted[index].current = hardware.unit(host, slotPort)
      }
    }
  }

  /// An order once given is managed like an identity: it comes back with a v-port that has to be created again.
  private mutating func keepOrder(of vports: Range<Int>, _ recorded: [ProfileIndex.Part]) {
    for part in recorded {
      for index in vports where wanted[index].record.order == nil {
        guard let found = part.state.vports.position(of: wanted[index].record.name, likely: index - vports.lowerBound) else { continue }
        wanted[index].record.order = part.state.vports[found].order
      }
    }
  }

  /// A new v-port without a declared order comes last in the host's enumeration, in the order of the lists; an existing one keeps its place.
  private mutating func giveOrder(to vports: Range<Int>) {
    var isOrderMissing = false
    for index in vports where wanted[index].record.order == nil && wanted[index].current == nil { isOrderMissing = true }
    guard isOrderMissing else { return }
    let known = vports.compactMap { wanted[$0].record.order ?? present.vport(wanted[$0].record.address)?.order }
    var next = (known.max() ?? -1) + 1
    let inListOrder = vports.sorted { Self.isInListOrder(wanted[$0], wanted[$1]) }
    for index in inListOrder where wanted[index].record.order == nil && !wanted[index].isPresent {
      wanted[index].record.order = next
      next += 1
    }
  }

  /// Names are unique in a profile, and boot and redundancy groups name v-ports that are there.
  private mutating func checkNames(of profile: Declared<ServerProfile>, _ vports: Range<Int>) {
    reportDoubles(in: profile, vports)
    guard !profile.spec.redundancy.isEmpty || profile.spec.boot != nil else { return }
    let names = Set(vports.map { wanted[$0].record.name })
    checkGroups(of: profile, names)
    let bootable = names.union(profile.spec.vdisks.map(\.name))
    for (item, name) in (profile.spec.boot ?? []).enumerated() where !bootable.contains(name) && !profile.isPartial {
      report(
        .unknownReference(
          "v-port", name, among: bootable.sorted(), at: site.range(profile.origin, .key("spec"), .key("boot"), .item(item))))
    }
  }

  /// In the order of names, two alike stand next to each other.
  private mutating func reportDoubles(in profile: Declared<ServerProfile>, _ vports: Range<Int>) {
    for index in vports.dropFirst() where wanted[index].record.name == wanted[index - 1].record.name {
      let later = Self.isInListOrder(wanted[index - 1], wanted[index]) ? wanted[index] : wanted[index - 1]
      report(
        .doubled(
          "v-port '\(later.record.name)'", in: profile.name,
          at: site.range(profile.origin, .key("spec"), .key(later.record.kind.list), .item(later.item), .key("name"))))
    }
  }

  private static func isInListOrder(_ left: WantedVPort, _ right: WantedVPort) -> Bool {
    (left.record.kind.rank, left.item) < (right.record.kind.rank, right.item)
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

extension ServerProfile {
  fileprivate var vportCount: Int { vnics.count + vhbas.count + vdisks.count }
}

extension VPortRecord.Kind {
  /// The field of a profile that lists such v-ports.
  var list: String {
    switch self {
    case .vnic: "vnics"
    case .vhba: "vhbas"
    case .vdisk: "vdisks"
    }
  }

  /// Network cards come first in the host's enumeration, then what leads to storage.
  fileprivate var rank: Int {
    switch self {
    case .vnic: 0
    case .vhba: 1
    case .vdisk: 2
    }
  }
}
