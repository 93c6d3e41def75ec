/// Takes a text apart from the left; what does not fit leaves nil or false, and the text is then refused as a whole.
struct ByteReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }
  var peek: UInt8? { isAtEnd ? nil : bytes[position] }
  var rest: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: bytes[position...]) }

  mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }

  mutating func skipSpaces() {
    while peek == UInt8(ascii: " ") { position += 1 }
  }

  mutating func digit() -> UInt8? {
    guard let byte = peek, byte &- 0x30 < 10 else { return nil }
    position += 1
    return byte &- 0x30
  }

  /// A decimal number without sign or leading zero, at most `limit` (which is far below overflow).
  mutating func integer(upTo limit: Int) -> Int? {
    guard let first = digit() else { return nil }
    var value = Int(first)
    while let next = digit() {
      guard value > 0 else { return nil }
      value = value * 10 + Int(next)
      guard value <= limit else { return nil }
    }
    return value <= limit ? value : nil
  }

  /// A number of exactly `count` decimal digits.
  mutating func integer(digits count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let next = digit() else { return nil }
      value = value * 10 + Int(next)
    }
    return value
  }

  /// A number of exactly `count` hexadecimal digits, at most sixteen, in either case.
  mutating func hexadecimal(digits count: Int) -> UInt64? {
    var value: UInt64 = 0
    for _ in 0..<count {
      guard let byte = peek, let digit = Hexadecimal.value(of: byte) else { return nil }
      position += 1
      value = value << 4 | UInt64(digit)
    }
    return value
  }

  /// `count` octets of two hexadecimal digits, all parted by `separator` or all by `other`.
  mutating func octets(_ count: Int, separatedBy separator: Unicode.Scalar, or other: Unicode.Scalar? = nil) -> UInt64? {
    let length = 3 * count - 1
    guard bytes.count - position >= length, length > 2 else { return nil }
    let between = bytes[position + 2]
    guard between == UInt8(ascii: separator) || other.map({ between == UInt8(ascii: $0) }) ?? false else { return nil }
    var value: UInt64 = 0
    for at in stride(from: position, to: position + length, by: 3) {
      guard at == position || bytes[at - 1] == between, let high = Hexadecimal.value(of: bytes[at]),
        let low = Hexadecimal.value(of: bytes[at + 1])
      else { return nil }
      value = value << 8 | UInt64(high << 4 | low)
    }
    position += length
    return value
  }

  /// The text up to the next `separator`, which is taken too; nil where there is none.
  mutating func text(before separator: Unicode.Scalar) -> UnsafeBufferPointer<UInt8>? {
    let remaining = rest
    guard let end = remaining.firstIndex(of: UInt8(ascii: separator)) else { return nil }
    position += end + 1
    return UnsafeBufferPointer(rebasing: remaining[..<end])
  }
}
