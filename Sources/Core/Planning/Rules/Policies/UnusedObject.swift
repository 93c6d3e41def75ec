internal import Documents
internal import FabricModel

extension Rule {
  /// Objects that nothing names.
  ///
  /// Where no profile is declared yet, the rest of the site may be in other files: then nothing is said.
  static let unusedObject = Rule(
    "object.unused", .note, "templates, policies, pools, networks and VSANs are used",
    source: "what nothing names has no effect, and often its name was misspelt where it was meant",
    .site { subject, findings in
      let manifest = subject.manifest
      guard !manifest.profiles.isEmpty, subject.isSound else { return }
      let uses = Uses(manifest)
      findings.add(manifest.templates, "template", "no profile completes it") { uses.templates.contains($0.name) }
      findings.add(manifest.vnicTemplates, "vNIC template", "no vNIC names it") { uses.vnicTemplates.contains($0.name) }
      findings.add(manifest.vhbaTemplates, "vHBA template", "no vHBA names it") { uses.vhbaTemplates.contains($0.name) }
      findings.add(manifest.qosPolicies, "QoS policy", "no vNIC has it") { uses.qos.contains($0.name) }
      findings.add(manifest.maintenancePolicies, "maintenance policy", "no profile names it") { uses.maintenance.contains($0.name) }
      findings.add(manifest.adapterPools, "adapter pool", "no v-port or lease names it") { uses.adapterPools.contains($0.name) }
      findings.add(manifest.networks, "network", "no vNIC carries it") { uses.networks.contains($0.name) }
      findings.add(manifest.vsans, "VSAN", "no vHBA is in it") { uses.vsans.contains($0.name) }
      findings.add(manifest.addressPools, "address pool", "nothing names it, and another pool of its type is the default") { pool in
        // Of what is never dealt, no pool can be named.
        if uses.addressPools.contains(pool.name) || pool.spec.type.identity == nil || pool.spec.isDefault == true { return true }
        return !manifest.addressPools.contains { $0.name != pool.name && $0.spec.type == pool.spec.type && $0.spec.isDefault == true }
      }
    })
}

extension RuleFindings {
  fileprivate mutating func add<Spec: ManifestSpec>(
    _ objects: [Declared<Spec>], _ what: String, _ why: String, isUsed: (Declared<Spec>) -> Bool
  ) {
    for object in objects where !isUsed(object) {
      add(
        RuleObject(object), at: [.key("metadata"), .key("name")], "\(what) '\(object.name)' is not used: \(why)",
        help: "use it or remove it; to keep it for later, silence this with an annotation 'weft/ignore'")
    }
  }
}

/// The names that profiles, templates, leases and workloads use, by kind.
private struct Uses {
  var templates: Set<String> = []
  var vnicTemplates: Set<String> = []
  var vhbaTemplates: Set<String> = []
  var qos: Set<String> = []
  var maintenance: Set<String> = []
  var adapterPools: Set<String> = []
  var addressPools: Set<String> = []
  var networks: Set<String> = []
  var vsans: Set<String> = []

  init(_ manifest: Manifest) {
    for profile in manifest.profiles { add(profile.spec) }
    for template in manifest.templates {
      templates.formUnion(template.spec.templates)
      add(template.spec.body)
    }
    for template in manifest.vnicTemplates { add(template.spec.body) }
    for template in manifest.vhbaTemplates { add(template.spec.body) }
    for lease in manifest.leases { if let pool = lease.spec.pool { adapterPools.insert(pool) } }
    for workload in manifest.workloads {
      for traffic in workload.spec.traffic { networks.insert(traffic.network) }
      if let network = workload.spec.restore?.network { networks.insert(network) }
    }
  }

  private mutating func add(_ profile: ServerProfile) {
    templates.formUnion(profile.templates)
    if let name = profile.maintenance { maintenance.insert(name) }
    add(profile.uuid)
    add(profile.wwnn)
    for vnic in profile.vnics { add(vnic) }
    for vhba in profile.vhbas { add(vhba) }
    for vdisk in profile.vdisks { if let name = vdisk.pool { adapterPools.insert(name) } }
  }

  private mutating func add(_ vnic: VNIC) {
    if let name = vnic.template { vnicTemplates.insert(name) }
    if let name = vnic.network { networks.insert(name) }
    if let names = vnic.trunk { networks.formUnion(names) }
    if let name = vnic.qos { qos.insert(name) }
    if let name = vnic.pool { adapterPools.insert(name) }
    add(vnic.mac)
  }

  private mutating func add(_ vhba: VHBA) {
    if let name = vhba.template { vhbaTemplates.insert(name) }
    if let name = vhba.vsan { vsans.insert(name) }
    if let name = vhba.pool { adapterPools.insert(name) }
    add(vhba.wwpn)
  }

  private mutating func add<Value>(_ source: IdentitySource<Value>?) {
    if case .pool(let name) = source { addressPools.insert(name) }
  }
}
