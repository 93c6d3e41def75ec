internal import Planning

/// A plan laid out for people, before it becomes text or Markdown.
struct PlanDocument {
  var sections: [Section]
  /// One sentence.
  var summary: String

  struct Section {
    let title: String
    /// Lines that belong together.
    var blocks: [[Line]]
    var table: Table?
    /// How many things it speaks of, shown or not; nil where that says nothing.
    var count: Int?
    /// It comes first, and needs no title in text.
    var isLeading = false
    /// It has to be seen whatever else is.
    var isUrgent = false

    init(
      _ title: String, blocks: [[Line]] = [], table: Table? = nil, count: Int? = nil, isLeading: Bool = false, isUrgent: Bool = false
    ) {
      self.title = title
      self.blocks = blocks
      self.table = table
      self.count = count
      self.isLeading = isLeading
      self.isUrgent = isUrgent
    }

    init(_ title: String, lines: [Line], count: Int? = nil, isUrgent: Bool = false) {
      self.init(title, blocks: lines.isEmpty ? [] : [lines], count: count, isUrgent: isUrgent)
    }

    var isEmpty: Bool { blocks.isEmpty && table == nil }
  }

  struct Line {
    /// In steps of two columns.
    var indent: Int
    /// What bears the tone; the rest is plain.
    var lead: String
    var rest: String
    var tone: Tone

    init(_ lead: String, rest: String = "", indent: Int = 0, tone: Tone = .plain) {
      self.lead = lead
      self.rest = rest
      self.indent = indent
      self.tone = tone
    }
  }

  enum Tone {
    case plain, alarm
    case action(Change.Action)
  }

  struct Table {
    let header: [String]
    var rows: [Row]
    /// What is left out of it.
    var more: String?

    struct Row {
      let cells: [String]
      /// Others of which the same holds.
      let note: String?
      var tone = Tone.plain
    }
  }
}
