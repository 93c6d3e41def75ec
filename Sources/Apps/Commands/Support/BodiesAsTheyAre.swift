internal import Dialects
internal import FabricModel
internal import Planning

/// What profiles and v-ports have on the fabric, else what is recorded of them, as bodies of templates.
///
/// A profile's body has all of its v-ports with the networks, rates, orders and so on that they have, and of the template as it is now only
/// what no appliance shows: pools, redundancy groups of v-ports that are there, the maintenance policy. So no v-port is lost, and none is
/// added. A v-port that the template binds to an `updating` template of its own stays bound, and of that one only what differs is kept.
struct BodiesAsTheyAre {
  private let fabrics: [Fabric]
  private let networks: [String: Network]
  private let updatingVNICs: [String: VNIC]
  private let updatingVHBAs: [String: VHBA]

  init(_ site: Site) {
    fabrics = [site.observed, site.recorded.fabric].compactMap { $0 }
    let manifest = site.manifest
    networks = Dictionary(manifest.networks.map { ($0.name, $0.spec) }, uniquingKeysWith: { first, _ in first })
    updatingVNICs = Dictionary(
      manifest.vnicTemplates.filter { $0.spec.update == .updating }.map { ($0.name, $0.spec.body) }, uniquingKeysWith: { first, _ in first }
    )
    updatingVHBAs = Dictionary(
      manifest.vhbaTemplates.filter { $0.spec.update == .updating }.map { ($0.name, $0.spec.body) }, uniquingKeysWith: { first, _ in first }
    )
  }

  /// The parts of a profile on all appliances, those that are observed first.
  private func parts(of names: [String]) -> [ProfileState] {
    fabrics.flatMap { fabric in names.flatMap { name in fabric.appliances.compactMap { $0.profile(named: name) } } }
  }

  /// Nil where the profile is nowhere.
  ///
  /// - Parameter names: its name and its former one.
  func profile(_ names: [String], template: ServerProfile) -> String? {
    let parts = parts(of: names)
    guard !parts.isEmpty else { return nil }
    var body = ServerProfile()
    body.boot = parts.lazy.compactMap(\.record.boot).first
    body.maintenance = template.maintenance
    var seen: Set<String> = []
    for record in parts.flatMap(\.vports) where seen.insert(record.name).inserted {
      switch record.kind {
      case .vnic:
        let declared = template.vnics.first { $0.name == record.name }
        var vnic = vnic(record, pool: declared?.pool)
        if let name = declared?.template, let updating = updatingVNICs[name] { vnic.bind(to: name, updating) }
        body.vnics.append(vnic)
      case .vhba:
        let declared = template.vhbas.first { $0.name == record.name }
        var vhba = vhba(record, pool: declared?.pool)
        if let name = declared?.template, let updating = updatingVHBAs[name] { vhba.bind(to: name, updating) }
        body.vhbas.append(vhba)
      case .vdisk:
        var vdisk = VDisk(record)
        vdisk.pool = template.vdisks.first { $0.name == record.name }?.pool
        body.vdisks.append(vdisk)
      }
    }
    body.redundancy = template.redundancy.filter { $0.members.allSatisfy(seen.contains) }
    return ManifestValue.mapping(ServerProfile.table.encode(body)).flowText
  }

  func vnic(_ name: String, of names: [String], _ template: VNIC) -> String? {
    guard let record = record(.vnic, name, of: names) else { return nil }
    var body = VNICTemplate()
    body.body = vnic(record, pool: template.pool)
    return ManifestValue.mapping(VNICTemplate.table.encode(body)).flowText
  }

  func vhba(_ name: String, of names: [String], _ template: VHBA) -> String? {
    guard let record = record(.vhba, name, of: names) else { return nil }
    var body = VHBATemplate()
    body.body = vhba(record, pool: template.pool)
    return ManifestValue.mapping(VHBATemplate.table.encode(body)).flowText
  }

  private func record(_ kind: VPortRecord.Kind, _ name: String, of names: [String]) -> VPortRecord? {
    parts(of: names).lazy.flatMap(\.vports).first { $0.kind == kind && $0.name == name }
  }

  private func vnic(_ record: VPortRecord, pool: String?) -> VNIC {
    let used = ([record.native ?? ""] + (record.tagged ?? [])).compactMap { networks[$0]?.mtu }
    var vnic = VNIC(record, networkMTU: used.max() ?? 0)
    // A network that no manifest knows is nothing to ask for: it is left as it is.
    vnic.network = vnic.network.flatMap { networks[$0] == nil ? nil : $0 }
    vnic.trunk = vnic.trunk?.filter { networks[$0] != nil }
    vnic.mac = nil
    vnic.pool = pool
    return vnic
  }

  private func vhba(_ record: VPortRecord, pool: String?) -> VHBA {
    var vhba = VHBA(record)
    vhba.wwpn = nil
    vhba.pool = pool
    return vhba
  }
}

extension VNIC {
  /// Leaves to a template what it says the same.
  fileprivate mutating func bind(to name: String, _ body: VNIC) {
    template = name
    if pool == body.pool { pool = nil }
    if network == body.network { network = nil }
    if Set(trunk ?? []) == Set(body.trunk ?? []) { trunk = nil }
    // Rates are given once: by the policy of the template, or by what is there.
    if bandwidth == body.bandwidth || body.qos != nil { bandwidth = nil }
    if mtu == body.mtu { mtu = nil }
    if failover == body.failover { failover = nil }
    if pxe == body.pxe { pxe = nil }
    if iscsi == body.iscsi { iscsi = nil }
  }
}

extension VHBA {
  /// Leaves to a template what it says the same.
  fileprivate mutating func bind(to name: String, _ body: VHBA) {
    template = name
    if pool == body.pool { pool = nil }
    if vsan == body.vsan { vsan = nil }
    if targets == body.targets { targets = nil }
  }
}
