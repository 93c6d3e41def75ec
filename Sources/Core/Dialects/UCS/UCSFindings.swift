internal import Documents
internal import FabricModel
internal import XML

/// What is wrong in a domain, though each of its objects can be read: looked for at import, and told with the path in the XML.
struct UCSFindings {
  private let domain: UCSDomain
  private let state: UCSState
  private let tape: XMLTape
  private(set) var diagnostics: [Diagnostic] = []
  /// Every address that a v-port or profile has or draws from a pool.
  private var uses = UCSPoolUses()
  /// The blocks of each pool, by its index.
  private let ranges: [[UCSPool.Range]]

  static func find(in state: UCSState, _ tape: XMLTape) -> [Diagnostic] {
    var findings = UCSFindings(state, tape)
    findings.checkTemplates()
    findings.checkProfiles()
    findings.checkPools()
    return findings.diagnostics.inFileOrder()
  }

  private init(_ state: UCSState, _ tape: XMLTape) {
    domain = state.domain
    self.tape = tape
    self.state = state
    ranges = domain.pools.map(\.ranges)
  }

  private var lookup: UCSLookup { state.lookup }

  private mutating func report(_ id: String, _ severity: Diagnostic.Severity, _ message: String, at origin: UCSOrigin, help: String? = nil)
  {
    guard diagnostics.count < UCSReader.mostDiagnostics, origin.element >= 0 else { return }
    let place = tape.withElement(at: origin.element) { $0.nameRange }
    diagnostics.append(Diagnostic(id, severity, "\(message) (\(tape.path(of: origin.element)))", at: place, help: help))
  }

  /// A name that stands for nothing, which UCS Manager admits.
  private mutating func dangling(_ kind: String, _ name: String, at origin: UCSOrigin) {
    report("ucs.dangling", .warning, "no \(kind) named '\(name)' here or in an organisation above; it is left out", at: origin)
  }

  // MARK: Templates

  private mutating func checkTemplates() {
    for template in domain.vnicTemplates {
      check(template.pool, .mac, template.org, template.origin)
      check(qos: template.qos, template.org, template.origin)
      check(template.networks, on: template.side)
      if template.pair.type != "none", lookup.vnicTemplate(template.pair.peer, from: template.org) == nil {
        dangling("vNIC template", template.pair.peer, at: template.origin)
      }
    }
    for template in domain.vhbaTemplates {
      check(template.pool, .wwpn, template.org, template.origin)
      checkVSANs(template.networks, on: template.side)
      if template.pair.type != "none", lookup.vhbaTemplate(template.pair.peer, from: template.org) == nil {
        dangling("vHBA template", template.pair.peer, at: template.origin)
      }
    }
    for policy in domain.lanPolicies + domain.sanPolicies { check(policy.vnics, policy.vhbas, policy.org, nil) }
    for policy in domain.maintenance where policy.disruption == "timer-automatic" {
      let schedule = domain.schedules.first { $0.name == policy.schedule }
      if schedule?.windows.contains(where: { $0.declared != nil }) ?? false { continue }
      report(
        "ucs.schedule", .warning,
        "the maintenance policy '\(policy.name)' waits for a schedule that no manifest can say; it becomes 'disruptive: ack'",
        at: policy.origin)
    }
  }

  // MARK: Profiles

  private mutating func checkProfiles() {
    var doubled: (count: Int, first: UCSOrigin) = (0, .none)
    for profile in domain.profiles {
      checkNames(of: profile)
      check(profile.vnics, profile.vhbas, profile.org, profile.kind == .instance ? profile : nil)
      if profile.vnics.isEmpty, profile.vhbas.isEmpty { countPolicy(of: profile) }
      if let policy = lookup.lanPolicy(profile.lanPolicy, from: profile.org).map({ domain.lanPolicies[$0] }), !profile.vnics.isEmpty {
        if doubled.count == 0 { doubled.first = profile.origin }
        doubled.count += 1
        compare(profile.vnics.map(\.name), policy.vnics.map(\.name), profile, policy, "vNICs")
      }
      if let policy = lookup.sanPolicy(profile.sanPolicy, from: profile.org).map({ domain.sanPolicies[$0] }), !profile.vhbas.isEmpty {
        compare(profile.vhbas.map(\.name), policy.vhbas.map(\.name), profile, policy, "vHBAs")
      }
    }
    if doubled.count > 0 {
      let subject = doubled.count == 1 ? "1 profile or template carries" : "\(doubled.count) profiles and templates carry"
      report(
        "ucs.doubleList", .note, "\(subject) the list of the connectivity policy as vNICs of its own, too; it is read once",
        at: doubled.first)
    }
  }

  private mutating func checkNames(of profile: UCSProfile) {
    func missing(_ name: String, _ isThere: Bool) -> Bool { !name.isEmpty && !isThere }
    let org = profile.org
    if missing(profile.template, lookup.template(profile.template, from: org) != nil) {
      dangling("service profile template", profile.template, at: profile.origin)
    }
    if missing(profile.lanPolicy, lookup.lanPolicy(profile.lanPolicy, from: org) != nil) {
      dangling("LAN connectivity policy", profile.lanPolicy, at: profile.origin)
    }
    if missing(profile.sanPolicy, lookup.sanPolicy(profile.sanPolicy, from: org) != nil) {
      dangling("SAN connectivity policy", profile.sanPolicy, at: profile.origin)
    }
    if missing(profile.bootPolicy, lookup.bootPolicy(profile.bootPolicy, from: org) != nil) {
      dangling("boot policy", profile.bootPolicy, at: profile.origin)
    }
    if missing(profile.maintenance, lookup.maintenancePolicy(profile.maintenance, from: org) != nil) {
      dangling("maintenance policy", profile.maintenance, at: profile.origin)
    }
    if missing(profile.serverPool, lookup.serverPool(profile.serverPool, from: org) != nil) {
      dangling("server pool", profile.serverPool, at: profile.origin)
    }
    check(profile.uuidPool, .uuid, org, profile.origin)
    if profile.kind == .instance { take(profile.uuid.map { .uuid($0) }, profile.uuidPool, .uuid, org, profile.origin) }
    if let node = profile.node, node.source == "pool-derived" {
      check(node.pool, .wwnn, org, node.origin)
      if profile.kind == .instance { take(node.wwnn.map { .wwn($0) }, node.pool, .wwnn, org, node.origin) }
    }
    if !profile.server.isEmpty, UCSServer.port(of: profile.server) == nil {
      report("ucs.server", .warning, "'\(profile.server)' is no place that weft can number; its server has no cable", at: profile.origin)
    }
  }

  /// What an instance draws from pools that has its v-ports by its policies alone.
  private mutating func countPolicy(of profile: UCSProfile) {
    guard profile.kind == .instance else { return }
    for vnic in state.vnics(of: profile) { take(nil, vnic.pool, .mac, profile.org, vnic.origin) }
    for vhba in state.vhbas(of: profile) { take(nil, vhba.pool, .wwpn, profile.org, vhba.origin) }
  }

  private mutating func compare(_ own: [String], _ listed: [String], _ profile: UCSProfile, _ policy: UCSConnectivity, _ kind: String) {
    guard Set(own) != Set(listed) else { return }
    let (missing, more) = (Set(listed).subtracting(own).sorted(), Set(own).subtracting(listed).sorted())
    let parts = [
      missing.isEmpty ? nil : "lacks \(missing.joined(separator: ", "))",
      more.isEmpty ? nil : "has \(more.joined(separator: ", ")) besides",
    ]
    report(
      "ucs.listsDiffer", .warning,
      "'\(profile.name)' carries its own list of \(kind), which beside '\(policy.name)' \(parts.compactMap { $0 }.joined(separator: " and ")); its own is taken",
      at: profile.origin)
  }

  // MARK: v-ports

  /// - Parameter instance: the profile that has them, if it is no template.
  private mutating func check(_ vnics: [UCSVNIC], _ vhbas: [UCSVHBA], _ org: Int, _ instance: UCSProfile?) {
    for vnic in vnics {
      check(vnic.pool, .mac, org, vnic.origin)
      check(qos: vnic.qos, org, vnic.origin)
      check(vnic.networks, on: vnic.side)
      if instance != nil { take(vnic.mac.map { .mac($0) }, state.completed(vnic, from: org).pool, .mac, org, vnic.origin) }
      guard !vnic.template.isEmpty else { continue }
      if let template = lookup.vnicTemplate(vnic.template, from: org) {
        compare(vnic, domain.vnicTemplates[template])
      } else {
        dangling("vNIC template", vnic.template, at: vnic.origin)
      }
    }
    for vhba in vhbas {
      check(vhba.pool, .wwpn, org, vhba.origin)
      checkVSANs(vhba.networks, on: vhba.side)
      if state.completed(vhba, from: org).networks.isEmpty {
        report("ucs.noVSAN", .warning, "'\(vhba.name)' is in no VSAN, and a manifest needs one", at: vhba.origin)
      }
      if instance != nil { take(vhba.wwpn.map { .wwn($0) }, state.completed(vhba, from: org).pool, .wwpn, org, vhba.origin) }
      guard !vhba.template.isEmpty else { continue }
      if let template = lookup.vhbaTemplate(vhba.template, from: org) {
        compare(vhba, domain.vhbaTemplates[template])
      } else {
        dangling("vHBA template", vhba.template, at: vhba.origin)
      }
    }
  }

  /// What a v-port says and its updating template says otherwise: the device does what the template says (DIALECTS.md, trap 3).
  private mutating func compare(_ vnic: UCSVNIC, _ template: UCSVNICTemplate) {
    guard template.isUpdating else { return }
    var differences: [String] = []
    if vnic.side != template.side { differences.append("switchId \(vnic.side.rawValue), not \(template.side.rawValue)") }
    if let mtu = vnic.mtu, let other = template.mtu, mtu != other { differences.append("mtu \(mtu), not \(other)") }
    if vnic.qos != template.qos, !vnic.qos.isEmpty { differences.append("qosPolicyName '\(vnic.qos)', not '\(template.qos)'") }
    if vnic.pool != template.pool, !vnic.pool.isEmpty { differences.append("identPoolName '\(vnic.pool)', not '\(template.pool)'") }
    if !vnic.networks.isEmpty { differences += difference(vnic.networks, template.networks) }
    contradicts(vnic.name, template.name, differences, at: vnic.origin)
  }

  private mutating func compare(_ vhba: UCSVHBA, _ template: UCSVHBATemplate) {
    guard template.isUpdating else { return }
    var differences: [String] = []
    if vhba.side != template.side { differences.append("switchId \(vhba.side.rawValue), not \(template.side.rawValue)") }
    if vhba.pool != template.pool, !vhba.pool.isEmpty { differences.append("identPoolName '\(vhba.pool)', not '\(template.pool)'") }
    if !vhba.networks.isEmpty { differences += difference(vhba.networks, template.networks) }
    contradicts(vhba.name, template.name, differences, at: vhba.origin)
  }

  private func difference(_ own: [UCSNetworkUse], _ other: [UCSNetworkUse]) -> [String] {
    // Mostly they are the same, in some order; names are there once.
    let isFew = own.count < 32 && own.count == other.count
    if isFew, own.allSatisfy({ use in other.contains { $0.name == use.name && $0.isNative == use.isNative } }) { return [] }
    func text(_ uses: [UCSNetworkUse]) -> String {
      uses.isEmpty ? "none" : uses.map { $0.name + ($0.isNative ? " (native)" : "") }.sorted().joined(separator: ", ")
    }
    return text(own) == text(other) ? [] : ["networks \(text(own)), not \(text(other))"]
  }

  private mutating func contradicts(_ name: String, _ template: String, _ differences: [String], at origin: UCSOrigin) {
    guard !differences.isEmpty else { return }
    report(
      "ucs.contradiction", .warning,
      "'\(name)' says otherwise than its updating template '\(template)': \(differences.joined(separator: "; "))", at: origin,
      help: "the device does what the template says; the manifests keep what stands here: decide which is meant")
  }

  // MARK: Names

  private mutating func check(_ pool: String, _ kind: UCSPool.Kind, _ org: Int, _ origin: UCSOrigin) {
    if !pool.isEmpty, lookup.pool(pool, kind, from: org) == nil { dangling("\(kind.rawValue) pool", pool, at: origin) }
  }

  private mutating func check(qos name: String, _ org: Int, _ origin: UCSOrigin) {
    if !name.isEmpty, lookup.qosPolicy(name, from: org) == nil { dangling("QoS policy", name, at: origin) }
  }

  private mutating func check(_ networks: [UCSNetworkUse], on side: UCSSide) {
    for use in networks where lookup.vlan(use.name, on: side.side) == nil {
      report("ucs.dangling", .warning, "no VLAN named '\(use.name)' on side \(side.side.rawValue); it is left out", at: use.origin)
    }
  }

  private mutating func checkVSANs(_ networks: [UCSNetworkUse], on side: UCSSide) {
    for use in networks where lookup.vsan(use.name, on: side.side) == nil {
      report("ucs.dangling", .warning, "no VSAN named '\(use.name)' on side \(side.side.rawValue); it is left out", at: use.origin)
    }
  }

  // MARK: Pools

  /// An address that somebody has, or wants from a pool.
  private mutating func take(_ address: Identity?, _ pool: String, _ kind: UCSPool.Kind, _ org: Int, _ origin: UCSOrigin) {
    guard let index = lookup.pool(pool, kind, from: org) else { return }
    uses.take(address, from: index)
    guard let address, !ranges[index].contains(where: { $0.block.contains(address) }) else { return }
    report("ucs.outsidePool", .warning, "\(address) is not in its pool '\(domain.pools[index].name)'", at: origin)
  }

  private mutating func checkPools() {
    for (index, pool) in domain.pools.enumerated() {
      if pool.kind == .uuid, pool.prefix == "derived", !pool.blocks.isEmpty {
        report(
          "ucs.derivedPrefix", .warning,
          "the pool '\(pool.name)' takes its prefix from the domain, which the file does not tell; its blocks are left out", at: pool.origin
        )
        continue
      }
      guard AddressType(rawValue: pool.kind.rawValue) != nil, let wanted = uses.wanted[index], wanted > 0 else { continue }
      let size = ranges[index].reduce(UInt64(0)) { $0.addingReportingOverflow($1.block.count).partialValue }
      let free = size - min(size, UInt64(uses.held(in: index, ranges[index])))
      if free < UInt64(wanted) {
        report(
          "ucs.poolDry", .warning,
          "the pool '\(pool.name)' has \(size) addresses, \(size - free) of them taken: \(UInt64(wanted) - free) more are needed",
          at: pool.origin)
      }
    }
    for (one, other) in UCSPoolOverlap.find(among: ranges) {
      let (first, second) = (domain.pools[one.pool], domain.pools[other.pool])
      report(
        "ucs.overlap", .warning,
        "the block \(other.block.first) to \(other.block.last) of '\(second.name)' overlaps \(one.block.first) to \(one.block.last) of '\(first.name)'",
        at: second.blocks[other.index].origin)
    }
  }
}
