// How the values of v-ports that few have are written in records.

extension ClassOfService: RecordValue {
  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    guard let number = Int(utf8: utf8) else { return nil }
    self.init(number)
  }
  package init?(fieldValue: FieldValue) {
    guard case .integer(let value) = fieldValue else { return nil }
    self.init(Int(value))
  }
  package var fieldValue: FieldValue { .integer(Int64(rawValue)) }
}

extension Shares: RecordValue {
  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    guard let number = Int(utf8: utf8) else { return nil }
    self.init(number)
  }
  package init?(fieldValue: FieldValue) {
    switch fieldValue {
    case .integer(let value): self.init(Int(value))
    case .null: self = .zero
    default: return nil
    }
  }
  package var fieldValue: FieldValue { self == .zero ? .null : .integer(Int64(rawValue)) }
  package var text: String { self == .zero ? "none" : String(rawValue) }
  package static func read(_ text: UnsafeBufferPointer<UInt8>) -> Shares? {
    text.elementsEqual("none".utf8) ? .zero : Shares(utf8: text)
  }
}

/// In records null is none.
extension ISCSIDisk: RecordValue {
  package init?(fieldValue: FieldValue) {
    switch fieldValue {
    case .string(let text): self.init(text)
    case .null: self = .empty
    default: return nil
    }
  }
  package var fieldValue: FieldValue { self == .empty ? .null : .string(description) }
}

/// In records a size is a number of bytes.
extension ByteSize: RecordValue {
  package init?(fieldValue: FieldValue) {
    guard case .integer(let value) = fieldValue, value >= 0 else { return nil }
    self.init(bytes: value)
  }
  package var fieldValue: FieldValue { .integer(bytes) }
  package var text: String { description }
}

extension RAIDLevel: RecordValue {
  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    guard let number = Int(utf8: utf8) else { return nil }
    self.init(rawValue: number)
  }
  package init?(fieldValue: FieldValue) {
    guard case .integer(let value) = fieldValue else { return nil }
    self.init(rawValue: Int(value))
  }
  package var fieldValue: FieldValue { .integer(Int64(rawValue)) }
}
