internal import Documents

/// Writes a plan for a terminal.
struct PlanText {
  let paint: Paint

  func write(_ document: PlanDocument) -> String {
    var out = ""
    for section in document.sections { write(section, to: &out) }
    return out + "\n" + document.summary + "\n"
  }

  private func write(_ section: PlanDocument.Section, to out: inout String) {
    if !section.isLeading { out += "\n\(section.title):\n" }
    if let table = section.table { write(table, to: &out) }
    for block in section.blocks {
      if section.isLeading { out += "\n" }
      for line in block { write(line, indent: line.indent + (section.isLeading ? 0 : 1), to: &out) }
    }
  }

  private func write(_ line: PlanDocument.Line, indent: Int, to out: inout String) {
    out += String(repeating: "  ", count: indent) + paint.apply(line.tone, to: printable(line.lead)) + printable(line.rest) + "\n"
  }

  /// In columns; the last one begins behind a colon.
  private func write(_ table: PlanDocument.Table, to out: inout String) {
    let columns = table.header.indices.dropLast()
    let widths = columns.map { column in table.rows.map { $0.cells[column].count }.max() ?? 0 }
    for row in table.rows {
      var parts: [String] = []
      for column in columns {
        let cell = row.cells[column]
        let isEnd = column == columns.last
        parts.append(isEnd ? cell : cell + String(repeating: " ", count: widths[column] - cell.count))
      }
      let last = row.cells[row.cells.count - 1]
      let text = parts.joined(separator: "  ") + (last.isEmpty ? "" : ": \(last)")
      write(PlanDocument.Line(text, tone: row.tone), indent: 1, to: &out)
      if let note = row.note { write(PlanDocument.Line(note), indent: 2, to: &out) }
    }
    if let more = table.more { write(PlanDocument.Line(more), indent: 1, to: &out) }
  }
}
