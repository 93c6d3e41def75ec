private import var Glibc.MADV_HUGEPAGE
private import func Glibc.madvise
private import func Glibc.memchr
private import func Glibc.memcmp

extension UnsafeBufferPointer<UInt8> {
  /// As `firstIndex(of:)`, many bytes at a time.
  func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    guard let base = baseAddress, start < count, let found = memchr(base + start, Int32(byte), count - start) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Whether both hold the same bytes.
  @inline(__always)
  func equals(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count, let base = baseAddress, let otherBase = other.baseAddress else { return count == other.count }
    return memcmp(base, otherBase, count) == 0
  }

  /// Whether a line begins here, by any line end that libyaml knows.
  func beginsLine(at index: Int) -> Bool {
    guard index > 0 else { return true }
    let before = self[index - 1]
    return before == UInt8(ascii: "\n") || before == UInt8(ascii: "\r") || before >= 0x80
  }
}

/// Asks for pages of 2 MiB under a large buffer: the first touch of each page of 4 KiB would cost a tenth of the whole reading.
func adviseHugePages(_ start: UnsafeMutableRawPointer?, bytes: Int) {
  let page = 2 << 20
  guard let start, bytes >= 4 * page else { return }
  let address = UInt(bitPattern: start)
  let first = (address + UInt(page) - 1) & ~UInt(page - 1)
  let end = (address + UInt(bytes)) & ~UInt(page - 1)
  madvise(UnsafeMutableRawPointer(bitPattern: first), Int(end - first), MADV_HUGEPAGE)
}
