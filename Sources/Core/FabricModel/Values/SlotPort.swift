/// A port within an appliance: `3/2` is port 2 of the adapter in slot 3.
package struct SlotPort: TextValue, Comparable {
  package let slot: UInt8
  package let port: UInt8

  /// No port, explicitly: what a v-port is on that is taken off its port.
  package static let none = SlotPort(slot: 0, port: 0)

  package init(slot: UInt8, port: UInt8) {
    self.slot = slot
    self.port = port
  }

  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    var reader = ByteReader(utf8)
    guard let slot = reader.integer(upTo: 255), reader.take("/"), let port = reader.integer(upTo: 255), reader.isAtEnd else { return nil }
    self.init(slot: UInt8(slot), port: UInt8(port))
    // No text stands for no port: it is said by saying nothing.
    if self == .none { return nil }
  }

  package var description: String { self == .none ? "none" : "\(slot)/\(port)" }

  package static func < (left: SlotPort, right: SlotPort) -> Bool { (left.slot, left.port) < (right.slot, right.port) }
}
