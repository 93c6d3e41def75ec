package import FabricModel

// What an appliance has, as a manifest would ask for it. What is the default is left out.

extension Appliance {
  init(_ inventory: Inventory, driver: String?) {
    self.init()
    self.driver = driver.map { DriverReference(url: $0) }
    self.inventory = inventory
    self.inventory.serverPorts = []
    for adapter in inventory.adapters.indices {
      if inventory.adapters[adapter].sharing == .shared { self.inventory.adapters[adapter].sharing = nil }
      if inventory.adapters[adapter].maintenance == false { self.inventory.adapters[adapter].maintenance = nil }
      for port in inventory.adapters[adapter].ports.indices { self.inventory.adapters[adapter].ports[port].isLinkUp = nil }
    }
  }
}

extension Annotations {
  static func protecting(_ isProtected: Bool?) -> Annotations {
    var annotations = Annotations()
    annotations.isProtected = isProtected == true
    return annotations
  }
}

extension Network {
  init(_ record: NetworkRecord) {
    self.init()
    vlan = record.vlan
    mtu = record.mtu == 1500 ? nil : record.mtu
    physicalNetwork = record.physicalNetwork == "default" ? nil : record.physicalNetwork
    fabric = record.fabric == .common ? nil : record.fabric
  }
}

extension VSAN {
  init(_ record: VSANRecord) {
    self.init()
    vsan = record.vsan
    fabric = record.fabric == .common ? nil : record.fabric
    fcoeVLAN = record.fcoeVLAN
    physicalNetwork = record.physicalNetwork == "default" ? nil : record.physicalNetwork
  }
}

extension VNIC {
  /// - Parameter networkMTU: what it would get if it named none.
  package init(_ record: VPortRecord, networkMTU: Int) {
    self.init()
    name = record.name
    network = record.native.flatMap { $0.isEmpty ? nil : $0 }
    trunk = record.tagged.flatMap { $0.isEmpty ? nil : $0 }
    mac = record.mac.map { .fixed($0) }
    mtu = record.mtu == networkMTU ? nil : record.mtu
    order = record.order
    hostSlot = record.hostSlot == .any ? nil : record.hostSlot
    var rates = Bandwidth()
    rates.min = record.minimum.flatMap { $0 == .zero ? nil : $0 }
    rates.max = record.maximum.flatMap { $0 == .zero ? nil : $0 }
    bandwidth = rates == Bandwidth() ? nil : rates
    failover = record.failover == true ? true : nil
    pxe = record.pxe == true ? true : nil
    iscsi = record.iscsi.flatMap { ISCSIBoot(text: $0.description) }
    if iscsi?.lun == 0 { iscsi?.lun = nil }
  }
}

extension QoSPolicy {
  /// Nil where the vNIC has neither a class nor shares: rates alone need no policy.
  init?(_ record: VPortRecord) {
    self.init()
    `class` = record.serviceClass.flatMap { $0 == .bestEffort ? nil : Int($0.rawValue) }
    shares = record.shares.flatMap { $0 == .zero ? nil : Int($0.rawValue) }
    if `class` == nil, shares == nil { return nil }
    min = record.minimum.flatMap { $0 == .zero ? nil : $0 }
    max = record.maximum.flatMap { $0 == .zero ? nil : $0 }
  }

  /// `class5-shares20-1gbps-2-5gbps`: the same for the same contents, whichever appliance they are on; at most 63 characters.
  var importedName: String {
    func words(_ rate: Bitrate) -> String { rate.description.lowercased().replacing(".", with: "-") }
    let parts: [String?] = [
      `class`.map { "class\($0)" }, shares.map { "shares\($0)" }, min.map { words($0) },
      max.map { (min == nil ? "max" : "") + words($0) },
    ]
    return parts.compactMap { $0 }.joined(separator: "-")
  }
}

extension VHBA {
  package init(_ record: VPortRecord) {
    self.init()
    name = record.name
    vsan = record.vsan
    wwpn = record.wwpn.map { .fixed($0) }
    order = record.order
    hostSlot = record.hostSlot == .any ? nil : record.hostSlot
    targets = record.targets.flatMap { $0.isEmpty ? nil : $0.compactMap { Target(text: $0) } }
  }
}

extension VDisk {
  package init(_ record: VPortRecord) {
    self.init()
    name = record.name
    size = record.size
    raid = record.raid == .raid1 ? nil : record.raid
    order = record.order
  }
}
