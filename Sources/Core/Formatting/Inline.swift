internal import YAML

extension SectionWriter {
  /// How a value is written.
  enum Form {
    /// On lines of its own below its key.
    case block
    /// A flow collection, on one line.
    case line(FlowLine)
    /// A flow collection with its own line breaks, which comments or texts of several lines need.
    case asItStands
    case scalar
  }

  /// `column` is where the value would begin.
  func form(of index: Int, at column: Int, _ order: KeyOrder) -> Form {
    let node = layout.nodes[index]
    guard node.isCollection else { return .scalar }
    guard node.isFlow else { return .block }
    if place(index).hasInner { return .asItStands }
    var line = FlowLine(limit: Self.width - column)
    if appendValue(index, order, to: &line) { return .line(line) }
    if canBreak(index) { return .block }
    line = FlowLine(limit: .max)
    return appendValue(index, order, to: &line) ? .line(line) : .asItStands
  }

  /// Writes a value that begins on the line that is being written; block scalars end their last line, all others do not.
  mutating func inline(_ index: Int, _ form: Form, indent: Int) {
    let node = layout.nodes[index]
    switch form {
    case .line(let line):
      out.append(contentsOf: line.text)
      unordered += line.unordered
    case .asItStands:
      let column = place(index).parentColumn
      shifted(node.range, by: column < 0 ? 0 : indent - column, atLeast: indent)
    case .block: break
    case .scalar where node.kind == .block: blockScalar(index, indent: indent)
    case .scalar: folded(node, indent: indent + 2)
    }
  }
}

/// One line on the way: `{a: 1, b: [2, 3]}`.
struct FlowLine {
  private(set) var text: [UInt8] = []
  /// The characters that may still follow.
  private var room: Int
  /// The mappings whose keys could not be put in order.
  var unordered: [Int] = []

  init(limit: Int) { room = limit }

  /// False where the line is too long or the text has more than one.
  mutating func append(_ bytes: some Sequence<UInt8>) -> Bool {
    for byte in bytes {
      if byte & 0xC0 != 0x80 { room -= 1 }
      if room < 0 || byte == UInt8(ascii: "\n") { return false }
      text.append(byte)
    }
    return true
  }
}

extension SectionWriter {
  private func append(_ index: Int, _ order: KeyOrder, to line: inout FlowLine) -> Bool {
    let node = layout.nodes[index]
    if !node.anchor.isEmpty {
      guard line.append(bytes[node.anchor]), node.range.isEmpty || line.append(" ".utf8) else { return false }
    }
    return appendValue(index, order, to: &line)
  }

  /// A node without its anchor.
  private func appendValue(_ index: Int, _ order: KeyOrder, to line: inout FlowLine) -> Bool {
    let node = layout.nodes[index]
    switch node.kind {
    case .mapping: return appendMapping(index, order, to: &line)
    case .sequence: return appendSequence(index, order.item, to: &line)
    default: return line.append(bytes[node.range])
    }
  }

  private func appendMapping(_ mapping: Int, _ order: KeyOrder, to line: inout FlowLine) -> Bool {
    let (pairs, isForced) = ordered(mapping, order)
    if isForced { line.unordered.append(mapping) }
    guard line.append("{".utf8) else { return false }
    var isFirst = true
    for pair in pairs {
      let value = layout.nodes[pair.value]
      guard isFirst || line.append(", ".utf8), append(pair.key, .kept, to: &line) else { return false }
      isFirst = false
      // `{a}`: some readers take the comma of `{a:, b}` for a part of the value.
      if value.range.isEmpty, value.anchor.isEmpty { continue }
      let colon = layout.nodes[pair.key].kind == .alias ? " : " : ": "
      guard line.append(colon.utf8), append(pair.value, pair.order, to: &line) else { return false }
    }
    return line.append("}".utf8)
  }

  private func appendSequence(_ sequence: Int, _ order: KeyOrder, to line: inout FlowLine) -> Bool {
    guard line.append("[".utf8) else { return false }
    var item = sequence + 1
    while item < layout.nodes[sequence].subtreeEnd {
      guard item == sequence + 1 || line.append(", ".utf8), append(item, order, to: &line) else { return false }
      item = layout.nodes[item].subtreeEnd
    }
    return line.append("]".utf8)
  }

  /// Whether a flow collection may become a block: not where a text such as `-` would be a sign there, nor with a key that is too long
  /// for a block. Keys before a colon have one line and at most 1,024 characters (YAML 1.2.2, 7.4.2), but `{a}` has no colon.
  private func canBreak(_ index: Int) -> Bool {
    var child = index + 1
    var isKey = layout.nodes[index].kind == .mapping
    while child < layout.nodes[index].subtreeEnd {
      let node = layout.nodes[child]
      if isKey, node.range.count > 1_000 || bytes[node.range].contains(UInt8(ascii: "\n")) { return false }
      if layout.nodes[index].kind == .mapping { isKey.toggle() }
      if node.kind == .plain, let first = bytes[node.range].first, "-?:".utf8.contains(first) {
        let second = bytes[node.range].dropFirst().first
        if second == nil || " \t\n\r".utf8.contains(second ?? 0) { return false }
      }
      child = node.subtreeEnd
    }
    return layout.nodes[index].count > 0
  }
}
