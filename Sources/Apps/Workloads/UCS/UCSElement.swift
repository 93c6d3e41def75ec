/// An object of UCS Manager with all it holds, before it is written.
struct UCSElement: Sendable {
  var name: String
  var attributes: KeyValuePairs<String, String>
  var children: [UCSElement]

  init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [UCSElement] = []) {
    self.name = name
    self.attributes = attributes
    self.children = children
  }

  func write(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "<"))
    bytes.append(contentsOf: name.utf8)
    for (attribute, value) in attributes {
      bytes.append(UInt8(ascii: " "))
      bytes.append(contentsOf: attribute.utf8)
      bytes.append(contentsOf: "=\"".utf8)
      for byte in value.utf8 { Self.append(byte, to: &bytes) }
      bytes.append(UInt8(ascii: "\""))
    }
    guard !children.isEmpty else { return bytes.append(contentsOf: "/>".utf8) }
    bytes.append(UInt8(ascii: ">"))
    for child in children {
      bytes.append(UInt8(ascii: " "))
      child.write(to: &bytes)
    }
    bytes.append(contentsOf: " </".utf8)
    bytes.append(contentsOf: name.utf8)
    bytes.append(UInt8(ascii: ">"))
  }

  /// Siblings stand in any order in a backup.
  mutating func shuffle(by dice: inout Dice) {
    children.shuffle(using: &dice)
    for index in children.indices { children[index].shuffle(by: &dice) }
  }

  private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
    case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
    case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
    default: bytes.append(byte)
    }
  }
}
