internal import YAML

/// Where the comments of a section belong: each node knows the ones before, beside and behind it, as ranges of the layout's comments.
struct Placement: Sendable {
  /// Own-line comments before the key or the dash; of a key they are at the key's node, of an item at the item's.
  var lead = 0..<0
  /// Between the `:` or the `-` and the value.
  var head = 0..<0
  /// On the line on which the value ends.
  var trailing: Int?
  /// At the end of a block, by their indentation.
  var tail = 0..<0
  /// Among the items of a flow collection.
  var hasInner = false
  /// A blank line stands before the key or the dash.
  var isAfterBlankLine = false
  /// The column of the block that holds it.
  var parentColumn = 0
}

/// Finds the place of every comment of a section, in one walk.
struct CommentPlacer {
  private let layout: YAMLLayout
  private let section: YAMLLayout.Section
  private let bytes: [UInt8]
  private(set) var placements: [Placement]
  private var next: Int
  private var dash: Int

  /// Nil where dashes and items do not agree: such a text is not understood.
  static func placements(of section: YAMLLayout.Section, in layout: YAMLLayout, _ bytes: [UInt8], after comment: Int) -> [Placement]? {
    var placer = CommentPlacer(section, layout, bytes, after: comment)
    let root = section.nodes.lowerBound
    let start = layout.nodes[root].start(of: layout, root)
    let header = placer.take { $0.range.lowerBound < start }
    placer.edit(root) { $0.lead = header }
    placer.node(root, parentColumn: -1, isLast: true)
    let rest = placer.take { _ in true }
    placer.edit(root) { $0.tail = ($0.tail.isEmpty ? rest.lowerBound : $0.tail.lowerBound)..<rest.upperBound }
    return placer.dash == section.dashes.upperBound ? placer.placements : nil
  }

  private init(_ section: YAMLLayout.Section, _ layout: YAMLLayout, _ bytes: [UInt8], after comment: Int) {
    self.layout = layout
    self.section = section
    self.bytes = bytes
    placements = Array(repeating: Placement(), count: section.nodes.count)
    next = comment
    dash = section.dashes.lowerBound
  }

  private mutating func edit(_ node: Int, _ change: (inout Placement) -> Void) {
    change(&placements[node - section.nodes.lowerBound])
  }

  /// The comments from here on that satisfy `condition`.
  private mutating func take(while condition: (YAMLLayout.Comment) -> Bool) -> Range<Int> {
    let first = next
    while next < section.comments.upperBound, condition(layout.comments[next]) { next += 1 }
    return first..<next
  }

  private mutating func node(_ index: Int, parentColumn: Int, isLast: Bool) {
    let node = layout.nodes[index]
    edit(index) { $0.parentColumn = parentColumn }
    guard node.isBlockCollection else { return inline(index, parentColumn: parentColumn, isLast: isLast) }
    let column = node.kind == .mapping ? self.column(of: node.start(of: layout, index)) : self.column(ofDash: dash)
    if node.kind == .mapping { pairs(of: index, column: column) } else { items(of: index, column: column) }
    tail(index, from: max(column, parentColumn + 1), parentColumn: parentColumn, isLast: isLast)
  }

  private mutating func pairs(of mapping: Int, column: Int) {
    let end = layout.nodes[mapping].subtreeEnd
    var key = mapping + 1
    while key + 1 < end {
      let value = key + 1
      let start = layout.nodes[key].start
      let lead = take { $0.range.lowerBound < start }
      // The blank line at the beginning of a block does not travel with the first key.
      let isAfterBlankLine = layout.nodes[key].isAfterBlankLine && (key > mapping + 1 || !lead.isEmpty)
      let head = head(of: value)
      edit(key) {
        $0.lead = lead
        $0.isAfterBlankLine = isAfterBlankLine
      }
      edit(value) { $0.head = head }
      let following = layout.nodes[value].subtreeEnd
      node(value, parentColumn: column, isLast: following >= end)
      key = following
    }
  }

  private mutating func items(of sequence: Int, column: Int) {
    let end = layout.nodes[sequence].subtreeEnd
    var item = sequence + 1
    while item < end {
      guard dash < section.dashes.upperBound else {
        dash = section.dashes.upperBound + 1
        return
      }
      let mark = layout.dashes[dash]
      dash += 1
      let lead = take { $0.range.lowerBound < mark.offset }
      let head = head(of: item)
      edit(item) {
        $0.lead = lead
        $0.isAfterBlankLine = mark.isAfterBlankLine
        $0.head = head
      }
      let following = layout.nodes[item].subtreeEnd
      node(item, parentColumn: column, isLast: following >= end)
      item = following
    }
  }

  /// What stands on own lines before a block belongs to the first thing in it.
  private mutating func head(of value: Int) -> Range<Int> {
    let node = layout.nodes[value]
    guard node.isBlockCollection else { return take { $0.range.lowerBound < node.range.lowerBound } }
    let start = node.kind == .sequence && dash < section.dashes.upperBound ? layout.dashes[dash].offset : node.range.lowerBound
    return take { !$0.isOwnLine && $0.range.lowerBound < start }
  }

  private mutating func inline(_ index: Int, parentColumn: Int, isLast: Bool) {
    let node = layout.nodes[index]
    let inner = take { $0.range.lowerBound < node.range.upperBound && node.isCollection }
    if !inner.isEmpty { edit(index) { $0.hasInner = true } }
    if node.kind != .block, next < section.comments.upperBound, !layout.comments[next].isOwnLine, isBeside(next, node.range.upperBound) {
      let comment = next
      next += 1
      edit(index) { $0.trailing = comment }
    }
    // A key without a value may be a block whose every line is a comment.
    if node.range.isEmpty { tail(index, from: parentColumn + 1, parentColumn: parentColumn, isLast: isLast) }
  }

  private func isBeside(_ comment: Int, _ end: Int) -> Bool {
    let start = layout.comments[comment].range.lowerBound
    return end <= start && bytes[end..<start].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// The deepest block that ends here takes the comments at its column and beyond; the outermost, all that the next thing does not.
  private mutating func tail(_ index: Int, from column: Int, parentColumn: Int, isLast: Bool) {
    let limit = nextStart(after: index)
    let first = isLast ? column : parentColumn + 1
    let tail = take { $0.isOwnLine && $0.range.lowerBound < limit && $0.column >= first }
    edit(index) { $0.tail = tail }
  }

  /// Where the next key, item or section begins.
  private func nextStart(after index: Int) -> Int {
    let following = layout.nodes[index].subtreeEnd
    let node = following < section.nodes.upperBound ? layout.nodes[following].start : section.range.upperBound
    let mark = dash < section.dashes.upperBound ? layout.dashes[dash].offset : section.range.upperBound
    return min(node, mark)
  }

  // MARK: Columns

  private func column(ofDash dash: Int) -> Int {
    dash < section.dashes.upperBound ? column(of: layout.dashes[dash].offset) : 0
  }

  private func column(of offset: Int) -> Int {
    var start = offset
    while start > section.range.lowerBound, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return offset - start
  }
}

extension YAMLLayout.Node {
  /// Where a block mapping's first key stands: the mapping's own mark lies before its anchor.
  fileprivate func start(of layout: YAMLLayout, _ index: Int) -> Int {
    isBlockCollection && index + 1 < subtreeEnd ? layout.nodes[index + 1].start : start
  }
}
