/// The hardware of one appliance: asserted by a manifest or reported by a driver. weft compares the two and changes neither.
package struct Inventory: Hashable, Sendable {
  /// The catalogue's name of the appliance.
  package var model: String?
  package var transport: Transport?
  package var failureDomain: String?
  /// How many servers can be cabled to it.
  package var serverPortCount: Int?
  /// The rate of one server's cable.
  package var hostLink: Bitrate?
  package var reservedVLANs: VLANSet?
  /// Sorted by slot.
  package var adapters: [Adapter] = []
  /// The cables that are in, as far as the appliance knows; sorted by number. Empty in manifests: there the servers say it.
  package var serverPorts: [ServerPort] = []

  package init() {}

  package subscript(slot slot: UInt8) -> Adapter? { adapters.first { $0.slot == slot } }

  package subscript(at slotPort: SlotPort) -> Port? { self[slot: slotPort.slot]?.ports.first { $0.number == slotPort.port } }
}

/// A physical card in an appliance's slot.
package struct Adapter: Hashable, Sendable {
  package var slot: UInt8
  package var model: String?
  package var sharing: Sharing?
  package var maintenance: Bool?
  /// The server that has the whole adapter; the empty name is nobody.
  package var lentTo: String?
  package var labels: [Label] = []
  /// Sorted by number.
  package var ports: [Port] = []

  package init(slot: UInt8) { self.slot = slot }

  package var catalogued: AdapterModel? { model.flatMap { Catalogue.adapter(named: $0) } }
}

/// One physical port of an adapter.
package struct Port: Hashable, Sendable {
  package var number: UInt8
  /// As negotiated or asserted; absent means the card's highest.
  package var speed: Bitrate?
  package var mtu: Int?
  package var uplink: Uplink?
  package var physicalNetwork: String?
  /// The VLANs that the switch lets through; absent means not known.
  package var vlans: VLANSet?
  /// The VSAN of the switch port that an FC port is plugged into.
  package var vsan: VSANID?
  package var fabric: FabricSide?
  /// Reported by the driver; absent means not known.
  package var isLinkUp: Bool?

  package init(number: UInt8) { self.number = number }
}

/// The appliance's end of one server's cable.
package struct ServerPort: Hashable, Sendable {
  package var number: Int
  /// The empty name is a cable to nothing known.
  package var server: String
  package var power: PowerState

  package init(number: Int, server: String, power: PowerState = .unknown) {
    self.number = number
    self.server = server
    self.power = power
  }
}

/// A label of an object, as selectors see it.
package struct Label: Hashable, Sendable, Comparable {
  package let key: String
  package let value: String

  package init(key: String, value: String) {
    self.key = key
    self.value = value
  }

  package static func < (left: Label, right: Label) -> Bool { (left.key, left.value) < (right.key, right.value) }
}
