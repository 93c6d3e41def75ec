/// A name to be found in texts: its first eight bytes are in a word, so that most other names are told apart by one comparison.
@frozen
package struct ByteName: Sendable {
  @usableFromInline let head: UInt64
  @usableFromInline let count: Int
  /// What follows the first eight bytes.
  @usableFromInline let tail: [UInt8]

  package init(_ name: String) {
    let bytes = Array(name.utf8)
    head = bytes.withUnsafeBufferPointer { Candidate($0).head }
    count = bytes.count
    tail = Array(bytes.dropFirst(8))
  }

  /// A stretch of a text that is to be compared with several names.
  @frozen
  package struct Candidate {
    @usableFromInline let head: UInt64
    @usableFromInline let bytes: UnsafeBufferPointer<UInt8>

    @inlinable
    package init(_ bytes: UnsafeBufferPointer<UInt8>) {
      self.bytes = bytes
      var head: UInt64 = 0
      for index in 0..<min(8, bytes.count) { head |= UInt64(bytes[index]) << UInt64(8 * index) }
      self.head = head
    }
  }

  @inlinable
  package func equals(_ candidate: Candidate) -> Bool {
    head == candidate.head && count == candidate.bytes.count && (count <= 8 || tail.elementsEqual(candidate.bytes[8...]))
  }
}
