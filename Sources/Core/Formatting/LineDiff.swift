/// What changed between two texts, line by line, as `diff -u` prints it.
package enum LineDiff {
  /// Lines of context around a change.
  private static let context = 3
  /// Comparing costs the product of both numbers of lines, so beyond this the whole stretch that differs counts as replaced.
  private static let cells = 4_000_000

  private enum Edit: Equatable { case keep, remove, insert }

  /// Empty where the texts are the same. The result is for terminals and reviews: `name` stands in its head for both texts.
  package static func unified(_ before: [UInt8], _ after: [UInt8], name: String) -> String {
    if before == after { return "" }
    let (old, new) = (lines(before), lines(after))
    var text = "--- \(name)\n+++ \(name) (formatted)\n"
    var (oldLine, newLine) = (0, 0)
    let edits = edits(from: old, to: new)
    var index = 0
    while index < edits.count {
      guard edits[index] != .keep else {
        (oldLine, newLine, index) = (oldLine + 1, newLine + 1, index + 1)
        continue
      }
      let lead = min(context, oldLine, newLine, index)
      let end = endOfHunk(edits, from: index)
      let hunk = edits[(index - lead)..<end]
      let (oldStart, newStart) = (oldLine - lead, newLine - lead)
      let (oldCount, newCount) = (hunk.count { $0 != .insert }, hunk.count { $0 != .remove })
      text += "@@ -\(oldCount == 0 ? oldStart : oldStart + 1),\(oldCount) +\(newCount == 0 ? newStart : newStart + 1),\(newCount) @@\n"
      (oldLine, newLine) = (oldStart, newStart)
      for edit in hunk {
        switch edit {
        case .keep: text += " \(string(old[oldLine]))\n"
        case .remove: text += "-\(string(old[oldLine]))\n"
        case .insert: text += "+\(string(new[newLine]))\n"
        }
        if edit != .insert { oldLine += 1 }
        if edit != .remove { newLine += 1 }
      }
      index = end
    }
    return text
  }

  /// Changes that are closer than twice the context share a hunk.
  private static func endOfHunk(_ edits: [Edit], from start: Int) -> Int {
    var end = start
    var index = start
    while index < edits.count, index - end <= 2 * context {
      if edits[index] != .keep { end = index + 1 }
      index += 1
    }
    return min(end + context, edits.count)
  }

  /// The longest common subsequence between what both begin and what both end with.
  private static func edits(from old: [ArraySlice<UInt8>], to new: [ArraySlice<UInt8>]) -> [Edit] {
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    var end = 0
    while end < old.count - start, end < new.count - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
    let middle = middle(Array(old[start..<old.count - end]), Array(new[start..<new.count - end]))
    return Array(repeating: .keep, count: start) + middle + Array(repeating: .keep, count: end)
  }

  private static func middle(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Edit] {
    guard !old.isEmpty, !new.isEmpty, old.count <= cells / new.count else {
      return Array(repeating: .remove, count: old.count) + Array(repeating: .insert, count: new.count)
    }
    // lengths[i][j] is that of the longest common subsequence of old[i...] and new[j...].
    let width = new.count + 1
    var lengths = [Int32](repeating: 0, count: (old.count + 1) * width)
    for i in old.indices.reversed() {
      for j in new.indices.reversed() {
        lengths[i * width + j] =
          old[i] == new[j] ? lengths[(i + 1) * width + j + 1] + 1 : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var edits: [Edit] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, j < new.count, old[i] == new[j] {
        (i, j) = (i + 1, j + 1)
        edits.append(.keep)
      } else if i < old.count, j == new.count || lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
        i += 1
        edits.append(.remove)
      } else {
        j += 1
        edits.append(.insert)
      }
    }
    return edits
  }

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func string(_ line: ArraySlice<UInt8>) -> String { String(decoding: line, as: UTF8.self) }
}
