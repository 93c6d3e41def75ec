internal import YAML

extension SectionWriter {
  /// The pairs or items of a collection as a block; `continues` where the first stands on the line that is being written.
  mutating func children(of index: Int, indent: Int, order: KeyOrder, continues: Bool) {
    if layout.nodes[index].kind == .mapping {
      pairs(of: index, indent: indent, order: order, continues: continues)
    } else {
      items(of: index, indent: indent, order: order.item, continues: continues)
    }
    if !layout.nodes[index].isFlow { lines(of: Array(place(index).tail), indent: indent, skipsFirstBlank: false) }
  }

  private mutating func pairs(of mapping: Int, indent: Int, order: KeyOrder, continues: Bool) {
    let (pairs, isForced) = ordered(mapping, order)
    if isForced { unordered.append(mapping) }
    var isFirst = true
    for pair in pairs {
      if !isFirst || !continues {
        let place = place(pair.key)
        lines(of: Array(place.lead), indent: indent, skipsFirstBlank: isFirst)
        if place.isAfterBlankLine, !isFirst || !place.lead.isEmpty { blankLine() }
        space(indent)
      }
      isFirst = false
      key(pair.key)
      value(of: pair.value, indent: indent, order: pair.order, isItem: false)
    }
  }

  private mutating func items(of sequence: Int, indent: Int, order: KeyOrder, continues: Bool) {
    var item = sequence + 1
    while item < layout.nodes[sequence].subtreeEnd {
      let isFirst = item == sequence + 1
      if !isFirst || !continues { above(item, indent: indent, order: order, isFirst: isFirst) }
      out.append(UInt8(ascii: "-"))
      value(of: item, indent: indent, order: order, isItem: true)
      item = layout.nodes[item].subtreeEnd
    }
  }

  mutating func key(_ index: Int) {
    let node = layout.nodes[index]
    if !node.anchor.isEmpty {
      copy(node.anchor)
      space(1)
    }
    copy(node.range)
    // A colon right behind an alias would be part of its name by YAML 1.2.
    if node.kind == .alias { space(1) }
    out.append(UInt8(ascii: ":"))
  }

  /// What stands before an item's dash: its own comments, and those that would come between the dash and the first key.
  private mutating func above(_ item: Int, indent: Int, order: KeyOrder, isFirst: Bool) {
    let place = place(item)
    let hoisted = hoisted(from: item, indent: indent, order: order)
    let comments = Array(place.lead) + hoisted
    lines(of: comments, indent: indent, skipsFirstBlank: isFirst)
    if place.isAfterBlankLine, hoisted.isEmpty, !isFirst || !comments.isEmpty { blankLine() }
    space(indent)
  }

  /// The comments between a dash and what follows it, where that can follow on the same line.
  private func hoisted(from item: Int, indent: Int, order: KeyOrder) -> [Int] {
    guard isCompact(item) else { return [] }
    let node = layout.nodes[item]
    var comments = Array(place(item).head)
    guard node.isCollection, case .block = form(of: item, at: indent + 2, order) else { return comments }
    if node.isFlow {
      if let trailing = place(item).trailing { comments.append(trailing) }
    } else if node.kind == .sequence {
      comments += Array(place(item + 1).lead)
      comments += hoisted(from: item + 1, indent: indent + 2, order: order.item)
    } else if let first = ordered(item, order).pairs.first {
      comments += Array(place(first.key).lead)
    }
    return comments
  }

  /// Whether an item's value follows its dash on the same line.
  private func isCompact(_ item: Int) -> Bool {
    guard layout.nodes[item].anchor.isEmpty else { return false }
    return place(item).head.first.map { layout.comments[$0].isOwnLine } ?? true
  }

  /// What stands behind `key:` or `-`, to the end of its last line.
  private mutating func value(of index: Int, indent: Int, order: KeyOrder, isItem: Bool) {
    let (node, place) = (layout.nodes[index], place(index))
    if !node.anchor.isEmpty {
      space(1)
      copy(node.anchor)
    }
    let isCompact = isItem && isCompact(index)
    let head = isCompact ? 0..<0 : place.head
    let form = form(of: index, at: head.isEmpty ? column + 1 : indent + 2, order)
    if case .block = form {
      if isCompact { space(1) } else { self.head(Array(head), node.isFlow ? place.trailing : nil, indent: indent + 2) }
      return children(of: index, indent: indent + 2, order: order, continues: isCompact)
    }
    if !head.isEmpty {
      self.head(Array(head), nil, indent: indent + 2)
      space(indent + 2)
    } else if !node.range.isEmpty {
      space(1)
    }
    inline(index, form, indent: indent)
    if let comment = place.trailing { beside(comment) }
    if out.last != UInt8(ascii: "\n") || node.kind != .block { newline() }
    lines(of: Array(place.tail), indent: indent + 2, skipsFirstBlank: true)
  }

  /// The comments between a key or a dash and its value: one on the same line, the others below. Ends the line.
  private mutating func head(_ comments: [Int], _ trailing: Int?, indent: Int) {
    var rest = comments[...]
    if let first = rest.first, !layout.comments[first].isOwnLine {
      beside(first)
      rest.removeFirst()
      newline()
      lines(of: Array(rest) + (trailing.map { [$0] } ?? []), indent: indent, skipsFirstBlank: true)
    } else {
      if let trailing { beside(trailing) }
      newline()
      lines(of: Array(rest), indent: indent, skipsFirstBlank: true)
    }
  }
}
