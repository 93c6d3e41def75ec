/// A text under repair: what it was, what it is, and which stretches differ. What no edit touches stays byte for byte.
package struct EditedText: Sendable {
  /// A stretch of the original and what stands there now, both in bytes.
  package struct Change: Hashable, Sendable {
    package var old: Range<Int>
    package var new: Range<Int>
  }

  package let original: SourceFile
  package private(set) var current: SourceFile
  /// In the order of the text; they do not touch each other.
  package private(set) var changes: [Change] = []

  package init(_ file: SourceFile) {
    original = file
    current = file
  }

  package var isChanged: Bool { current.bytes != original.bytes }

  /// Applies edits of the current text that do not overlap, in the order of the text.
  package mutating func apply(_ edits: [TextEdit]) {
    guard !edits.isEmpty else { return }
    let bytes = current.bytes
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var copied = 0
    for edit in edits {
      precondition(Int(edit.range.start) >= copied && Int(edit.range.end) <= bytes.count, "edits overlap or leave the text")
      result += bytes[copied..<Int(edit.range.start)]
      result += edit.replacement.utf8
      copied = Int(edit.range.end)
    }
    result += bytes[copied...]
    current = SourceFile(path: original.path, bytes: result)
    merge(edits)
  }

  /// Earlier changes and new edits that touch become one change.
  private mutating func merge(_ edits: [TextEdit]) {
    // All in the bytes of the text before the edits: where, how much earlier changes made longer, and how much the edits do.
    var pieces = changes.map { (range: $0.new, earlier: $0.new.count - $0.old.count, now: 0) }
    pieces += edits.map { edit in
      let range = Int(edit.range.start)..<Int(edit.range.end)
      return (range, 0, edit.replacement.utf8.count - range.count)
    }
    pieces.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    var joined: [(range: Range<Int>, earlier: Int, now: Int)] = []
    for piece in pieces {
      if let last = joined.last, piece.range.lowerBound <= last.range.upperBound {
        let range = last.range.lowerBound..<max(last.range.upperBound, piece.range.upperBound)
        joined[joined.count - 1] = (range, last.earlier + piece.earlier, last.now + piece.now)
      } else {
        joined.append(piece)
      }
    }
    var (earlier, now) = (0, 0)
    changes = joined.map { piece in
      let (lower, upper) = (piece.range.lowerBound, piece.range.upperBound)
      let change = Change(
        old: lower - earlier..<upper - earlier - piece.earlier, new: lower + now..<upper + now + piece.now)
      earlier += piece.earlier
      now += piece.now
      return change
    }
  }
}

extension [Diagnostic] {
  /// The fixes for one text that can be applied together, in the order of the text: of overlapping ones the first.
  ///
  /// Two insertions at one place overlap: nothing says which comes first.
  package func compatibleFixes(in source: SourceID) -> [(diagnostic: Diagnostic, edit: TextEdit)] {
    let fixes = compactMap { diagnostic in diagnostic.fix.map { (diagnostic: diagnostic, edit: $0) } }
      .filter { $0.edit.range.source == source }
      .enumerated().sorted { ($0.element.edit.range, $0.offset) < ($1.element.edit.range, $1.offset) }.map(\.element)
    var taken: [(diagnostic: Diagnostic, edit: TextEdit)] = []
    for fix in fixes {
      if let last = taken.last?.edit.range, fix.edit.range.start < last.end || fix.edit.range == last { continue }
      taken.append(fix)
    }
    return taken
  }
}
