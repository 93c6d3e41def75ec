internal import FabricModel

/// What profiles and templates come to with what they build on. Doing it again changes nothing, so profiles may come completed already.
struct UCSComposition {
  private let vnicTemplates: [String: VNICTemplate]
  private let vhbaTemplates: [String: VHBATemplate]
  private let templates: [String: ServerProfileTemplate]
  /// Of templates, by name.
  private var bodies: [String: ServerProfile] = [:]

  init(_ manifest: Manifest) {
    vnicTemplates = Dictionary(manifest.vnicTemplates.map { ($0.name, $0.spec) }) { first, _ in first }
    vhbaTemplates = Dictionary(manifest.vhbaTemplates.map { ($0.name, $0.spec) }) { first, _ in first }
    templates = Dictionary(manifest.templates.map { ($0.name, $0.spec) }) { first, _ in first }
    for template in manifest.templates { bodies[template.name] = body(of: template.name, above: []) }
  }

  subscript(vnicTemplate name: String?) -> VNICTemplate? { name.flatMap { vnicTemplates[$0] } }
  subscript(vhbaTemplate name: String?) -> VHBATemplate? { name.flatMap { vhbaTemplates[$0] } }
  subscript(template name: String) -> ServerProfileTemplate? { templates[name] }

  /// What the templates give together; later ones override earlier ones.
  func inherited(from names: [String]) -> ServerProfile {
    names.reduce(ServerProfile()) { body, name in bodies[name].map { $0.overlaid(on: body) } ?? body }
  }

  func body(of template: ServerProfileTemplate) -> ServerProfile {
    completed(template.body.overlaid(on: inherited(from: template.templates)))
  }

  func body(of profile: ServerProfile) -> ServerProfile { completed(profile.overlaid(on: inherited(from: profile.templates))) }

  /// A template that builds on itself is told of elsewhere; here its circle is cut.
  private func body(of name: String, above: Set<String>) -> ServerProfile {
    guard let template = templates[name], !above.contains(name) else { return ServerProfile() }
    let below = template.templates.reduce(ServerProfile()) { body(of: $1, above: above.union([name])).overlaid(on: $0) }
    return template.body.overlaid(on: below)
  }

  /// With what the templates of its v-ports give.
  private func completed(_ profile: ServerProfile) -> ServerProfile {
    var profile = profile
    for index in profile.vnics.indices {
      guard let template = self[vnicTemplate: profile.vnics[index].template] else { continue }
      profile.vnics[index] = profile.vnics[index].overlaid(on: template.body)
    }
    for index in profile.vhbas.indices {
      guard let template = self[vhbaTemplate: profile.vhbas[index].template] else { continue }
      profile.vhbas[index] = profile.vhbas[index].overlaid(on: template.body)
    }
    return profile
  }
}

extension ServerProfile {
  /// With what `base` says where this one is silent; lists go by name.
  fileprivate func overlaid(on base: ServerProfile) -> ServerProfile {
    var whole = self
    whole.uuid = uuid ?? base.uuid
    whole.wwnn = wwnn ?? base.wwnn
    whole.boot = boot ?? base.boot
    whole.maintenance = maintenance ?? base.maintenance
    whole.vnics = Self.merged(vnics, base.vnics, \.name) { $0.overlaid(on: $1) }
    whole.vhbas = Self.merged(vhbas, base.vhbas, \.name) { $0.overlaid(on: $1) }
    whole.vdisks = Self.merged(vdisks, base.vdisks, \.name) { own, _ in own }
    whole.redundancy = Self.merged(redundancy, base.redundancy, \.name) { own, _ in own }
    return whole
  }

  private static func merged<Item>(_ own: [Item], _ base: [Item], _ name: KeyPath<Item, String>, _ overlaid: (Item, Item) -> Item) -> [Item]
  {
    if base.isEmpty { return own }
    let known = Dictionary(own.map { ($0[keyPath: name], $0) }) { first, _ in first }
    let names = Set(base.map { $0[keyPath: name] })
    return base.map { item in known[item[keyPath: name]].map { overlaid($0, item) } ?? item }
      + own.filter { !names.contains($0[keyPath: name]) }
  }
}

extension VNIC {
  fileprivate func overlaid(on base: VNIC) -> VNIC {
    var whole = self
    whole.template = template ?? base.template
    whole.pool = pool ?? base.pool
    whole.network = network ?? base.network
    whole.trunk = trunk ?? base.trunk
    whole.mac = mac ?? base.mac
    // A policy and rates of its own exclude one another: what is said nearer stands.
    if qos == nil, bandwidth == nil { (whole.qos, whole.bandwidth) = (base.qos, base.bandwidth) }
    whole.mtu = mtu ?? base.mtu
    whole.order = order ?? base.order
    whole.hostSlot = hostSlot ?? base.hostSlot
    whole.failover = failover ?? base.failover
    whole.pxe = pxe ?? base.pxe
    whole.iscsi = iscsi ?? base.iscsi
    whole.nativeName = nativeName ?? base.nativeName
    return whole
  }
}

extension VHBA {
  fileprivate func overlaid(on base: VHBA) -> VHBA {
    var whole = self
    whole.template = template ?? base.template
    whole.pool = pool ?? base.pool
    whole.vsan = vsan ?? base.vsan
    whole.wwpn = wwpn ?? base.wwpn
    whole.order = order ?? base.order
    whole.hostSlot = hostSlot ?? base.hostSlot
    whole.targets = targets ?? base.targets
    whole.nativeName = nativeName ?? base.nativeName
    return whole
  }
}
