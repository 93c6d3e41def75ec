internal import ArgumentParser
internal import Documents
internal import FabricModel
internal import Planning
internal import Reconciliation

/// Lists what the manifests ask for, or what is.
struct GetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "List appliances, ports, networks, vsans, servers, profiles, bindings, identities or addresspools.",
    discussion: """
      Shows what the manifests come to; --observed shows what the appliances have.

      Example:
        weft get bindings -f site
        weft get identities -f site --observed
        weft get bindings -f site -o json
        weft get identities -f site -o yaml > pinned/identities.yaml
        weft get profiles -f base -f overlays/lab -o yaml --origins
      """)

  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case appliances, ports, networks, vsans, servers, profiles, bindings, identities, addresspools
  }

  enum Output: String, ExpressibleByArgument, CaseIterable { case text, wide, json, name, yaml }

  @Argument(help: "What to list.")
  var subject: Subject

  @OptionGroup var site: SiteOptions
  @OptionGroup var fabric: FabricOptions

  @Flag(help: "What the appliances have, not what the manifests ask for.")
  var observed = false

  @Option(
    name: [.customShort("o"), .long],
    help: "How to print: text, wide, json, name; profiles also as yaml, with what templates give; identities as yaml that pins them.")
  var output: Output = .text

  @Flag(help: "With profiles as yaml: say behind each field where it was written, and which template gave it.")
  var origins = false

  func validate() throws {
    if output == .yaml, subject != .identities, subject != .profiles {
      throw ValidationError("only profiles and identities are printed as yaml")
    }
    if subject == .profiles, output == .yaml, observed { throw ValidationError("profiles are printed as yaml as manifests have them") }
    if subject == .addresspools, observed { throw ValidationError("address pools are in manifests only: leave --observed away") }
    if origins, subject != .profiles || output != .yaml { throw ValidationError("--origins belongs to 'get profiles -o yaml'") }
  }

  func run() async throws {
    var workspace = try await Workspace.open(site, fabric)
    try await workspace.observe()
    try workspace.interruptions(site.console).tell()
    if output == .yaml {
      let resolution = try workspace.resolved()
      if subject == .profiles { return site.console.output(workspace.resolvedProfiles(origins: origins)) }
      let fabric = observed ? workspace.observations.fabric : resolution.desired
      return site.console.output(IdentityOverlay(fabric, resolution.names).yaml)
    }
    let shown = observed ? workspace.observedWithOwners : try workspace.desired()
    let listing = Listing(subject, shown, workspace.loaded.manifest.addressPools)
    switch output {
    case .json: site.console.output(listing.json() + "\n")
    case .name: site.console.output(listing.rows.map { $0[0] + "\n" }.joined())
    case .text, .wide, .yaml: site.console.output(listing.table(wide: output == .wide))
    }
  }
}

/// Rows about a fabric, with the records they are made from.
private struct Listing {
  let header: [String]
  /// How many columns are shown where `wide` is not asked for.
  let narrow: Int
  private(set) var rows: [[String]] = []
  private var records: [Record] = []

  init(_ subject: GetCommand.Subject, _ fabric: Fabric, _ pools: [Declared<AddressPool>]) {
    switch subject {
    case .appliances: (header, narrow) = (["NAME", "MODEL", "ADAPTERS", "SERVERS", "PROFILES", "V-PORTS", "REVISION"], 6)
    case .ports: (header, narrow) = (["PORT", "MODEL", "SPEED", "FABRIC", "UPLINK", "V-PORTS", "GUARANTEED", "MTU", "VLANS"], 7)
    case .networks: (header, narrow) = (["NAME", "APPLIANCE", "VLAN", "MTU", "PHYSICAL NETWORK", "FABRIC", "OWNER"], 5)
    case .vsans: (header, narrow) = (["NAME", "APPLIANCE", "VSAN", "FABRIC", "OWNER"], 4)
    case .servers: (header, narrow) = (["NAME", "CABLES", "POWER", "PROFILE"], 4)
    case .profiles: (header, narrow) = (["NAME", "SERVER", "APPLIANCES", "V-PORTS", "UUID", "WWNN"], 4)
    case .bindings:
      (header, narrow) = (
        ["V-PORT", "SERVER", "PORT", "ADDRESS", "CARRIES", "MIN", "MAX", "MTU", "ORDER", "CLASS", "SHARES", "BOOT", "OWNER"], 7
      )
    case .identities: (header, narrow) = (["ADDRESS", "TYPE", "OWNER", "SERVER", "APPLIANCE", "POOL"], 6)
    case .addresspools: (header, narrow) = (["NAME", "TYPE", "SIZE", "BLOCKS", "DEFAULT", "RESERVED", "QUARANTINE", "NATIVE NAME"], 5)
    }
    switch subject {
    case .appliances: addAppliances(fabric)
    case .ports: addPorts(fabric)
    case .networks: for it in fabric.appliances { for network in it.networks { add(network, it.name) } }
    case .vsans: for it in fabric.appliances { for vsan in it.vsans { add(vsan, it.name) } }
    case .servers: addServers(fabric)
    case .profiles: addProfiles(fabric)
    case .bindings: for vport in fabric.vports { add(vport) }
    case .identities: addIdentities(fabric, pools)
    case .addresspools: for pool in pools.sorted(by: { $0.name < $1.name }) { add(pool) }
    }
  }

  func table(wide: Bool) -> String {
    let columns = wide ? header.count : narrow
    var table = TextTable(Array(header.prefix(columns)))
    for row in rows { table.add(Array(row.prefix(columns))) }
    return rows.isEmpty ? "nothing\n" : table.text()
  }

  /// RECORDs where there are some, else the rows by their columns.
  func json() -> String {
    var json = JSONWriter(pretty: true)
    json.array { json in
      if !records.isEmpty {
        for record in records { record.write(&json) }
      } else {
        for row in rows {
          json.object { json in
            for (name, cell) in zip(header, row) { json.member(name.lowercased(), cell.isEmpty ? nil : cell) }
          }
        }
      }
    }
    return json.text
  }

  private mutating func add(_ network: NetworkRecord, _ appliance: String) {
    rows.append([
      network.name, appliance, text(network.vlan.map { Int($0.rawValue) }), text(network.mtu), network.physicalNetwork ?? "",
      network.fabric?.rawValue ?? "", network.owner ?? "",
    ])
    records.append(.network(network))
  }

  private mutating func add(_ vsan: VSANRecord, _ appliance: String) {
    rows.append([vsan.name, appliance, text(vsan.vsan.map { Int($0.rawValue) }), vsan.fabric?.rawValue ?? "", vsan.owner ?? ""])
    records.append(.vsan(vsan))
  }

  private mutating func add(_ vport: VPortRecord) {
    rows.append([
      vport.address.description, vport.server ?? "", vport.port?.description ?? "", vport.identity?.description ?? "", vport.carried,
      rate(vport.minimum), rate(vport.maximum), text(vport.mtu), text(vport.order), text(vport.serviceClass.map { Int($0.rawValue) }),
      text(vport.shares.flatMap { $0 == .zero ? nil : Int($0.rawValue) }), vport.networkBoot, vport.owner ?? "",
    ])
    records.append(.vport(vport))
  }

  private mutating func add(_ pool: Declared<AddressPool>) {
    let ranges = pool.spec.ranges
    let size = ranges.reduce(UInt64(0)) { sum, range in
      let (more, isTooLarge) = sum.addingReportingOverflow(range.count)
      return isTooLarge ? .max : more
    }
    rows.append([
      pool.name, pool.spec.type.rawValue, size == .max ? "2^64 or more" : "\(size)",
      ranges.map { $0.from == $0.to ? $0.first : "\($0.first) to \($0.last)" }.joined(separator: ", "),
      pool.spec.isDefault == true ? "yes" : "", (pool.spec.reserved ?? []).joined(separator: ", "), pool.spec.quarantine?.description ?? "",
      pool.spec.nativeName ?? "",
    ])
  }

  private mutating func addAppliances(_ fabric: Fabric) {
    for it in fabric.appliances {
      rows.append([
        it.name, it.inventory.model ?? "", "\(it.inventory.adapters.count)",
        "\(it.inventory.serverPorts.filter { !$0.server.isEmpty }.count)",
        "\(it.profiles.count)", "\(it.profiles.reduce(0) { $0 + $1.vports.count })", String(it.revision.prefix(12)),
      ])
    }
  }

  private mutating func addPorts(_ fabric: Fabric) {
    for it in fabric.appliances {
      let vports = Dictionary(grouping: it.profiles.flatMap(\.vports), by: \.slotPort)
      for adapter in it.inventory.adapters {
        for port in adapter.ports {
          let users = vports[SlotPort(slot: adapter.slot, port: port.number)] ?? []
          let guaranteed = users.reduce(Bitrate.zero) { $0 + ($1.minimum ?? .zero) }
          rows.append([
            "\(it.name)/\(adapter.slot)/\(port.number)", adapter.model ?? "", port.speed?.description ?? "", port.fabric?.rawValue ?? "",
            port.uplink?.description ?? "", "\(users.count)", rate(guaranteed), text(port.mtu), port.vlans?.description ?? "",
          ])
        }
      }
    }
  }

  private mutating func addServers(_ fabric: Fabric) {
    var cables: [String: [(place: String, power: PowerState)]] = [:]
    var profiles: [String: String] = [:]
    for it in fabric.appliances {
      for port in it.inventory.serverPorts where !port.server.isEmpty {
        cables[port.server, default: []].append(("\(it.name):\(port.number)", port.power))
      }
      for profile in it.profiles { if let server = profile.record.server, !server.isEmpty { profiles[server] = profile.record.name } }
    }
    for name in Set(cables.keys).union(profiles.keys).sorted() {
      let ends = cables[name] ?? []
      rows.append([
        name, ends.map(\.place).joined(separator: " "), Set(ends.map(\.power.rawValue)).sorted().joined(separator: "/"),
        profiles[name] ?? "",
      ])
    }
  }

  private mutating func addProfiles(_ fabric: Fabric) {
    var parts: [String: [(appliance: String, state: ProfileState)]] = [:]
    for it in fabric.appliances { for profile in it.profiles { parts[profile.record.name, default: []].append((it.name, profile)) } }
    for name in parts.keys.sorted() {
      let all = parts[name] ?? []
      rows.append([
        name, all.compactMap { $0.state.record.server }.first { !$0.isEmpty } ?? "", all.map(\.appliance).joined(separator: " "),
        "\(all.reduce(0) { $0 + $1.state.vports.count })", all.compactMap { $0.state.record.uuid }.first?.description ?? "",
        all.compactMap { $0.state.record.wwnn }.first?.description ?? "",
      ])
    }
  }

  private mutating func addIdentities(_ fabric: Fabric, _ pools: [Declared<AddressPool>]) {
    var seen: Set<String> = []
    let ranges = pools.flatMap { pool in pool.spec.identityBlocks.map { (block: $0, pool: pool.name) } }
    func row(_ identity: Identity, _ type: AddressType, _ owner: String, _ server: String?, _ appliance: String) -> [String] {
      let pools = ranges.lazy.filter { $0.block.contains(identity) }.map(\.pool)
      return [identity.description, type.rawValue, owner, server ?? "", appliance, pools.first ?? ""]
    }
    for it in fabric.appliances {
      for profile in it.profiles {
        let (record, owner) = (profile.record, "profile/\(profile.record.name)")
        if let uuid = record.uuid, seen.insert(uuid.description).inserted {
          rows.append(row(.uuid(uuid), .uuid, owner, record.server, it.name))
        }
        if let wwnn = record.wwnn, seen.insert(wwnn.description).inserted {
          rows.append(row(.wwn(wwnn), .wwnn, owner, record.server, it.name))
        }
        for vport in profile.vports {
          guard let identity = vport.identity else { continue }
          rows.append(row(identity, vport.kind == .vnic ? .mac : .wwpn, vport.address.description, vport.server, it.name))
        }
      }
    }
    rows.sort { ($0[1], $0[0]) < ($1[1], $1[0]) }
  }

  private func text(_ number: Int?) -> String { number.map(String.init) ?? "" }
  private func rate(_ rate: Bitrate?) -> String { rate.flatMap { $0 == .zero ? nil : $0.description } ?? "" }
}

extension VPortRecord {
  /// Its networks, its VSAN, or what there is of a disk.
  fileprivate var carried: String {
    switch kind {
    case .vnic: ([native ?? ""] + (tagged ?? [])).filter { !$0.isEmpty }.joined(separator: "+")
    case .vhba: vsan ?? ""
    case .vdisk: diskText
    }
  }

  fileprivate var networkBoot: String {
    ((pxe == true ? ["pxe"] : []) + (iscsi.map { [$0.description] } ?? [])).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// `40GiB RAID 1`.
  var diskText: String { ((size.map { [$0.description] } ?? []) + (raid.map { ["RAID \($0.rawValue)"] } ?? [])).joined(separator: " ") }
}

extension Fabric {
  /// All v-ports, by profile and name.
  var vports: [VPortRecord] { appliances.flatMap(\.profiles).flatMap(\.vports).sorted { $0.address < $1.address } }
}
