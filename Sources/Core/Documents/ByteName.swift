/// A name to be found in texts, as three words: most other names are told apart by one comparison, and nothing is counted or looked up.
@frozen
package struct ByteName: Sendable {
  @usableFromInline let head: UInt64
  @usableFromInline let middle: UInt64
  @usableFromInline let tail: UInt64
  @usableFromInline let count: Int

  package init(_ name: String) {
    let bytes = Array(name.utf8)
    precondition(bytes.count <= 24, "'\(name)' has more than the 24 bytes that fit")
    (head, middle, tail) = bytes.withUnsafeBufferPointer { ($0.word(from: 0), $0.word(from: 8), $0.word(from: 16)) }
    count = bytes.count
  }

  /// A stretch of a text that is to be compared with several names.
  @frozen
  package struct Candidate {
    @usableFromInline let head: UInt64
    @usableFromInline let bytes: UnsafeBufferPointer<UInt8>

    @inlinable @inline(__always)
    package init(_ bytes: UnsafeBufferPointer<UInt8>) {
      self.bytes = bytes
      head = bytes.word(from: 0)
    }
  }

  @inlinable @inline(__always)
  package func equals(_ candidate: Candidate) -> Bool {
    head == candidate.head && count == candidate.bytes.count && (count <= 8 || equalsRest(candidate.bytes))
  }

  @inlinable
  func equalsRest(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { middle == bytes.word(from: 8) && tail == bytes.word(from: 16) }
}

extension UnsafeBufferPointer<UInt8> {
  /// Up to eight bytes from `start`, the first one lowest, with zeros for those that are not there.
  @inlinable @inline(__always)
  func word(from start: Int) -> UInt64 {
    let rest = count - start
    guard rest > 0, let base = baseAddress.map({ UnsafeRawPointer($0 + start) }) else { return 0 }
    // Two loads that overlap have the bytes of any length in between.
    if rest >= 8 { return UInt64(littleEndian: base.loadUnaligned(as: UInt64.self)) }
    if rest >= 4 {
      let low = UInt64(UInt32(littleEndian: base.loadUnaligned(as: UInt32.self)))
      let high = UInt64(UInt32(littleEndian: (base + (rest - 4)).loadUnaligned(as: UInt32.self)))
      return low | high << UInt64(8 * (rest - 4))
    }
    let low = UInt64(base.load(as: UInt8.self))
    let middle = UInt64((base + rest / 2).load(as: UInt8.self))
    let high = UInt64((base + (rest - 1)).load(as: UInt8.self))
    return low | middle << UInt64(8 * (rest / 2)) | high << UInt64(8 * (rest - 1))
  }
}
