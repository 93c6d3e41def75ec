private import Glibc

extension UnsafeBufferPointer<UInt8> {
  /// As `firstIndex(of:)`, many bytes at a time.
  func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    guard let base = baseAddress, start < count, let found = memchr(base + start, Int32(byte), count - start) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Whether a line begins here, by any line end that libyaml knows.
  func beginsLine(at index: Int) -> Bool {
    guard index > 0 else { return true }
    let before = self[index - 1]
    return before == UInt8(ascii: "\n") || before == UInt8(ascii: "\r") || before >= 0x80
  }
}
