internal import Dialects
internal import Documents
internal import FabricModel
internal import Planning

extension Workspace {
  /// Gives the profiles of `initial` templates the body that they had when they were first applied, and notes what the ledger is to keep.
  ///
  /// A profile is new to its template where the ledger keeps nothing of the two. If it is neither on the fabric nor recorded, the
  /// template's body is taken as it is now. If it is there already (the ledger was lost, or the profile was given its template later),
  /// what is there stands: the body then has all of its v-ports with the networks, rates, orders and so on that they have, and of the
  /// template as it is now only what no appliance shows (pools, redundancy groups of v-ports that are there, the maintenance policy). So
  /// no v-port is lost, and none is added. A profile that was renamed is looked for under its former name, too. What the profile itself
  /// says comes on top of the body in all cases. A profile that is given another `initial` template has that one's body as it is now.
  mutating func keepInitialTemplates() async {
    let initial = loaded.manifest.templates.filter { $0.spec.update == .initial }
    let templates = Dictionary(initial.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    site.templates = []
    var bodies: [String: (name: String, text: String)] = [:]
    var users: Set<String> = []
    let formerNames = Dictionary(
      loaded.manifest.profiles.compactMap { profile in profile.annotations.renamedFrom.map { (profile.name, $0) } },
      uniquingKeysWith: { first, _ in first })
    let uses = loaded.manifest.templateUses.sorted { $0.profile < $1.profile }
    for use in uses {
      guard let template = templates[use.templates[0]] else { continue }
      users.insert(use.profile)
      let names = [use.profile] + (formerNames[use.profile].map { [$0] } ?? [])
      let known = names.compactMap { site.recorded.templates[$0] }.first
      if let known, known.template == use.templates[0], let body = known.body {
        bodies[use.profile] = ("<template \(use.templates[0]) as the ledger keeps it>", body)
        if known.profile != use.profile {
          site.templates.append(TemplateMemory(profile: use.profile, template: use.templates[0], body: body))
        }
        continue
      }
      var text = TemplateBodies(loaded.manifest, in: loaded.tapes).text(of: use, in: loaded.tapes)
      if known == nil, let body = bodyAsItIs(of: names, template.spec.body) {
        text = body
        bodies[use.profile] = ("<profile \(use.profile) as it is>", body)
      }
      site.templates.append(TemplateMemory(profile: use.profile, template: use.templates[0], body: text))
    }
    for profile in site.recorded.templates.keys.sorted() where !users.contains(profile) {
      let template = site.recorded.templates[profile]?.template ?? ""
      site.templates.append(TemplateMemory(profile: profile, template: template, body: nil))
    }
    guard !bodies.isEmpty else { return }
    await loaded.rebuild(uses, from: bodies)
    site.manifest = loaded.manifest
    site.locator = loaded.locator
  }

  /// What a profile has on the fabric, else what is recorded of it, as a template's body; nil where it is nowhere.
  private func bodyAsItIs(of names: [String], _ template: ServerProfile) -> String? {
    let fabrics = [site.observed, site.recorded.fabric].compactMap { $0 }
    let parts = fabrics.flatMap { fabric in
      names.flatMap { name in fabric.appliances.compactMap { $0.profile(named: name) } }
    }
    guard !parts.isEmpty else { return nil }
    let networks = Dictionary(site.manifest.networks.map { ($0.name, $0.spec) }, uniquingKeysWith: { first, _ in first })
    var body = ServerProfile()
    body.boot = parts.lazy.compactMap(\.record.boot).first
    body.maintenance = template.maintenance
    var seen: Set<String> = []
    for record in parts.flatMap(\.vports) where seen.insert(record.name).inserted {
      switch record.kind {
      case .vnic:
        let used = ([record.native ?? ""] + (record.tagged ?? [])).compactMap { networks[$0]?.mtu }
        var vnic = VNIC(record, networkMTU: used.max() ?? 0)
        // A network that no manifest knows is nothing to ask for: it is left as it is.
        vnic.network = vnic.network.flatMap { networks[$0] == nil ? nil : $0 }
        vnic.trunk = vnic.trunk?.filter { networks[$0] != nil }
        vnic.mac = nil
        vnic.pool = template.vnics.first { $0.name == record.name }?.pool
        body.vnics.append(vnic)
      case .vhba:
        var vhba = VHBA(record)
        vhba.wwpn = nil
        vhba.pool = template.vhbas.first { $0.name == record.name }?.pool
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
}
