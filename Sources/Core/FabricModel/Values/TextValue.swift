/// A value with one canonical text, its `description`; parsing that text gives the value back.
package protocol TextValue: Hashable, Sendable, LosslessStringConvertible {
  /// The value that the whole of `utf8` writes; nil where it writes none.
  init?(utf8: UnsafeBufferPointer<UInt8>)
}

extension TextValue {
  package init?(_ text: String) {
    var text = text
    guard let value = text.withUTF8({ Self(utf8: $0) }) else { return nil }
    self = value
  }
}
