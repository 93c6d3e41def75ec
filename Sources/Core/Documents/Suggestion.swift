/// The candidate nearest to `word` by edit distance, if it is near enough to be what was meant.
///
/// Comparing costs the product of the lengths, so words far longer than any name get no suggestion.
package func nearest<Candidates: Sequence<String>>(to word: String, among candidates: Candidates) -> String? {
  guard word.utf8.count <= longestWord else { return nil }
  let bound = max(1, word.unicodeScalars.count / 3)
  var best: (distance: Int, name: String)?
  for candidate in candidates where candidate.utf8.count <= longestWord {
    let distance = editDistance(Array(word.lowercased().utf8), Array(candidate.lowercased().utf8), atMost: bound)
    guard let distance, distance <= bound else { continue }
    if best == nil || (distance, candidate) < (best!.distance, best!.name) { best = (distance, candidate) }
  }
  return best?.name
}

/// In bytes; names have 63 at most.
private let longestWord = 256

/// Insertions, deletions, substitutions and swaps of neighbours between the two; nil where that exceeds `bound`.
private func editDistance(_ left: [UInt8], _ right: [UInt8], atMost bound: Int) -> Int? {
  if abs(left.count - right.count) > bound { return nil }
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for i in 0..<left.count {
    var current = [i + 1]
    for j in 0..<right.count {
      var cost = min(previous[j] + (left[i] == right[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, beforePrevious[j - 1] + 1) }
      current.append(cost)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[right.count]
}

/// Whether a name is surely a slip for the one that is near it, so that it may be put right unasked: letters left out, added or swapped.
///
/// One letter for another is not: `san-a` and `san-b` are two names.
package func isSlip(_ written: String, for meant: String) -> Bool {
  let (one, other) = (Array(written.utf8), Array(meant.utf8))
  guard one.count == other.count else { return true }
  return one.indices.count { one[$0] != other[$0] } > 1
}
