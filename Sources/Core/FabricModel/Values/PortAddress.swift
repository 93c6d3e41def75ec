/// An adapter port of the fabric: `vio-1/3/2` is appliance, slot and port.
package struct PortAddress: TextValue, Comparable {
  package let appliance: String
  package let slot: UInt8
  package let port: UInt8

  package init(appliance: String, slot: UInt8, port: UInt8) {
    self.appliance = appliance
    self.slot = slot
    self.port = port
  }

  package init(appliance: String, _ slotPort: SlotPort) {
    self.init(appliance: appliance, slot: slotPort.slot, port: slotPort.port)
  }

  /// The appliance's name is not checked beyond being there.
  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    var reader = ByteReader(utf8)
    guard
      let name = reader.text(before: "/"), !name.isEmpty, let slotPort = SlotPort(utf8: reader.rest),
      let appliance = String(validating: name, as: UTF8.self)
    else { return nil }
    self.init(appliance: appliance, slotPort)
  }

  package var description: String { "\(appliance)/\(slot)/\(port)" }
  package var slotPort: SlotPort { SlotPort(slot: slot, port: port) }
  package var adapter: AdapterAddress { AdapterAddress(appliance: appliance, slot: slot) }

  package static func < (left: PortAddress, right: PortAddress) -> Bool {
    (left.appliance, left.slot, left.port) < (right.appliance, right.slot, right.port)
  }
}
