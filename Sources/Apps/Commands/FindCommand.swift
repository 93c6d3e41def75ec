internal import ArgumentParser
internal import Documents
internal import FabricModel
internal import Ledger
internal import Planning
internal import Reconciliation

/// Answers who owns an address or a name, where, and since when.
struct FindCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find", abstract: "Find the owner of a MAC, WWPN, WWNN or UUID, or a v-port, profile, server or network by name.",
    discussion: """
      Looks at the appliances, and at the ledger for what was there before. Exits with 1 where nothing is found.

      Example:
        weft find 02:57:00:00:01:00 -f site
        weft find esx-01 -f site
      """)

  @Argument(help: ArgumentHelp("A MAC, WWN or UUID in any common form, or a name.", valueName: "what"))
  var what: String

  @OptionGroup var site: SiteOptions
  @OptionGroup var fabric: FabricOptions
  @OptionGroup var unread: UnreadOptions

  @Option(help: "How to print: text or json.")
  var format: OutputFormat = .text

  func run() async throws { try await format.reporting(site.console, work) }

  private func work() async throws {
    var workspace = try await Workspace.open(site, fabric)
    try await workspace.observe(without: unread.without)
    try workspace.interruptions(site.console).tell()
    var text = what
    let identity = text.withUTF8 { Identity(utf8: $0) }
    let fabric = workspace.observedWithOwners
    var found = identity.map { Self.find($0, in: fabric) } ?? []
    if identity == nil { found = Self.find(named: what, in: fabric) }
    if let identity { found += try history(of: identity, workspace.ledgerPath) }
    found += workspace.site.recorded.tombstones.filter { tombstone in
      identity.map(tombstone.identities.contains) ?? (tombstone.profile == what || tombstone.address == what)
    }.map(Found.init)
    guard !found.isEmpty else {
      let count = workspace.drivers.count
      let meant = identity == nil ? nearest(to: what, among: Self.names(in: fabric)) : nil
      throw Failure(
        .error, id: "find.nothing",
        "nothing on \(count) appliance\(count == 1 ? "" : "s") or in the ledger is '\(identity?.description ?? what)'",
        help: meant.map { "did you mean '\($0)'?" })
    }
    switch format {
    case .text: site.console.output(found.map { $0.text + "\n" }.joined())
    case .json:
      var json = JSONWriter(pretty: true)
      json.array(found) { $1.write(&$0) }
      site.console.output(json.text + "\n")
    }
  }

  private static func find(_ identity: Identity, in fabric: Fabric) -> [Found] {
    var found: [Found] = []
    for appliance in fabric.appliances {
      for profile in appliance.profiles {
        if profile.record.uuid.map({ .uuid($0) == identity }) ?? false || profile.record.wwnn.map({ .wwn($0) == identity }) ?? false {
          found.append(Found(profile.record, on: appliance.name, identity.description))
        }
        for vport in profile.vports where vport.identity == identity { found.append(Found(vport)) }
      }
    }
    return found
  }

  private static func find(named name: String, in fabric: Fabric) -> [Found] {
    var found: [Found] = []
    for appliance in fabric.appliances {
      if appliance.name == name { found.append(Found("appliance", name, "\(appliance.profiles.count) profiles", record: nil)) }
      for network in appliance.networks where network.name == name {
        found.append(
          Found("network", name, "on \(appliance.name), VLAN \(network.vlan.map { "\($0.rawValue)" } ?? "?")", record: .network(network)))
      }
      for vsan in appliance.vsans where vsan.name == name {
        found.append(Found("VSAN", name, "on \(appliance.name), id \(vsan.vsan.map { "\($0.rawValue)" } ?? "?")", record: .vsan(vsan)))
      }
      for port in appliance.inventory.serverPorts where port.server == name {
        found.append(Found("server", name, "in server port \(port.number) of \(appliance.name), power \(port.power.rawValue)", record: nil))
      }
      for profile in appliance.profiles {
        if profile.record.name == name { found.append(Found(profile.record, on: appliance.name, nil)) }
        for vport in profile.vports where vport.name == name || vport.address.description == name || vport.profile == name {
          found.append(Found(vport))
        }
      }
    }
    return found
  }

  private static func names(in fabric: Fabric) -> [String] {
    var names: Set<String> = []
    for it in fabric.appliances {
      names.insert(it.name)
      names.formUnion(it.networks.map(\.name))
      names.formUnion(it.vsans.map(\.name))
      names.formUnion(it.profiles.map(\.record.name))
      names.formUnion(it.inventory.serverPorts.map(\.server).filter { !$0.isEmpty })
    }
    return names.sorted()
  }

  /// Who had the address, by the ledger.
  private func history(of identity: Identity, _ path: String) throws -> [Found] {
    do throws(LedgerError) {
      guard let ledger = try SQLiteLedger.openForReading(path) else { return [] }
      let history = try ledger.identityHistory(identity.description)
      return history.enumerated().map { index, entry in
        let since = Timestamp(seconds: entry.recordedAt)
        let isPast = index + 1 < history.count
        switch entry.state {
        case .active:
          let words = isPast ? "given to \(entry.owner) at \(since)" : "recorded for \(entry.owner) since \(since)"
          return Found(entry.type, identity.description, words, record: nil)
        case .released(let at):
          return Found(entry.type, identity.description, "released by \(entry.owner) at \(Timestamp(seconds: at))", record: nil)
        }
      }
    } catch {
      throw Failure(.error, [error.diagnostic])
    }
  }
}

/// One answer.
private struct Found {
  let kind: String
  let name: String
  let details: String
  let record: Record?

  init(_ kind: String, _ name: String, _ details: String, record: Record?) {
    self.kind = kind
    self.name = name
    self.details = details
    self.record = record
  }

  init(_ vport: VPortRecord) {
    let network =
      switch vport.kind {
      case .vnic: "network \(vport.native.flatMap { $0.isEmpty ? nil : $0 } ?? "none")"
      case .vhba: "VSAN \(vport.vsan ?? "?")"
      case .vdisk: vport.diskText
      }
    let trunk = (vport.tagged ?? []).isEmpty ? "" : ", trunk \((vport.tagged ?? []).joined(separator: "+"))"
    let server = (vport.server ?? "").isEmpty ? "on no server" : "server \(vport.server ?? "")"
    let port = vport.port.map { "port \($0)" } ?? "no port of \(vport.appliance)"
    self.init(
      vport.kind.rawValue, vport.address.description,
      "\(vport.kind == .vdisk ? "" : "\(vport.identity?.description ?? "no address"), ")\(server), \(port), \(network)\(trunk), "
        + (vport.owner.map { "owned by scope \($0)" } ?? "not weft's"),
      record: .vport(vport))
  }

  init(_ profile: ProfileRecord, on appliance: String, _ identity: String?) {
    let server = profile.isBound ? "server \(profile.server ?? "")" : "on no server"
    self.init("profile", profile.name, "\(identity.map { "\($0), " } ?? "")\(server), on \(appliance)", record: .profile(profile))
  }

  init(_ tombstone: Tombstone) {
    self.init(
      "tombstone", tombstone.address,
      "on \(tombstone.appliance), \(tombstone.identities.map(\.description).joined(separator: ", ")): run \(tombstone.run) took over its "
        + "identities at \(tombstone.at); it is deactivated as soon as \(tombstone.appliance) can be read",
      record: nil)
  }

  var text: String { "\(kind) \(name): \(details)" }

  func write(_ json: inout JSONWriter) {
    json.object { json in
      json.member("kind", kind)
      json.member("name", name)
      json.member("details", details)
      json.key("record")
      json.optional(record) { $1.write(&$0) }
    }
  }
}
