/// An adapter of the fabric: `vio-1/3` is appliance and slot.
package struct AdapterAddress: TextValue, Comparable {
  package let appliance: String
  package let slot: UInt8

  package init(appliance: String, slot: UInt8) {
    self.appliance = appliance
    self.slot = slot
  }

  /// The appliance's name is not checked beyond being there.
  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    var reader = ByteReader(utf8)
    guard
      let name = reader.text(before: "/"), !name.isEmpty, let slot = reader.integer(upTo: 255), reader.isAtEnd,
      let appliance = String(validating: name, as: UTF8.self)
    else { return nil }
    self.init(appliance: appliance, slot: UInt8(slot))
  }

  package var description: String { "\(appliance)/\(slot)" }

  package static func < (left: AdapterAddress, right: AdapterAddress) -> Bool {
    (left.appliance, left.slot) < (right.appliance, right.slot)
  }
}
