internal import FabricModel

/// What UCS Manager calls the things of the manifests, and which of its classes each template is.
extension UCSExporter {
  mutating func nameAll() {
    nameNetworks()
    pools = placed("pool", manifest.addressPools, \.nativeName, length: 1...32) { pool in
      switch pool.spec.type {
      case .wwn, .wwnn, .wwpn: "wwn"
      default: pool.spec.type.rawValue
      }
    }
    qos = placed("QoS policy", manifest.qosPolicies, \.nativeName, length: 1...16)
    maintenance = placed("maintenance policy", manifest.maintenancePolicies, \.nativeName, length: 1...16)
    vnicTemplates = placed("vNIC template", manifest.vnicTemplates, \.nativeName, length: 1...16)
    vhbaTemplates = placed("vHBA template", manifest.vhbaTemplates, \.nativeName, length: 1...16)
    namePolicies()
    nameServerPools()
  }

  private mutating func nameNetworks() {
    func requests(_ objects: [(name: String, key: String, scope: UCSScope)]) -> [UCSExportNames.Request] {
      objects.map { object in
        let parts = UCSKeys.parts(of: object.key)
        let isScoped = parts.places.isEmpty || (parts.places.count == 1 && UCSScope(mark: parts.places[0]) != nil)
        return .init(key: object.name, wanted: isScoped ? parts.name : object.key, place: object.scope.mark ?? "")
      }
    }
    let vlans = manifest.networks.map { network in
      (network.name, network.spec.nativeName ?? network.name, UCSExporter.scope(network.spec.fabric, network.spec.physicalNetwork))
    }
    let vlanNames = names.settle("network", requests(vlans), length: 1...32)
    for (name, key, scope) in vlans { networks.add(name, key: key, .init(scope: scope, name: vlanNames[name] ?? name)) }
    let sans = manifest.vsans.map { vsan in
      (vsan.name, vsan.spec.nativeName ?? vsan.name, UCSExporter.scope(vsan.spec.fabric, vsan.spec.physicalNetwork))
    }
    let sanNames = names.settle("VSAN", requests(sans), length: 1...32)
    for (name, key, scope) in sans { vsans.add(name, key: key, .init(scope: scope, name: sanNames[name] ?? name)) }
  }

  private static func scope(_ side: FabricSide?, _ physicalNetwork: String?) -> UCSScope {
    UCSScope(side: side ?? .common, isEstc: physicalNetwork == "estc")
  }

  private mutating func placed<Spec>(
    _ kind: String, _ objects: [Declared<Spec>], _ native: KeyPath<Spec, String?>, length: ClosedRange<Int>,
    _ group: (Declared<Spec>) -> String = { _ in "" }
  ) -> UCSPlacedNames {
    let wanted = objects.map { object in
      let place = places.place(of: object.name, native: object.spec[keyPath: native], in: object.namespace)
      return (object.name, org(at: place.path), place.name, group(object))
    }
    return settled(kind, wanted, length: length)
  }

  private mutating func settled(_ kind: String, _ wanted: [(key: String, org: Int, name: String, group: String)], length: ClosedRange<Int>)
    -> UCSPlacedNames
  {
    let settled = names.settle(
      kind, wanted.map { .init(key: $0.key, wanted: $0.name, place: "\($0.org)|\($0.group)") }, length: length)
    var table = UCSPlacedNames()
    for object in wanted { table.add(object.key, .init(org: object.org, name: settled[object.key] ?? object.name)) }
    return table
  }

  // MARK: Templates

  /// What becomes of a ServerProfileTemplate.
  enum TemplateClass { case profile, lan, san }

  private mutating func namePolicies() {
    var byClass: [TemplateClass: [(key: String, org: Int, name: String, group: String)]] = [:]
    let classes = templateClasses()
    for template in manifest.templates {
      let native = template.spec.nativeName.map { UCSClass.name(in: $0) }
      let place = places.place(of: template.name, native: native, in: template.namespace)
      byClass[classes[template.name] ?? .profile, default: []].append((template.name, org(at: place.path), place.name, ""))
    }
    lanPolicies = settled("LAN connectivity policy", byClass[.lan] ?? [], length: 1...16)
    sanPolicies = settled("SAN connectivity policy", byClass[.san] ?? [], length: 1...16)
    // Templates and instances are one class, in which names are unique; both tables are made of one settlement.
    let own = byClass[.profile] ?? []
    let instances = profileRequests()
    let settled = names.settle(
      "profile",
      own.map { .init(key: "template \($0.key)", wanted: $0.name, place: String($0.org)) }
        + instances.map { .init(key: "profile \($0.key)", wanted: $0.name, place: String($0.org)) }, length: 2...32)
    for object in own { templates.add(object.key, .init(org: object.org, name: settled["template \(object.key)"] ?? object.name)) }
    for object in instances { profiles.add(object.key, .init(org: object.org, name: settled["profile \(object.key)"] ?? object.name)) }
  }

  /// The profiles of the appliance, by what records call them.
  private mutating func profileRequests() -> [(key: String, org: Int, name: String)] {
    let declared = Dictionary(manifest.profiles.map { ($0.spec.nativeName ?? $0.name, $0) }) { first, _ in first }
    return profileStates.map { profile in
      let key = profile.record.name
      let place = places.place(of: key, native: key.contains("@") ? key : nil, in: declared[key]?.namespace)
      return (key, org(at: place.path), place.name)
    }
  }

  /// A template that came from a connectivity policy is one again; of others, those that hold nothing else and are built on as one of several.
  private func templateClasses() -> [String: TemplateClass] {
    var classes: [String: TemplateClass] = [:]
    var candidates: [String: TemplateClass] = [:]
    for template in manifest.templates {
      let native = template.spec.nativeName ?? ""
      if native.hasPrefix(UCSClass.lanPolicy) {
        classes[template.name] = .lan
      } else if native.hasPrefix(UCSClass.sanPolicy) {
        classes[template.name] = .san
      } else {
        candidates[template.name] = UCSExporter.onlyClass(of: template.spec)
      }
    }
    for template in manifest.templates { for name in template.spec.templates { classes[name] = classes[name] ?? candidates[name] } }
    for profile in manifest.profiles where profile.spec.templates.count > 1 {
      let listed = profile.spec.templates
      for (index, name) in listed.enumerated() where classes[name] == nil {
        guard let wanted = candidates[name] else { continue }
        // The first of two lists of one kind is what the profile is made from.
        let isOnly = !listed.contains { $0 != name && (classes[$0] ?? candidates[$0]) == wanted }
        if index > 0 || isOnly { classes[name] = wanted }
      }
    }
    return classes
  }

  /// Which connectivity policy could hold all that a template gives.
  private static func onlyClass(of template: ServerProfileTemplate) -> TemplateClass? {
    let body = template.body
    guard template.templates.isEmpty, body.uuid == nil, body.boot == nil, body.maintenance == nil, body.vdisks.isEmpty else { return nil }
    if !body.vnics.isEmpty, body.vhbas.isEmpty, body.wwnn == nil { return .lan }
    return !body.vhbas.isEmpty && body.vnics.isEmpty ? .san : nil
  }

  // MARK: Server pools

  private mutating func nameServerPools() {
    var wanted: [(key: String, org: Int, name: String, group: String)] = []
    var known: Set<String> = []
    if let base {
      let tables = UCSNameTables(base.domain, base.servers)
      for pool in base.domain.serverPools {
        let key = tables.serverPools[UCSKeys.key(pool.name, pool.org, in: base.domain)]
        if known.insert(key).inserted { wanted.append((key, pool.org, pool.name, "")) }
      }
    }
    let labels = manifest.servers.flatMap(\.labels) + manifest.profiles.flatMap { $0.spec.serverSelector?.labels ?? [] }
    for name in Set(labels.compactMap { UCSExporter.serverPool(of: $0) }).sorted() where known.insert(name).inserted {
      wanted.append((name, 0, name, ""))
    }
    serverPools = settled("server pool", wanted, length: 1...32)
  }

  /// The pool that a label stands for: `server-pool/NAME`.
  static func serverPool(of label: Label) -> String? {
    label.key.hasPrefix("server-pool/") && label.value == "member" ? String(label.key.dropFirst("server-pool/".count)) : nil
  }
}
