internal import YAML

/// A key and its value, as nodes of a layout.
struct Pair {
  let key: Int
  let value: Int
  /// Of what is below it.
  var order = KeyOrder.kept
  /// Its place among the known keys; unknown ones come after them.
  var rank = Int.max
}

extension SectionWriter {
  /// The pairs of a mapping in the order they are written; `isForced` where an alias keeps them from their proper order.
  func ordered(_ mapping: Int, _ order: KeyOrder) -> (pairs: [Pair], isForced: Bool) {
    var pairs = pairs(of: mapping)
    let order = if case .document = order { orders[kind(of: pairs)] } else { order }
    if case .kept = order { return (pairs, false) }
    let fields = order.fields(for: pairs.map { name(of: $0.key) })
    var guess = 0
    var isSorted = true
    var last = 0
    for index in pairs.indices {
      let name = name(of: pairs[index].key)
      if let rank = Self.rank(of: name, in: fields, startingAt: guess) {
        guess = rank + 1
        pairs[index].rank = rank
        pairs[index].order = fields[rank].order
      }
      isSorted = isSorted && pairs[index].rank >= last
      last = pairs[index].rank
    }
    if isSorted { return (pairs, false) }
    let sorted = pairs.sorted { ($0.rank, $0.key) < ($1.rank, $1.key) }
    // An alias stands for the last anchor before it, so those must not change places.
    let anchored = sorted.filter(hasAnchors)
    let isSafe = zip(anchored, anchored.dropFirst()).allSatisfy { $0.key < $1.key }
    return isSafe ? (sorted, false) : (pairs, true)
  }

  private func pairs(of mapping: Int) -> [Pair] {
    var pairs: [Pair] = []
    pairs.reserveCapacity(layout.nodes[mapping].count / 2)
    var key = mapping + 1
    while key + 1 < layout.nodes[mapping].subtreeEnd {
      pairs.append(Pair(key: key, value: key + 1))
      key = layout.nodes[key + 1].subtreeEnd
    }
    return pairs
  }

  private func hasAnchors(_ pair: Pair) -> Bool {
    guard !anchorCounts.isEmpty else { return false }
    let first = section.nodes.lowerBound
    return anchorCounts[layout.nodes[pair.value].subtreeEnd - first] > anchorCounts[pair.key - first]
  }

  private static func rank(of name: ArraySlice<UInt8>, in fields: [KeyOrder.Field], startingAt guess: Int) -> Int? {
    for index in guess..<fields.count where name.elementsEqual(fields[index].name) { return index }
    for index in 0..<min(guess, fields.count) where name.elementsEqual(fields[index].name) { return index }
    return nil
  }

  private func kind(of pairs: [Pair]) -> String? {
    let pair = pairs.first { name(of: $0.key).elementsEqual("kind".utf8) }
    return pair.flatMap { layout.nodes[$0.value].isCollection ? nil : String(decoding: name(of: $0.value), as: UTF8.self) }
  }

  /// A scalar without its quotes; escapes stay as they are, for no key that is known has any.
  private func name(of scalar: Int) -> ArraySlice<UInt8> {
    let node = layout.nodes[scalar]
    let text = bytes[node.range]
    return node.kind == .singleQuoted || node.kind == .doubleQuoted ? text.dropFirst().dropLast() : text
  }
}
