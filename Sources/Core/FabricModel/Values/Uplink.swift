/// The switch port that an adapter port is cabled to: `sw-a/17`; the first slash separates, since switches write ports as `1/17`.
package struct Uplink: TextValue, Comparable {
  package let switchName: String
  package let port: String

  /// The switch's name holds no slash, and neither of the two is empty.
  package init(switchName: String, port: String) {
    self.switchName = switchName
    self.port = port
  }

  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    var reader = ByteReader(utf8)
    guard
      let name = reader.text(before: "/"), !name.isEmpty, !reader.isAtEnd,
      let switchName = String(validating: name, as: UTF8.self), let port = String(validating: reader.rest, as: UTF8.self)
    else { return nil }
    self.init(switchName: switchName, port: port)
  }

  package var description: String { "\(switchName)/\(port)" }

  package static func < (left: Uplink, right: Uplink) -> Bool { (left.switchName, left.port) < (right.switchName, right.port) }
}
