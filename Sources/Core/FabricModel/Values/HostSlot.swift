/// Where in the server a v-port is to appear: the slot of a converged adapter and a port of it, `1/2`; `any` stands for either that is not fixed.
///
/// UCS Manager has it as vCon and host port.
package struct HostSlot: TextValue {
  package static let any = HostSlot(slot: 0, port: 0)

  /// Zero is any.
  package let slot: UInt8
  package let port: UInt8

  package init(slot: UInt8, port: UInt8) {
    self.slot = slot
    self.port = port
  }

  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    if utf8.elementsEqual("any".utf8) {
      self = .any
      return
    }
    let parts = utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count <= 2, let slot = Self.number(parts[0]), let port = parts.count == 2 ? Self.number(parts[1]) : 0 else { return nil }
    self.init(slot: slot, port: port)
    // One text for each: a port that is any is not written.
    guard description.utf8.elementsEqual(utf8) else { return nil }
  }

  private static func number(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> UInt8? {
    if text.elementsEqual("any".utf8) { return 0 }
    var reader = ByteReader(UnsafeBufferPointer(rebasing: text))
    guard let number = reader.integer(upTo: 255), number > 0, reader.isAtEnd else { return nil }
    return UInt8(number)
  }

  package var description: String {
    let first = slot == 0 ? "any" : String(slot)
    return port == 0 ? first : "\(first)/\(port)"
  }
}

extension HostSlot: FormedText {
  package static let form = TextForm(
    "a slot of the server's adapters and a port of it, such as 1/2, or any", wrong: "hostSlot.invalid",
    pattern: "^(any|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])(/([1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5]))?$",
    examples: ["1/2", "1", "any/2"])
}

extension HostSlot: RecordValue {}
