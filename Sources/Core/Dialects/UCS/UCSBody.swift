internal import FabricModel

/// What a profile or template has in all: its v-ports with every field set, and what goes for the whole.
struct UCSBody: Hashable, Sendable {
  var vnics: [VNIC] = []
  var vhbas: [VHBA] = []
  var redundancy: [RedundancyGroup] = []
  var boot: [String] = []
  var uuid: IdentitySource<UniqueID>?
  var wwnn: IdentitySource<WWN>?
  var maintenance: String?

  /// What is left to say where `base` says the rest; nil where it lacks what the base has, which no manifest can take away by silence.
  ///
  /// - Parameters:
  ///   - vnic: what is to be said of a vNIC that the base does not have.
  ///   - vhba: the same of a vHBA.
  func without(_ base: UCSBody, vnic: (VNIC) -> VNIC, vhba: (VHBA) -> VHBA) -> UCSBody? {
    guard isSilentOnly(uuid, base.uuid), isSilentOnly(wwnn, base.wwnn), isSilentOnly(maintenance, base.maintenance) else { return nil }
    guard let vnics = UCSBody.items(vnics, base.vnics, \.name, { $0.without($1) }, vnic) else { return nil }
    guard let vhbas = UCSBody.items(vhbas, base.vhbas, \.name, { $0.without($1) }, vhba) else { return nil }
    var rest = UCSBody()
    (rest.vnics, rest.vhbas) = (vnics, vhbas)
    guard base.redundancy.allSatisfy({ redundancy.contains($0) }) else { return nil }
    rest.redundancy = redundancy.filter { !base.redundancy.contains($0) }
    if boot != base.boot {
      guard !boot.isEmpty else { return nil }
      rest.boot = boot
    }
    rest.uuid = uuid == base.uuid ? nil : uuid
    rest.wwnn = wwnn == base.wwnn ? nil : wwnn
    rest.maintenance = maintenance == base.maintenance ? nil : maintenance
    return rest
  }

  private func isSilentOnly<Value>(_ value: Value?, _ base: Value?) -> Bool { value != nil || base == nil }

  /// Items that the base has as well are left out, unless they differ; nil where an item of the base is missing.
  private static func items<Item: Equatable>(
    _ items: [Item], _ base: [Item], _ name: KeyPath<Item, String>, _ without: (Item, Item) -> Item?, _ fresh: (Item) -> Item
  ) -> [Item]? {
    var known = Dictionary(base.map { ($0[keyPath: name], $0) }) { first, _ in first }
    var rest: [Item] = []
    for item in items {
      guard let same = known.removeValue(forKey: item[keyPath: name]) else {
        rest.append(fresh(item))
        continue
      }
      if item == same { continue }
      guard let difference = without(item, same) else { return nil }
      rest.append(difference)
    }
    return known.isEmpty ? rest : nil
  }

  /// With what a further body says in place of this one's.
  mutating func overlay(_ other: UCSBody) {
    vnics += other.vnics.filter { item in !vnics.contains { $0.name == item.name } }
    vhbas += other.vhbas.filter { item in !vhbas.contains { $0.name == item.name } }
    redundancy += other.redundancy
    if !other.boot.isEmpty { boot = other.boot }
    uuid = other.uuid ?? uuid
    wwnn = other.wwnn ?? wwnn
    maintenance = other.maintenance ?? maintenance
  }

  /// As a profile says it.
  func profile() -> ServerProfile {
    var profile = ServerProfile()
    profile.vnics = vnics
    profile.vhbas = vhbas
    profile.redundancy = redundancy
    profile.boot = boot.isEmpty ? nil : boot
    (profile.uuid, profile.wwnn, profile.maintenance) = (uuid, wwnn, maintenance)
    return profile
  }
}

extension VNIC {
  /// What is left to say where `base` says the rest; nil where the base says what this one does not.
  func without(_ base: VNIC) -> VNIC? {
    guard base.qos == nil || qos != nil, base.mac == nil || mac != nil, base.order == nil || order != nil else { return nil }
    guard base.template == nil || template != nil, base.nativeName == nil || nativeName != nil else { return nil }
    var rest = VNIC()
    rest.name = name
    rest.template = template == base.template ? nil : template
    rest.pool = pool == base.pool ? nil : pool
    rest.network = network == base.network ? nil : network ?? ""
    rest.trunk = trunk == base.trunk ? nil : trunk ?? []
    rest.mac = mac == base.mac ? nil : mac
    rest.qos = qos == base.qos ? nil : qos
    rest.mtu = mtu == base.mtu ? nil : mtu
    rest.order = order == base.order ? nil : order
    rest.hostSlot = hostSlot ?? .any == base.hostSlot ?? .any ? nil : hostSlot ?? .any
    rest.failover = failover == base.failover ? nil : failover ?? false
    rest.pxe = pxe == base.pxe ? nil : pxe ?? false
    rest.nativeName = nativeName == base.nativeName ? nil : nativeName
    return rest
  }

  /// Without what is the default, where nothing else gives a value.
  func withoutDefaults() -> VNIC {
    var rest = self
    if mtu == 1500 { rest.mtu = nil }
    if trunk?.isEmpty ?? false { rest.trunk = nil }
    if network?.isEmpty ?? false { rest.network = nil }
    if failover == false { rest.failover = nil }
    if pxe == false { rest.pxe = nil }
    if hostSlot == .any { rest.hostSlot = nil }
    return rest
  }
}

extension VHBA {
  func without(_ base: VHBA) -> VHBA? {
    guard base.wwpn == nil || wwpn != nil, base.order == nil || order != nil, base.vsan == nil || vsan != nil else { return nil }
    guard base.template == nil || template != nil, base.nativeName == nil || nativeName != nil else { return nil }
    var rest = VHBA()
    rest.name = name
    rest.template = template == base.template ? nil : template
    rest.pool = pool == base.pool ? nil : pool
    rest.vsan = vsan == base.vsan ? nil : vsan
    rest.wwpn = wwpn == base.wwpn ? nil : wwpn
    rest.order = order == base.order ? nil : order
    rest.hostSlot = hostSlot ?? .any == base.hostSlot ?? .any ? nil : hostSlot ?? .any
    rest.targets = targets == base.targets ? nil : targets ?? []
    rest.nativeName = nativeName == base.nativeName ? nil : nativeName
    return rest
  }

  func withoutDefaults() -> VHBA {
    var rest = self
    if targets?.isEmpty ?? false { rest.targets = nil }
    if hostSlot == .any { rest.hostSlot = nil }
    return rest
  }
}
