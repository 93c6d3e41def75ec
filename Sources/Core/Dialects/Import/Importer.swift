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

  package static func run(_ sources: [Source]) -> Importer {
    var importer = Importer()
    for source in sources.sorted(by: { $0.state.name < $1.state.name }) { importer.take(source) }
    importer.finish()
    return importer
  }

  private mutating func take(_ source: Source) {
    let state = source.state
    if manifest.appliances.contains(where: { $0.name == state.name }) { report(.twoAppliances(state.name)) }
    check(state.name, "appliance")
    manifest.appliances.append(Declared(name: state.name, spec: Appliance(state.inventory, driver: source.driver)))
    for network in state.networks { merge(network, into: \.networks, "network", on: state.name) }
    for vsan in state.vsans { merge(vsan, into: \.vsans, "VSAN", on: state.name) }
    for port in state.inventory.serverPorts where !port.server.isEmpty {
      check(port.server, "server")
      servers[port.server, default: []].append(Server.Connection(appliance: state.name, port: port.number))
    }
    for profile in state.profiles { merge(profile, on: state.name) }
  }

  private mutating func merge<Body: FabricRecord>(
    _ record: Body, into known: WritableKeyPath<Importer, [String: (record: Body, appliance: String)]>, _ kind: String, on appliance: String
  ) {
    check(record.name, kind)
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
    check(name, "profile")
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
    for name in networks.keys.sorted() {
      guard let record = networks[name]?.record else { continue }
      manifest.networks.append(Declared(name: name, spec: Network(record)))
    }
    for name in vsans.keys.sorted() {
      guard let record = vsans[name]?.record else { continue }
      manifest.vsans.append(Declared(name: name, spec: VSAN(record)))
    }
    for profile in profiles.values {
      if let server = profile.record.server, !server.isEmpty { servers[server, default: []] += [] }
    }
    for name in servers.keys.sorted() {
      var server = Server()
      server.connections = (servers[name] ?? []).sorted { ($0.appliance, $0.port) < ($1.appliance, $1.port) }
      manifest.servers.append(Declared(name: name, spec: server))
    }
    for name in profiles.keys.sorted() {
      guard let profile = profiles[name] else { continue }
      manifest.profiles.append(Declared(name: name, spec: spec(of: profile)))
    }
    manifest.qosPolicies.sort { $0.name < $1.name }
  }

  private mutating func spec(of profile: Merged) -> ServerProfile {
    var spec = ServerProfile()
    spec.server = profile.record.server ?? ""
    spec.uuid = profile.record.uuid.map { .fixed($0) }
    spec.wwnn = profile.record.wwnn.map { .fixed($0) }
    spec.boot = profile.record.boot.flatMap { $0.isEmpty ? nil : $0 }
    for vport in profile.vports.sorted(by: { ($0.order ?? .max, $0.name) < ($1.order ?? .max, $1.name) }) {
      check(vport)
      switch vport.kind {
      case .vnic:
        var vnic = VNIC(vport, networkMTU: mtu(of: vport))
        takePolicy(of: vport, for: &vnic)
        spec.vnics.append(vnic)
      case .vhba: spec.vhbas.append(VHBA(vport))
      case .vdisk: spec.vdisks.append(VDisk(vport))
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
    if let problem = NameRule.vport.problem(with: vport.name) { report(.badName("v-port", vport.address.description, problem)) }
    if vport.isUp == false { report(.down(vport.address)) }
    if vport.slotPort == nil, !(vport.server ?? "").isEmpty { report(.portless(vport.address)) }
  }

  private mutating func check(_ name: String, _ kind: String) {
    if let problem = NameRule.object.problem(with: name) { report(.badName(kind, name, problem)) }
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

  fileprivate static func twice(_ address: VPortAddress, _ one: String, _ other: String) -> Diagnostic {
    Diagnostic(
      "import.conflict", .error, "there is a v-port \(address) on both \(one) and \(other)",
      help: "v-port names are unique in a profile: rename one of them on its appliance first")
  }

  fileprivate static func badName(_ kind: String, _ name: String, _ problem: String) -> Diagnostic {
    Diagnostic("name.invalid", .error, "the \(kind) '\(name)' can't be named so in a manifest: it \(problem)")
  }

  fileprivate static func down(_ address: VPortAddress) -> Diagnostic {
    Diagnostic("import.down", .note, "\(address) is administratively down; manifests don't say so, and weft leaves it as it is")
  }

  fileprivate static func portless(_ address: VPortAddress) -> Diagnostic {
    Diagnostic("import.portless", .warning, "\(address) sits on no port; the first plan will give it one")
  }
}
