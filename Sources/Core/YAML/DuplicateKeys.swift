import Documents

extension TapeBuilder {
  /// Reports each key that the mapping, the last thing on the tape, already has.
  mutating func reportDuplicateKeys(ofMappingAt mapping: Int) {
    let source = cursor.bytes
    let duplicates = entries.withUnsafeBufferPointer { entries in
      extraText.withUnsafeBufferPointer { extra in
        MappingKeys(mapping: mapping, entries: entries, source: source, extra: extra).duplicates()
      }
    }
    for duplicate in duplicates {
      let first = entries[duplicate.first]
      let again = entries[duplicate.again]
      report(
        .duplicateKey(
          duplicate.name, at: range(again.sourceStart, again.sourceEnd), first: range(first.sourceStart, first.sourceEnd)))
    }
  }
}

/// The keys of the mapping that ends the tape.
///
/// Nearly all mappings pass a filter of 64 bits; what does not is compared pair by pair, or by a hash table from a dozen keys on.
private struct MappingKeys {
  typealias Duplicate = (first: Int, again: Int, name: String)

  let mapping: Int
  let entries: UnsafeBufferPointer<NodeTape.Entry>
  let source: UnsafeBufferPointer<UInt8>
  let extra: UnsafeBufferPointer<UInt8>

  func duplicates() -> [Duplicate] {
    if areSurelyUnique() { return [] }
    let keys = indexes()
    return keys.count <= 12 ? duplicatesByPairs(keys) : duplicatesByTable(keys)
  }

  /// True where any two keys differ in length or in their first or last byte, as far as 64 bits can tell.
  @inline(__always)
  private func areSurelyUnique() -> Bool {
    var seen: UInt64 = 0
    var index = mapping + 1
    while index < entries.count {
      let text = text(of: entries[index])
      var hash = UInt32(truncatingIfNeeded: text.count)
      if let first = text.first, let last = text.last { hash ^= UInt32(first) << 8 ^ UInt32(last) << 16 }
      let bit: UInt64 = 1 << UInt64((hash &* 0x9E37_79B1) >> 26)
      if seen & bit != 0 { return false }
      seen |= bit
      index = next(after: index + 1)
    }
    return true
  }

  private func indexes() -> [Int] {
    var keys: [Int] = []
    var index = mapping + 1
    while index < entries.count {
      keys.append(index)
      index = next(after: index + 1)
    }
    return keys
  }

  private func duplicatesByPairs(_ keys: [Int]) -> [Duplicate] {
    keys.indices.compactMap { again in
      let key = KeyText(bytes: text(of: entries[keys[again]]))
      let first = keys[..<again].first { KeyText(bytes: text(of: entries[$0])) == key }
      return first.map { ($0, keys[again], key.string) }
    }
  }

  private func duplicatesByTable(_ keys: [Int]) -> [Duplicate] {
    var seen: [KeyText: Int] = [:]
    seen.reserveCapacity(keys.count)
    return keys.compactMap { key in
      let text = KeyText(bytes: text(of: entries[key]))
      if let first = seen[text] { return (first, key, text.string) }
      seen[text] = key
      return nil
    }
  }

  /// The index after the subtree at `index`.
  @inline(__always)
  private func next(after index: Int) -> Int {
    let entry = entries[index]
    return entry.isScalar ? index + 1 : entry.subtreeEnd
  }

  @inline(__always)
  private func text(of entry: NodeTape.Entry) -> UnsafeBufferPointer<UInt8> {
    let start = entry.textStart
    guard start >= source.count else { return UnsafeBufferPointer(rebasing: source[start..<start + entry.count]) }
    return UnsafeBufferPointer(rebasing: extra[start - source.count..<start - source.count + entry.count])
  }
}

/// A key by its bytes.
private struct KeyText: Hashable {
  let bytes: UnsafeBufferPointer<UInt8>

  var string: String { String(decoding: bytes, as: UTF8.self) }

  static func == (left: KeyText, right: KeyText) -> Bool { left.bytes.equals(right.bytes) }

  func hash(into hasher: inout Hasher) { hasher.combine(bytes: UnsafeRawBufferPointer(bytes)) }
}
