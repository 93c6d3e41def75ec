package import Documents
package import FabricModel

/// Turns what appliances have into manifests that ask for exactly that.
package struct Importer {
  /// One appliance's configuration, and how a manifest should name its driver.
  package struct Source: Sendable {
    package let state: ApplianceState
    package let driver: String?

    package init(_ state: ApplianceState, driver: String?) {
      self.state = state
      self.driver = driver
    }
  }

  package private(set) var manifest = Manifest()
  /// What two appliances say differently, and what no manifest can say.
  package private(set) var findings: [Diagnostic] = []
  private var networks: [String: (record: NetworkRecord, appliance: String)] = [:]
  private var vsans: [String: (record: VSANRecord, appliance: String)] = [:]
  private var servers: [String: [Server.Connection]] = [:]
  private var profiles: [String: Merged] = [:]

  /// A profile as it is put together from its parts.
  private struct Merged {
    var record: ProfileRecord
    var appliance: String
    var vports: [VPortRecord]
  }

  /// What the manifests call the things of the appliances.
  private struct Names {
    let networks: NameTable
    let vsans: NameTable
    let servers: NameTable
  }

  /// - Parameter others: manifests of documents that say more than the state of an appliance.
  package static func run(_ sources: [Source], and others: [Manifest] = []) -> Importer {
    var importer = Importer()
    for source in sources.sorted(by: { $0.state.name < $1.state.name }) { importer.take(source) }
    importer.finish()
    for other in others { importer.add(other) }
    if !others.isEmpty { importer.manifest.sortByName() }
    return importer
  }

  /// What several documents say alike is said once.
  private mutating func add(_ other: Manifest) {
    func add<Spec: ManifestSpec>(_ spec: Spec.Type) {
      var known = Dictionary(manifest[keyPath: spec.objects].map { ($0.name, $0) }) { first, _ in first }
      for object in other[keyPath: spec.objects] {
        if let first = known.updateValue(object, forKey: object.name) {
          if first != object { report(.differing(spec.kind, object.name)) }
        } else {
          manifest[keyPath: spec.objects].append(object)
        }
      }
    }
    for kind in ManifestKind.allCases { add(kind.spec) }
  }

  private mutating func take(_ source: Source) {
    let state = source.state
    if manifest.appliances.contains(where: { $0.name == state.name }) { report(.twoAppliances(state.name)) }
    check(state.name, "appliance")
    manifest.appliances.append(Declared(name: state.name, spec: Appliance(state.inventory, driver: source.driver)))
    for network in state.networks { merge(network, into: \.networks, "network", on: state.name) }
    for vsan in state.vsans { merge(vsan, into: \.vsans, "VSAN", on: state.name) }
    for port in state.inventory.serverPorts where !port.server.isEmpty {
      servers[port.server, default: []].append(Server.Connection(appliance: state.name, port: port.number))
    }
    for profile in state.profiles { merge(profile, on: state.name) }
  }

  private mutating func merge<Body: FabricRecord>(
    _ record: Body, into known: WritableKeyPath<Importer, [String: (record: Body, appliance: String)]>, _ kind: String, on appliance: String
  ) {
    guard let first = self[keyPath: known][record.name] else {
      self[keyPath: known][record.name] = (record, appliance)
      return
    }
    let differing = record.fields.filter { $0.value(record) != $0.value(first.record) }
    if let field = differing.first {
      report(
        .conflict(
          "\(kind) \(record.name)", field.name, (first.appliance, field.value(first.record)), (appliance, field.value(record))))
    }
  }

  private mutating func merge(_ profile: ProfileState, on appliance: String) {
    let name = profile.record.name
    guard var merged = profiles[name] else {
      profiles[name] = Merged(record: profile.record, appliance: appliance, vports: profile.vports)
      return
    }
    for field in profile.record.fields where field.name != "serverPort" {
      let (one, other) = (field.value(merged.record), field.value(profile.record))
      if one == nil || one == .null || (field.name == "boot" && one == .list([])) {
        field.overlay(&merged.record, profile.record)
      } else if let other, other != .null, other != .list([]), one != other {
        report(.conflict("profile \(name)", field.name, (merged.appliance, one), (appliance, other)))
      }
    }
    for vport in profile.vports {
      if merged.vports.contains(where: { $0.name == vport.name }) {
        report(.twice(vport.address, merged.appliance, appliance))
      } else {
        merged.vports.append(vport)
      }
    }
    profiles[name] = merged
  }

  private mutating func finish() {
    for profile in profiles.values {
      if let server = profile.record.server, !server.isEmpty { servers[server, default: []] += [] }
    }
    let names = Names(
      networks: rename(networks.keys, "network"), vsans: rename(vsans.keys, "VSAN"), servers: rename(servers.keys, "server"))
    for native in networks.keys.sorted() {
      guard let record = networks[native]?.record else { continue }
      var network = Declared(name: names.networks[native], annotations: .protecting(record.isProtected), spec: Network(record))
      network.spec.nativeName = names.networks.nativeName(native)
      manifest.networks.append(network)
    }
    for native in vsans.keys.sorted() {
      guard let record = vsans[native]?.record else { continue }
      var vsan = Declared(name: names.vsans[native], annotations: .protecting(record.isProtected), spec: VSAN(record))
      vsan.spec.nativeName = names.vsans.nativeName(native)
      manifest.vsans.append(vsan)
    }
    for native in servers.keys.sorted() {
      var server = Server()
      server.connections = (servers[native] ?? []).sorted { ($0.appliance, $0.port) < ($1.appliance, $1.port) }
      server.nativeName = names.servers.nativeName(native)
      manifest.servers.append(Declared(name: names.servers[native], spec: server))
    }
    addProfiles(names)
    addLeases(names)
  }

  private mutating func addProfiles(_ names: Names) {
    let profileNames = rename(profiles.keys, "profile")
    for native in profiles.keys.sorted() {
      guard let profile = profiles[native] else { continue }
      var declared = Declared(
        name: profileNames[native], annotations: .protecting(profile.record.isProtected), spec: spec(of: profile, names))
      declared.spec.nativeName = profileNames.nativeName(native)
      manifest.profiles.append(declared)
    }
    manifest.qosPolicies.sort { $0.name < $1.name }
  }

  /// An adapter that somebody has as a whole is lent without an end.
  private mutating func addLeases(_ names: Names) {
    for appliance in manifest.appliances {
      for adapter in appliance.spec.inventory.adapters {
        guard let server = adapter.lentTo, !server.isEmpty else { continue }
        var lease = AdapterLease()
        lease.adapter = AdapterAddress(appliance: appliance.name, slot: adapter.slot)
        lease.server = names.servers[server]
        manifest.leases.append(Declared(name: "\(appliance.name)-\(adapter.slot)", spec: lease))
      }
    }
  }

  private mutating func spec(of profile: Merged, _ names: Names) -> ServerProfile {
    let vports = rename(profile.vports.map(\.name), "v-port of \(profile.record.name)", .vport)
    var spec = ServerProfile()
    spec.server = profile.record.server.map { $0.isEmpty ? "" : names.servers[$0] } ?? ""
    spec.uuid = profile.record.uuid.map { .fixed($0) }
    spec.wwnn = profile.record.wwnn.map { .fixed($0) }
    spec.boot = profile.record.boot.flatMap { $0.isEmpty ? nil : $0.map { vports[$0] } }
    for vport in profile.vports.sorted(by: { ($0.order ?? .max, $0.name) < ($1.order ?? .max, $1.name) }) {
      check(vport)
      switch vport.kind {
      case .vnic:
        var vnic = VNIC(vport, networkMTU: mtu(of: vport))
        vnic.name = vports[vport.name]
        vnic.nativeName = vports.nativeName(vport.name)
        vnic.network = vnic.network.map { names.networks[$0] }
        vnic.trunk = vnic.trunk?.map { names.networks[$0] }
        takePolicy(of: vport, for: &vnic)
        spec.vnics.append(vnic)
      case .vhba:
        var vhba = VHBA(vport)
        vhba.name = vports[vport.name]
        vhba.nativeName = vports.nativeName(vport.name)
        vhba.vsan = vhba.vsan.map { names.vsans[$0] }
        spec.vhbas.append(vhba)
      case .vdisk:
        var vdisk = VDisk(vport)
        vdisk.name = vports[vport.name]
        vdisk.nativeName = vports.nativeName(vport.name)
        spec.vdisks.append(vdisk)
      }
    }
    return spec
  }

  /// A class and shares can be asked for by a QoSPolicy alone, which is named after what it says.
  private mutating func takePolicy(of vport: VPortRecord, for vnic: inout VNIC) {
    guard let policy = QoSPolicy(vport) else { return }
    let name = policy.importedName
    if !manifest.qosPolicies.contains(where: { $0.name == name }) { manifest.qosPolicies.append(Declared(name: name, spec: policy)) }
    (vnic.qos, vnic.bandwidth) = (name, nil)
  }

  /// What a vNIC that names no MTU gets.
  private func mtu(of vport: VPortRecord) -> Int {
    let names = [vport.native ?? ""] + (vport.tagged ?? [])
    return names.compactMap { networks[$0]?.record.mtu }.filter { $0 != 1500 }.max() ?? 1500
  }

  private mutating func check(_ vport: VPortRecord) {
    if vport.isUp == false { report(.down(vport.address)) }
    if vport.slotPort == nil, !(vport.server ?? "").isEmpty { report(.portless(vport.address)) }
  }

  private mutating func check(_ name: String, _ kind: String) {
    if let problem = NameRule.object.problem(with: name) { report(.badName(kind, name, problem)) }
  }

  /// Names for manifests; what an appliance calls otherwise keeps that as its `nativeName`.
  private mutating func rename(_ natives: some Sequence<String>, _ kind: String, _ rule: NameRule = .object) -> NameTable {
    let table = NameTable(natives, rule)
    for native in table.renamed { report(.renamed(kind, native, table[native])) }
    return table
  }

  private mutating func report(_ finding: Diagnostic) {
    if !findings.contains(finding) { findings.append(finding) }
  }
}

extension Diagnostic {
  fileprivate static func twoAppliances(_ name: String) -> Diagnostic {
    Diagnostic("import.conflict", .error, "two files are the configuration of an appliance named '\(name)'")
  }

  fileprivate static func conflict(
    _ what: String, _ field: String, _ one: (appliance: String, value: FieldValue?), _ other: (appliance: String, value: FieldValue?)
  ) -> Diagnostic {
    Diagnostic(
      "import.conflict", .error,
      "\(what) has the \(field) '\(one.value?.text ?? "")' on \(one.appliance) and '\(other.value?.text ?? "")' on \(other.appliance)",
      help: "one name is one thing in manifests: rename one of them on its appliance first")
  }

  fileprivate static func differing(_ kind: ManifestKind, _ name: String) -> Diagnostic {
    Diagnostic(
      "import.conflict", .error, "two files have a \(kind.rawValue) named '\(name)', and say different things of it",
      help: "import each into a folder of its own")
  }

  fileprivate static func twice(_ address: VPortAddress, _ one: String, _ other: String) -> Diagnostic {
    Diagnostic(
      "import.conflict", .error, "there is a v-port \(address) on both \(one) and \(other)",
      help: "v-port names are unique in a profile: rename one of them on its appliance first")
  }

  fileprivate static func badName(_ kind: String, _ name: String, _ problem: String) -> Diagnostic {
    Diagnostic("name.invalid", .error, "the \(kind) '\(name)' can't be named so in a manifest: it \(problem)")
  }

  fileprivate static func renamed(_ kind: String, _ native: String, _ name: String) -> Diagnostic {
    Diagnostic("import.renamed", .note, "the \(kind) '\(native)' is '\(name)' in the manifests, with its own name as nativeName")
  }

  fileprivate static func down(_ address: VPortAddress) -> Diagnostic {
    Diagnostic("import.down", .note, "\(address) is administratively down; manifests don't say so, and weft leaves it as it is")
  }

  fileprivate static func portless(_ address: VPortAddress) -> Diagnostic {
    Diagnostic("import.portless", .warning, "\(address) sits on no port; the first plan will give it one")
  }
}
