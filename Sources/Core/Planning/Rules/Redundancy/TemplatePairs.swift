internal import Documents
internal import FabricModel

extension Rule {
  /// Two templates that stand in for each other do so only where each names the other, one on each side, with the same networks behind.
  ///
  /// VLANs are compared, not names, since the two sides of a fabric may each have a network object of one VLAN.
  static let templatePair = Rule(
    "redundancy.templatePair", .warning, "two templates of a pair name each other, are on different sides and carry the same networks",
    source: "Cisco UCS Manager Network Management Guide, redundant vNIC template pairs",
    .site { subject, findings in
      let (manifest, sides) = (subject.manifest, Sides(subject.manifest))
      findings.addPairs(
        manifest.vnicTemplates, "vNIC templates", peer: { $0.peer }, side: { sides.side(of: $0.body) },
        difference: { sides.difference($0.body, $1.body) })
      findings.addPairs(
        manifest.vhbaTemplates, "vHBA templates", peer: { $0.peer }, side: { sides.side(of: $0.body) }, difference: { _, _ in nil })
    })
}

extension RuleFindings {
  fileprivate mutating func addPairs<Spec: ManifestSpec>(
    _ templates: [Declared<Spec>], _ what: String, peer: (Spec) -> String?, side: (Spec) -> FabricSide?,
    difference: (Spec, Spec) -> String?
  ) {
    let byName = Dictionary(templates.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for template in templates {
      // What is not declared was said to be unknown.
      guard let name = peer(template.spec), let other = byName[name] else { continue }
      func warn(_ message: String, _ help: String) {
        add(
          RuleObject(template), at: [.key("spec"), .key("peer")], message,
          related: [("its peer", RuleObject(other), [.key("metadata"), .key("name")])], help: help)
      }
      guard name != template.name else {
        warn("'\(name)' is named as its own peer", "name the template of the other side")
        continue
      }
      guard peer(other.spec) == template.name else {
        let back = peer(other.spec).map { "'\($0)'" } ?? "none"
        warn("'\(template.name)' has the peer '\(name)', whose own peer is \(back)", "let the two \(what) name each other")
        continue
      }
      // Each pair once.
      guard template.name < name else { continue }
      if let one = side(template.spec), one != .common, one == side(other.spec) {
        warn(
          "'\(template.name)' and '\(name)' are a pair, and both are on side \(one): that side's failure takes both",
          "put one of them on the other side")
      }
      if let text = difference(template.spec, other.spec) {
        warn(
          "'\(template.name)' and '\(name)' are a pair, but \(text): neither can take over all of the other",
          "give both the same 'network' and 'trunk'")
      }
    }
  }
}

/// On which side templates are, and what they carry.
private struct Sides {
  private let pools: [String: AdapterPool]
  private let networks: [String: Network]
  private let vsans: [String: VSAN]

  init(_ manifest: Manifest) {
    pools = Dictionary(manifest.adapterPools.map { ($0.name, $0.spec) }, uniquingKeysWith: { first, _ in first })
    networks = Dictionary(manifest.networks.map { ($0.name, $0.spec) }, uniquingKeysWith: { first, _ in first })
    vsans = Dictionary(manifest.vsans.map { ($0.name, $0.spec) }, uniquingKeysWith: { first, _ in first })
  }

  func side(of vnic: VNIC) -> FabricSide? {
    pools[vnic.pool ?? ""]?.select.fabric ?? networks[vnic.network ?? ""]?.fabric
  }

  func side(of vhba: VHBA) -> FabricSide? {
    pools[vhba.pool ?? ""]?.select.fabric ?? vsans[vhba.vsan ?? ""]?.fabric
  }

  /// `'a' carries 'prod' and 'b' carries 'lab'`; nil where they carry the same, or something is not known.
  func difference(_ one: VNIC, _ other: VNIC) -> String? {
    guard let first = vlans(one), let second = vlans(other), first != second else { return nil }
    return "one carries \(describe(one)) and the other \(describe(other))"
  }

  private struct Carried: Equatable {
    let native: VLANID?
    let tagged: Set<VLANID>
  }

  private func vlans(_ vnic: VNIC) -> Carried? {
    let native = vnic.network.flatMap { $0.isEmpty ? nil : $0 }
    let names = (native.map { [$0] } ?? []) + (vnic.trunk ?? [])
    guard names.allSatisfy({ networks[$0]?.vlan != nil }) else { return nil }
    return Carried(native: native.flatMap { networks[$0]?.vlan }, tagged: Set((vnic.trunk ?? []).compactMap { networks[$0]?.vlan }))
  }

  private func describe(_ vnic: VNIC) -> String {
    let native = vnic.network.flatMap { $0.isEmpty ? nil : "'\($0)'" }
    let tagged = vnic.trunk.flatMap { $0.isEmpty ? nil : "tagged " + $0.map { "'\($0)'" }.joined(separator: ", ") }
    let all = [native, tagged].compactMap { $0 }
    return all.isEmpty ? "no network" : all.joined(separator: ", ")
  }
}
