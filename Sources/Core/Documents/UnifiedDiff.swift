extension EditedText {
  /// The lines around each change that are shown with it.
  private static let context = 3

  /// The changes as a unified diff, which `patch -p1` and `git apply` take; empty where there are none.
  ///
  /// - Parameter forTerminal: with control characters made visible, which only people take.
  package func unifiedDiff(forTerminal: Bool = false) -> String {
    guard isChanged else { return "" }
    let (old, new) = (Lines(original, forTerminal: forTerminal), Lines(current, forTerminal: forTerminal))
    // A path in the shape that both tools expect, without a leading slash or `./`.
    let path = original.path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    var text = "--- a/\(printable(path))\n+++ b/\(printable(path))\n"
    for hunk in hunks(old, new) { text += hunk.text(old, new, context: Self.context) }
    return text
  }

  /// Changed lines, those near each other together.
  private func hunks(_ old: Lines, _ new: Lines) -> [Hunk] {
    var hunks: [Hunk] = []
    for change in changes {
      let isCut = !old.isStart(change.old.upperBound) || !new.isStart(change.new.upperBound)
      let lines = LineChange(old: old.lines(change.old, withEnd: isCut), new: new.lines(change.new, withEnd: isCut))
      guard let last = hunks.last?.changes.last, lines.old.lowerBound <= last.old.upperBound + 2 * Self.context else {
        hunks.append(Hunk(changes: [lines]))
        continue
      }
      let count = hunks[hunks.count - 1].changes.count
      if lines.old.lowerBound <= last.old.upperBound {
        hunks[hunks.count - 1].changes[count - 1] = LineChange(
          old: last.old.lowerBound..<max(last.old.upperBound, lines.old.upperBound),
          new: last.new.lowerBound..<max(last.new.upperBound, lines.new.upperBound))
      } else {
        hunks[hunks.count - 1].changes.append(lines)
      }
    }
    return hunks
  }
}

/// Lines by number from 0, before and after.
private struct LineChange {
  var old: Range<Int>
  var new: Range<Int>
}

private struct Hunk {
  var changes: [LineChange]

  func text(_ old: Lines, _ new: Lines, context: Int) -> String {
    guard let first = changes.first, let last = changes.last else { return "" }
    let oldStart = max(0, first.old.lowerBound - context)
    let newStart = first.new.lowerBound - (first.old.lowerBound - oldStart)
    let oldEnd = min(old.count, last.old.upperBound + context)
    let newEnd = last.new.upperBound + (oldEnd - last.old.upperBound)
    var text = "@@ -\(place(oldStart..<oldEnd)) +\(place(newStart..<newEnd)) @@\n"
    var shown = oldStart
    for change in changes {
      text += old.text(shown..<change.old.lowerBound, " ") + old.text(change.old, "-") + new.text(change.new, "+")
      shown = change.old.upperBound
    }
    return text + old.text(shown..<oldEnd, " ")
  }

  /// The first line from 1, and how many; where there are none, the line before.
  private func place(_ lines: Range<Int>) -> String { "\(lines.isEmpty ? lines.lowerBound : lines.lowerBound + 1),\(lines.count)" }
}

/// A text by its lines, each with its line end.
private struct Lines {
  private let bytes: [UInt8]
  private let forTerminal: Bool
  /// Where each begins; behind a line end at the end of the text begins one more, which is none.
  private let starts: [Int]

  init(_ file: SourceFile, forTerminal: Bool) {
    bytes = file.bytes
    self.forTerminal = forTerminal
    starts = [0] + file.bytes.indices.filter { file.bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  var count: Int { starts[starts.count - 1] == bytes.count ? starts.count - 1 : starts.count }

  func isStart(_ offset: Int) -> Bool { starts[line(at: offset)] == offset }

  /// The whole lines that hold the range.
  ///
  /// - Parameter withEnd: with the line in which it ends, also where it ends at that line's start.
  func lines(_ range: Range<Int>, withEnd: Bool) -> Range<Int> {
    let last = line(at: range.upperBound)
    return line(at: range.lowerBound)..<min(count, withEnd ? last + 1 : last)
  }

  func text(_ lines: Range<Int>, _ mark: String) -> String {
    lines.map { line in
      var content = bytes[starts[line]..<(line + 1 < starts.count ? starts[line + 1] : bytes.count)]
      let isEnded = content.last == UInt8(ascii: "\n")
      if isEnded { content.removeLast() }
      let text = String(decoding: content, as: UTF8.self)
      return mark + (forTerminal ? printable(text) : text) + (isEnded ? "\n" : "\n\\ No newline at end of file\n")
    }.joined()
  }

  /// The last line that begins at or before the offset.
  private func line(at offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
