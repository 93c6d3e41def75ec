internal import Documents

/// Writes a plan as a comment on a merge request: what matters in sight, the rest to be unfolded.
struct PlanMarkdown {
  /// GitHub takes 65,536 characters, and a comment is seldom alone in its field.
  static let limit = 60_000
  private static let note = "\n_Cut to \(limit) characters: `weft plan` shows it all._\n"

  /// The changes get what the other sections leave.
  func write(_ document: PlanDocument) -> String {
    var left = Self.limit - Self.note.utf8.count
    var isCut = false
    func take(_ pieces: Pieces, atMost share: Int) -> String {
      let fitted = pieces.fitted(to: min(left, share))
      if fitted.isCut { isCut = true }
      left -= fitted.text.utf8.count
      return fitted.text
    }
    let summary = take(Pieces(opening: "**\(Self.escape(document.summary))**\n", lines: [], closing: ""), atMost: left)
    let urgent = document.sections.filter(\.isUrgent).map { take(bullets($0), atMost: left / 3) }
    let tables = document.sections.filter { $0.table != nil }.map { take(table($0), atMost: left / 3) }
    let others = document.sections.filter { !$0.isUrgent && $0.table == nil && !$0.isLeading }.map { take(folded($0), atMost: left / 3) }
    let changes = document.sections.filter(\.isLeading).map { take(folded($0), atMost: left) }
    return summary + (urgent + tables + changes + others).joined() + (isCut ? Self.note : "")
  }

  /// A part of the comment that can be shortened line by line.
  struct Pieces {
    let opening: String
    let lines: [String]
    let closing: String

    func fitted(to limit: Int) -> (text: String, isCut: Bool) {
      var room = limit - opening.utf8.count - closing.utf8.count
      guard room >= 0 else { return ("", true) }
      var text = opening
      for line in lines {
        room -= line.utf8.count
        guard room >= 0 else { return (text + closing, true) }
        text += line
      }
      return (text + closing, false)
    }
  }

  // MARK: Sections

  private func bullets(_ section: PlanDocument.Section) -> Pieces {
    let lines = section.blocks.joined().map { line in
      (line.indent == 0 ? "- " : "  - ") + Self.escape(line.lead + line.rest) + "\n"
    }
    return Pieces(opening: "\n\(Self.escape(section.title)):\n\n", lines: lines, closing: "")
  }

  private func table(_ section: PlanDocument.Section) -> Pieces {
    guard let table = section.table else { return Pieces(opening: "", lines: [], closing: "") }
    let head = "| \(table.header.joined(separator: " | ")) |\n|\(String(repeating: "---|", count: table.header.count))\n"
    var lines = table.rows.map { row in
      var cells = row.cells.map(Self.escape)
      if let note = row.note { cells[0] += "<br>\(Self.escape(note))" }
      return "| \(cells.joined(separator: " | ")) |\n"
    }
    let after = [table.more].compactMap { $0 } + section.blocks.joined().map { $0.lead + $0.rest }
    lines += after.map { "\n\(Self.escape($0))\n" }
    return Pieces(opening: "\n\(Self.escape(section.title)):\n\n\(head)", lines: lines, closing: "")
  }

  private func folded(_ section: PlanDocument.Section) -> Pieces {
    var lines: [String] = []
    for (index, block) in section.blocks.enumerated() {
      if section.isLeading, index > 0 { lines.append("\n") }
      lines += block.map { String(repeating: "  ", count: $0.indent) + printable($0.lead + $0.rest) + "\n" }
    }
    let fence = Self.fence(for: lines)
    let count = section.count.map { " (\($0))" } ?? ""
    return Pieces(
      opening: "\n<details><summary>\(Self.escape(section.title))\(count)</summary>\n\n\(fence)\(section.isLeading ? "diff" : "")\n",
      lines: lines,
      closing: "\(fence)\n\n</details>\n")
  }

  // MARK: What Markdown would act upon

  /// Longer than any row of backticks within.
  private static func fence(for lines: [String]) -> String {
    var longest = 2
    for line in lines {
      var run = 0
      for byte in line.utf8 {
        run = byte == UInt8(ascii: "`") ? run + 1 : 0
        longest = max(longest, run)
      }
    }
    return String(repeating: "`", count: longest + 1)
  }

  private static let special: Set<Character> = Set("\\`*_{}[]<>|~#!&@$")

  static func escape(_ text: String) -> String {
    var out = ""
    for character in printable(text) {
      if special.contains(character) { out.append("\\") }
      out.append(character)
    }
    // At the beginning of a line it would be a list.
    return out.first.map { "+-".contains($0) } == true ? "\\" + out : out
  }
}
