/// The value of a record's field as JSON has it.
package enum FieldValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case string(String)
  case list([String])

  /// For people and for XML attributes: a list is separated by blanks, null is empty.
  package var text: String {
    switch self {
    case .null: ""
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .string(let value): value
    case .list(let items): items.joined(separator: " ")
    }
  }
}

/// What can be the value of a record's field: it knows its text (an XML attribute) and its JSON.
package protocol RecordValue: Hashable, Sendable {
  init?(utf8: UnsafeBufferPointer<UInt8>)
  init?(fieldValue: FieldValue)
  var fieldValue: FieldValue { get }
  /// As an XML attribute and for people.
  var text: String { get }
  /// The value that `text` wrote.
  static func read(_ text: UnsafeBufferPointer<UInt8>) -> Self?
}

extension RecordValue {
  package var text: String { fieldValue.text }
  package static func read(_ text: UnsafeBufferPointer<UInt8>) -> Self? { Self(utf8: text) }
}

extension RecordValue where Self: CustomStringConvertible {
  package init?(fieldValue: FieldValue) {
    guard case .string(let text) = fieldValue else { return nil }
    var copy = text
    guard let value = copy.withUTF8({ Self(utf8: $0) }) else { return nil }
    self = value
  }
  package var fieldValue: FieldValue { .string(description) }
}

extension String: RecordValue {
  package init?(utf8: UnsafeBufferPointer<UInt8>) { self.init(decoding: utf8, as: UTF8.self) }
  /// Null is the explicit nothing, which a text holds as the empty one.
  package init?(fieldValue: FieldValue) {
    switch fieldValue {
    case .string(let text): self = text
    case .null: self = ""
    default: return nil
    }
  }
  package var fieldValue: FieldValue { isEmpty ? .null : .string(self) }
}

extension Int: RecordValue {
  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    guard !utf8.isEmpty, utf8.count <= 18 else { return nil }
    var value = 0
    for byte in utf8 {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    self = value
  }
  package init?(fieldValue: FieldValue) {
    guard case .integer(let value) = fieldValue else { return nil }
    self = Int(value)
  }
  package var fieldValue: FieldValue { .integer(Int64(self)) }
}

extension Bool: RecordValue {
  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    switch String(decoding: utf8, as: UTF8.self) {
    case "true", "1": self = true
    case "false", "0": self = false
    default: return nil
    }
  }
  package init?(fieldValue: FieldValue) {
    guard case .bool(let value) = fieldValue else { return nil }
    self = value
  }
  package var fieldValue: FieldValue { .bool(self) }
}

/// Names and other words without blanks, in an order that means nothing: kept sorted.
extension [String]: RecordValue {
  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    if utf8.isEmpty {
      self = []
    } else {
      self = utf8.split(whereSeparator: { $0 <= 0x20 }).map { String(decoding: $0, as: UTF8.self) }
    }
  }
  package init?(fieldValue: FieldValue) {
    guard case .list(let items) = fieldValue else { return nil }
    self = items
  }
  package var fieldValue: FieldValue { .list(self) }
}

/// In records a rate is bit/s; zero is none: nothing guaranteed, or no cap.
extension Bitrate: RecordValue {
  package init?(fieldValue: FieldValue) {
    switch fieldValue {
    case .integer(let value): self.init(bitsPerSecond: value)
    case .null: self = .zero
    default: return nil
    }
  }
  package var fieldValue: FieldValue { self == .zero ? .null : .integer(bitsPerSecond) }
  package var text: String { self == .zero ? "none" : description }
  package static func read(_ text: UnsafeBufferPointer<UInt8>) -> Bitrate? { text.elementsEqual("none".utf8) ? .zero : Bitrate(utf8: text) }
}

/// In records a VLAN or VSAN id is a number.
extension VLANID: RecordValue {
  package init?(fieldValue: FieldValue) {
    guard case .integer(let value) = fieldValue else { return nil }
    self.init(Int(value))
  }
  package var fieldValue: FieldValue { .integer(Int64(rawValue)) }
}

extension VSANID: RecordValue {
  package init?(fieldValue: FieldValue) {
    guard case .integer(let value) = fieldValue else { return nil }
    self.init(Int(value))
  }
  package var fieldValue: FieldValue { .integer(Int64(rawValue)) }
}

extension MACAddress: RecordValue {}
extension WWN: RecordValue {}
extension UniqueID: RecordValue {}

/// In JSON a port comes with its appliance, which the record has already.
extension SlotPort: RecordValue {
  package init?(fieldValue: FieldValue) {
    guard case .string(let text) = fieldValue else { return nil }
    if text == Self.none.description {
      self = .none
    } else if let address = PortAddress(text) {
      self = address.slotPort
    } else {
      return nil
    }
  }
}

extension FabricSide: RecordValue {}
extension Sharing: RecordValue {}
