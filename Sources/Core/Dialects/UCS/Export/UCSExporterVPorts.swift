internal import FabricModel

/// v-ports of profiles, of service profile templates and of connectivity policies alike.
extension UCSExporter {
  /// A v-port on its way: what the manifests say of it and, in a profile, what it comes to.
  struct Wanted<Declared> {
    var declared: Declared?
    var record: VPortRecord?
    /// The name that it has here.
    var name: String
    var side: FabricSide
    /// The pool that its templates give, which a fixed address is expected to be from.
    var pool: String?
  }

  /// Where a list of v-ports stands.
  struct Context {
    var org: Int
    /// The profile or template, for reports.
    var object: String
  }

  // MARK: Lists

  /// What a template or a policy lists, or a profile that is on no appliance: first what it lists itself.
  mutating func lists(
    _ own: ServerProfile, _ body: ServerProfile, _ inherited: ServerProfile, _ context: Context
  ) -> (vnics: [Wanted<VNIC>], vhbas: [Wanted<VHBA>]) {
    var body = body
    body.vnics = UCSExporter.sorted(body.vnics, as: own.vnics.map(\.name), \.name)
    body.vhbas = UCSExporter.sorted(body.vhbas, as: own.vhbas.map(\.name), \.name)
    let positions = UCSExporter.positions(body)
    let vnicNames = vportNames(body.vnics.map { $0.nativeName ?? $0.name }, context)
    let vhbaNames = vportNames(body.vhbas.map { $0.nativeName ?? $0.name }, context)
    let vnics = body.vnics.map { vnic in
      let side = side(nil, vnic.pool, sides(of: vnic), positions[vnic.name] ?? 0)
      let name = vnicNames[vnic.nativeName ?? vnic.name] ?? vnic.name
      return Wanted(declared: vnic, record: nil, name: name, side: side, pool: pool(of: vnic, inherited))
    }
    let vhbas = body.vhbas.map { vhba in
      let side = side(nil, vhba.pool, sides(of: vhba), positions[vhba.name] ?? 0)
      let name = vhbaNames[vhba.nativeName ?? vhba.name] ?? vhba.name
      return Wanted(declared: vhba, record: nil, name: name, side: side, pool: pool(of: vhba, inherited))
    }
    return (vnics, vhbas)
  }

  /// What a profile has on the appliance, in the order in which the profile itself lists it.
  ///
  /// - Parameters:
  ///   - own: what the profile itself says.
  ///   - body: that with all that its templates give, which is `inherited`.
  mutating func lists(
    _ own: ServerProfile, _ body: ServerProfile, _ inherited: ServerProfile, _ records: [VPortRecord], _ context: Context
  ) -> (vnics: [Wanted<VNIC>], vhbas: [Wanted<VHBA>]) {
    let positions = UCSExporter.positions(body)
    let (ethernet, storage) = (
      UCSExporter.sorted(records.filter { $0.kind == .vnic }, as: (own.vnics + body.vnics).map { $0.nativeName ?? $0.name }, \.name),
      UCSExporter.sorted(records.filter { $0.kind == .vhba }, as: (own.vhbas + body.vhbas).map { $0.nativeName ?? $0.name }, \.name)
    )
    let vnicNames = vportNames(ethernet.map(\.name), context)
    let vhbaNames = vportNames(storage.map(\.name), context)
    let vnics = ethernet.map { record in
      let vnic = body.vnics.first { ($0.nativeName ?? $0.name) == record.name }
      let side = side(record.slotPort, vnic?.pool, sides(of: record), positions[vnic?.name ?? ""] ?? 0)
      let name = vnicNames[record.name] ?? record.name
      return Wanted(declared: vnic, record: record, name: name, side: side, pool: vnic.flatMap { pool(of: $0, inherited) })
    }
    let vhbas = storage.map { record in
      let vhba = body.vhbas.first { ($0.nativeName ?? $0.name) == record.name }
      let side = side(record.slotPort, vhba?.pool, sides(of: record), positions[vhba?.name ?? ""] ?? 0)
      let name = vhbaNames[record.name] ?? record.name
      return Wanted(declared: vhba, record: record, name: name, side: side, pool: vhba.flatMap { pool(of: $0, inherited) })
    }
    return (vnics, vhbas)
  }

  /// Those without a place among the names come last, as they were.
  private static func sorted<Item>(_ items: [Item], as names: [String], _ name: KeyPath<Item, String>) -> [Item] {
    let places = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    return items.enumerated().sorted { one, other in
      let (left, right) = (places[one.element[keyPath: name]] ?? .max, places[other.element[keyPath: name]] ?? .max)
      return (left, one.offset) < (right, other.offset)
    }.map(\.element)
  }

  /// The pool that its templates give.
  private func pool(of vnic: VNIC, _ inherited: ServerProfile) -> String? {
    UCSExporter.pool(inherited.vnics.first { $0.name == vnic.name }?.mac)
      ?? UCSExporter.pool(composition[vnicTemplate: vnic.template]?.body.mac)
  }

  private func pool(of vhba: VHBA, _ inherited: ServerProfile) -> String? {
    UCSExporter.pool(inherited.vhbas.first { $0.name == vhba.name }?.wwpn)
      ?? UCSExporter.pool(composition[vhbaTemplate: vhba.template]?.body.wwpn)
  }

  private static func pool<Value>(_ source: IdentitySource<Value>?) -> String? {
    if case .pool(let name)? = source { name } else { nil }
  }

  /// A vHBA that has the name of a vNIC is told from it by a mark, which UCS Manager needs not.
  private mutating func vportNames(_ natives: [String], _ context: Context) -> [String: String] {
    let requests = natives.map { native in
      UCSExportNames.Request(key: native, wanted: native.hasSuffix("@fc") ? String(native.dropLast(3)) : native)
    }
    return names.settle("v-port of \(context.object)", requests, length: 1...16)
  }

  // MARK: Sides

  /// Its port's, else its pool's, else its networks', else by its place among those that stand in for each other.
  private func side(_ slotPort: SlotPort?, _ pool: String?, _ networks: Set<FabricSide>, _ position: Int) -> FabricSide {
    let port = slotPort.flatMap { state.inventory[at: $0]?.fabric }
    let selected = pool.flatMap { name in manifest.adapterPools.first { $0.name == name } }?.spec.select.fabric
    let single = networks.subtracting([.common])
    for side in [port, selected, single.count == 1 ? single.first : nil] { if let side, side != .common { return side } }
    return position % 2 == 0 ? .a : .b
  }

  private func sides(of vnic: VNIC) -> Set<FabricSide> {
    Set(([vnic.network].compactMap { $0 } + (vnic.trunk ?? [])).compactMap { networks[manifest: $0]?.scope.side })
  }

  private func sides(of vhba: VHBA) -> Set<FabricSide> { Set([vhba.vsan].compactMap { $0 }.compactMap { vsans[manifest: $0]?.scope.side }) }

  private func sides(of record: VPortRecord) -> Set<FabricSide> {
    if record.kind == .vhba { return Set([record.vsan].compactMap { $0 }.compactMap { vsans[record: $0]?.scope.side }) }
    return Set(([record.native].compactMap { $0 } + (record.tagged ?? [])).compactMap { networks[record: $0]?.scope.side })
  }

  /// The place of each v-port among those that stand in for it: in a group, or on the same networks.
  private static func positions(_ body: ServerProfile) -> [String: Int] {
    var positions: [String: Int] = [:]
    for group in body.redundancy {
      for (index, member) in group.members.enumerated() where positions[member] == nil { positions[member] = index }
    }
    var seen: [[String]: Int] = [:]
    for vnic in body.vnics where positions[vnic.name] == nil {
      let networks = [vnic.network ?? ""] + (vnic.trunk ?? []).sorted()
      positions[vnic.name] = seen[networks, default: 0]
      seen[networks, default: 0] += 1
    }
    for (index, vhba) in body.vhbas.filter({ positions[$0.name] == nil }).enumerated() { positions[vhba.name] = index }
    return positions
  }

  /// The side of a template, which has no port.
  func side(of template: VNICTemplate) -> FabricSide {
    side(nil, template.body.pool, sides(of: template.body), template.role == .secondary ? 1 : 0)
  }

  func side(of template: VHBATemplate) -> FabricSide {
    side(nil, template.body.pool, sides(of: template.body), template.role == .secondary ? 1 : 0)
  }

  // MARK: v-ports

  mutating func vnic(_ wanted: Wanted<VNIC>, _ context: Context) -> UCSVNIC {
    let (declared, record) = (wanted.declared, wanted.record)
    let object = "\(context.object)/\(wanted.name)"
    var vnic = UCSVNIC()
    vnic.name = wanted.name
    vnic.side = UCSExporter.side(wanted.side, failover: record?.failover ?? declared?.failover ?? false)
    vnic.order = record == nil ? declared?.order : record?.order
    (vnic.vcon, vnic.hostPort) = place(record?.hostSlot ?? declared?.hostSlot, "VNIC/hostSlot", object)
    vnic.template = reference(\.vnicTemplates, declared?.template, from: context.org, "VNIC/template", of: object)
    vnic.networks = uses(declared, record, on: wanted.side, object)
    vnic.mtu = mtu(record?.mtu ?? declared.map { UCSExporter.mtu(of: $0, manifest) }, object)
    vnic.qos = qosName(declared, record, from: context.org, of: object)
    vnic.mac = record?.mac
    if case .fixed(let mac)? = declared?.mac, vnic.mac == nil { vnic.mac = mac }
    if case .pool(let pool)? = declared?.mac {
      vnic.pool = reference(\.pools, pool, from: context.org, "VNIC/mac/pool", of: object)
    } else if let mac = vnic.mac, let pool = pool(of: .mac(mac), .mac, expected: wanted.pool, from: context.org) {
      vnic.pool = reference(\.pools, pool, from: context.org, "VNIC/mac/pool", of: object)
    } else if declared != nil, vnic.mac == nil {
      vnic.pool = reference(\.pools, onlyPool(.mac), from: context.org, "VNIC/mac/pool", of: object)
    }
    if (record?.iscsi ?? .empty) != .empty || declared?.iscsi != nil { losses.add("VNIC/iscsi", object) }
    if record?.shares ?? .zero != .zero { losses.add("VNIC/shares", object) }
    if declared?.bandwidth == nil, record?.minimum ?? .zero != .zero, declared?.qos == nil { losses.add("VNIC/bandwidth/min", object) }
    if record?.isUp == false { losses.add("VNIC/up", object) }
    if let name = declared?.template, let template = vnicTemplateIndexes[name], vnic.contradicts(domain.vnicTemplates[template]) {
      contradicts(&vnic.template, "VNIC/template", object)
    }
    return vnic
  }

  mutating func vhba(_ wanted: Wanted<VHBA>, _ context: Context) -> UCSVHBA {
    let (declared, record) = (wanted.declared, wanted.record)
    let object = "\(context.object)/\(wanted.name)"
    var vhba = UCSVHBA()
    vhba.name = wanted.name
    vhba.side = wanted.side == .b ? .b : .a
    vhba.order = record == nil ? declared?.order : record?.order
    (vhba.vcon, vhba.hostPort) = place(record?.hostSlot ?? declared?.hostSlot, "VHBA/hostSlot", object)
    vhba.template = reference(\.vhbaTemplates, declared?.template, from: context.org, "VHBA/template", of: object)
    let vsan = record?.vsan.flatMap { vsans[record: $0] } ?? declared?.vsan.flatMap { vsans[manifest: $0] }
    vhba.networks = uses(vsan, on: wanted.side, object)
    vhba.wwpn = record?.wwpn
    if case .fixed(let wwpn)? = declared?.wwpn, vhba.wwpn == nil { vhba.wwpn = wwpn }
    if case .pool(let pool)? = declared?.wwpn {
      vhba.pool = reference(\.pools, pool, from: context.org, "VHBA/wwpn/pool", of: object)
    } else if let wwpn = vhba.wwpn, let pool = pool(of: .wwn(wwpn), .wwpn, expected: wanted.pool, from: context.org) {
      vhba.pool = reference(\.pools, pool, from: context.org, "VHBA/wwpn/pool", of: object)
    } else if declared != nil, vhba.wwpn == nil {
      vhba.pool = reference(\.pools, onlyPool(.wwpn), from: context.org, "VHBA/wwpn/pool", of: object)
    }
    if record?.isUp == false { losses.add("VHBA/up", object) }
    if let name = declared?.template, let template = vhbaTemplateIndexes[name], vhba.contradicts(domain.vhbaTemplates[template]) {
      contradicts(&vhba.template, "VHBA/template", object)
    }
    return vhba
  }

  /// The pool that serves where none is named: the default one, else the only one of its type. A domain has no such rule.
  private func onlyPool(_ type: AddressType) -> String? {
    guard base == nil else { return nil }
    let pools = manifest.addressPools.filter { $0.spec.type.identity.map { $0 == type || ($0 == .wwn && type.universe == .wwn) } ?? false }
    return (pools.first { $0.spec.isDefault == true } ?? (pools.count == 1 ? pools[0] : nil))?.name
  }

  /// UCS Manager has four vCons of two ports each (ucsmsdk: lsVConAssign).
  private mutating func place(_ slot: HostSlot?, _ field: String, _ object: String) -> (vcon: String, hostPort: String) {
    let slot = slot ?? .any
    if slot.slot > 4 || slot.port > 2 { losses.add(field, object) }
    return ((1...4).contains(slot.slot) ? String(slot.slot) : "any", (1...2).contains(slot.port) ? String(slot.port) : "ANY")
  }

  static func side(_ side: FabricSide, failover: Bool) -> UCSSide { side == .b ? (failover ? .ba : .b) : failover ? .ab : .a }

  /// The native network first, then the tagged ones by name.
  private mutating func uses(_ vnic: VNIC?, _ record: VPortRecord?, on side: FabricSide, _ object: String) -> [UCSNetworkUse] {
    if let record {
      return uses(
        record.native.flatMap { networks[record: $0] }, (record.tagged ?? []).compactMap { networks[record: $0] }, on: side, object)
    }
    return uses(
      vnic?.network.flatMap { networks[manifest: $0] }, (vnic?.trunk ?? []).compactMap { networks[manifest: $0] }, on: side, object)
  }

  mutating func uses(
    _ native: UCSScopedNames.Placed?, _ tagged: [UCSScopedNames.Placed], on side: FabricSide, _ object: String
  ) -> [UCSNetworkUse] {
    var uses: [UCSNetworkUse] = []
    for (placed, isNative) in [(native, true)] + tagged.sorted(by: { $0.name < $1.name }).map({ ($0, false) }) {
      guard let placed else { continue }
      if networks.isFound(placed, on: side) {
        uses.append(UCSNetworkUse(name: placed.name, isNative: isNative))
      } else {
        losses.add(isNative ? "VNIC/network" : "VNIC/trunk", object)
      }
    }
    return uses
  }

  mutating func uses(_ vsan: UCSScopedNames.Placed?, on side: FabricSide, _ object: String) -> [UCSNetworkUse] {
    guard let vsan else { return [] }
    if vsans.isFound(vsan, on: side) { return [UCSNetworkUse(name: vsan.name)] }
    losses.add("VHBA/vsan", object)
    return []
  }

  /// UCS Manager takes 1500 to 9158 bytes (ucsmsdk: vnicEther).
  mutating func mtu(_ mtu: Int?, _ object: String) -> Int? {
    guard let mtu else { return nil }
    if !(1500...9158).contains(mtu) { losses.add("VNIC/mtu", object, .rounded) }
    return min(max(mtu, 1500), 9158)
  }

  /// What a vNIC that names none gets: the highest of its networks.
  static func mtu(of vnic: VNIC, _ manifest: Manifest) -> Int {
    if let mtu = vnic.mtu { return mtu }
    let used = [vnic.network ?? ""] + (vnic.trunk ?? [])
    return manifest.networks.filter { used.contains($0.name) }.compactMap(\.spec.mtu).filter { $0 != 1500 }.max() ?? 1500
  }
}
