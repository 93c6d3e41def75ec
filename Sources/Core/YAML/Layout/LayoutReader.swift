import CLibYAML
import Documents

/// Turns libyaml's events into a layout; what lies between them is the gap scanner's.
struct LayoutReader: ~Copyable {
  private var layout = YAMLLayout()
  private var cursor: SourceCursor
  private var gaps: GapScanner
  /// The collections that are open, outermost first.
  private var open: [Int] = []
  private var flowDepth = 0
  private var lastEnd = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool, origin: Int) {
    cursor = SourceCursor(bytes, isASCII: isASCII, origin: origin)
    gaps = GapScanner(bytes, from: origin)
    layout.sections.append(Self.section(from: origin))
  }

  static func read(_ file: SourceFile) -> YAMLLayout? {
    let origin = file.hasByteOrderMark ? 3 : 0
    return file.bytes.withUnsafeBufferPointer { bytes in
      var reader = LayoutReader(bytes, isASCII: file.isASCII, origin: origin)
      var events = EventStream(UnsafeBufferPointer(rebasing: bytes[origin...]))
      while events.advance() {
        if reader.add(UnsafePointer(events.event)) { return reader.finish() }
      }
      return nil
    }
  }

  private static func section(from start: Int) -> YAMLLayout.Section {
    YAMLLayout.Section(range: start..<start, nodes: 0..<0, comments: 0..<0, dashes: 0..<0)
  }

  /// True at the end of the stream.
  private mutating func add(_ event: UnsafePointer<yaml_event_t>) -> Bool {
    switch event.pointee.type {
    case YAML_SCALAR_EVENT: scalar(event)
    case YAML_ALIAS_EVENT: alias(event)
    case YAML_MAPPING_START_EVENT:
      let start = event.pointee.data.mapping_start
      begin(.mapping, event, isFlow: start.style == YAML_FLOW_MAPPING_STYLE, hasAnchor: start.anchor != nil)
    case YAML_SEQUENCE_START_EVENT:
      let start = event.pointee.data.sequence_start
      begin(.sequence, event, isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE, hasAnchor: start.anchor != nil)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: end(event)
    case YAML_DOCUMENT_START_EVENT:
      if event.pointee.data.document_start.implicit == 0 { separate(event) }
    case YAML_DOCUMENT_END_EVENT:
      if event.pointee.data.document_end.implicit == 0 { pass(cursor.offset(of: event.pointee.start_mark), 3) }
    case YAML_STREAM_END_EVENT: return true
    default: break
    }
    return false
  }

  private consuming func finish() -> YAMLLayout {
    gaps.scan(to: cursor.bytes.count, inFlow: false)
    closeSection(at: cursor.bytes.count)
    layout.comments = gaps.comments
    layout.dashes = gaps.dashes
    return layout
  }

  // MARK: Documents

  private mutating func separate(_ event: UnsafePointer<yaml_event_t>) {
    let start = cursor.offset(of: event.pointee.start_mark)
    pass(start, 0)
    closeSection(at: start)
    let end = cursor.offset(of: event.pointee.end_mark)
    gaps.skip(to: end)
    var section = Self.section(from: end)
    section.nodes = layout.nodes.count..<layout.nodes.count
    section.comments = gaps.comments.count..<gaps.comments.count
    section.dashes = gaps.dashes.count..<gaps.dashes.count
    layout.sections.append(section)
  }

  private mutating func closeSection(at end: Int) {
    var section = layout.sections.removeLast()
    section.range = section.range.lowerBound..<max(section.range.lowerBound, end)
    section.nodes = section.nodes.lowerBound..<layout.nodes.count
    section.comments = section.comments.lowerBound..<gaps.comments.count
    section.dashes = section.dashes.lowerBound..<gaps.dashes.count
    section.oddSign = gaps.oddSign
    gaps.oddSign = nil
    layout.sections.append(section)
  }

  private mutating func pass(_ offset: Int, _ length: Int) {
    gaps.scan(to: offset, inFlow: flowDepth > 0)
    gaps.skip(to: offset + length)
  }

  // MARK: Nodes

  private mutating func append(_ kind: YAMLLayout.Kind, _ start: Int, _ hasAnchor: Bool, limit: Int, isFlow: Bool) -> Int {
    let anchor = hasAnchor ? start..<anchorEnd(start) : start..<start
    let valueStart = hasAnchor ? skipBlanks(from: anchor.upperBound, to: limit) : start
    let index = layout.nodes.count
    if let parent = open.last { layout.nodes[parent].count += 1 }
    layout.nodes.append(YAMLLayout.Node(kind: kind, isFlow: isFlow, anchor: anchor, range: valueStart..<valueStart, subtreeEnd: index + 1))
    return index
  }

  private mutating func scalar(_ event: UnsafePointer<yaml_event_t>) {
    let scalar = event.pointee.data.scalar
    let start = cursor.offset(of: event.pointee.start_mark)
    let end = cursor.offset(of: event.pointee.end_mark)
    let kind: YAMLLayout.Kind =
      switch scalar.style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
      case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
      default: .plain
      }
    let index = append(kind, start, scalar.anchor != nil, limit: end, isFlow: flowDepth > 0)
    // The end of a document without a value is nowhere: it may lie behind the comments to come.
    if open.isEmpty, kind == .plain, start == end, scalar.anchor == nil {
      layout.nodes.removeLast()
      return
    }
    gaps.scan(to: layout.nodes[index].range.lowerBound, inFlow: flowDepth > 0)
    layout.nodes[index].isAfterBlankLine = gaps.takeBlankLine()
    close(index, at: end, gapFrom: kind == .block ? blockEnd(from: layout.nodes[index].range.lowerBound, to: end) : end)
  }

  private mutating func alias(_ event: UnsafePointer<yaml_event_t>) {
    let start = cursor.offset(of: event.pointee.start_mark)
    let index = append(.alias, start, false, limit: start, isFlow: flowDepth > 0)
    gaps.scan(to: start, inFlow: flowDepth > 0)
    layout.nodes[index].isAfterBlankLine = gaps.takeBlankLine()
    let end = cursor.offset(of: event.pointee.end_mark)
    close(index, at: end, gapFrom: end)
  }

  private mutating func begin(_ kind: YAMLLayout.Kind, _ event: UnsafePointer<yaml_event_t>, isFlow: Bool, hasAnchor: Bool) {
    let start = cursor.offset(of: event.pointee.start_mark)
    let index = append(kind, start, hasAnchor, limit: cursor.bytes.count, isFlow: isFlow)
    open.append(index)
    guard isFlow else { return }
    let bracket = layout.nodes[index].range.lowerBound
    if isBracket(at: bracket) {
      gaps.scan(to: bracket, inFlow: flowDepth > 0)
      layout.nodes[index].isAfterBlankLine = gaps.takeBlankLine()
      gaps.skip(to: bracket + 1)
    }
    flowDepth += 1
  }

  private mutating func end(_ event: UnsafePointer<yaml_event_t>) {
    let index = open.removeLast()
    let node = layout.nodes[index]
    if node.isFlow {
      if isBracket(at: node.range.lowerBound) {
        let end = cursor.offset(of: event.pointee.end_mark)
        pass(end - 1, 1)
        lastEnd = end
      }
      flowDepth -= 1
    }
    layout.nodes[index].subtreeEnd = layout.nodes.count
    layout.nodes[index].range = node.range.lowerBound..<max(node.range.lowerBound, lastEnd)
  }

  private mutating func close(_ index: Int, at end: Int, gapFrom: Int) {
    let start = layout.nodes[index].range.lowerBound
    layout.nodes[index].range = start..<max(start, end)
    lastEnd = max(start, end)
    gaps.skip(to: max(start, gapFrom))
  }

  // MARK: Text

  private func isBracket(at offset: Int) -> Bool {
    offset < cursor.bytes.count && (cursor.bytes[offset] == UInt8(ascii: "{") || cursor.bytes[offset] == UInt8(ascii: "["))
  }

  /// libyaml's anchors are of letters, digits, `-` and `_`.
  private func anchorEnd(_ start: Int) -> Int {
    var end = start + 1
    while end < cursor.bytes.count, isAnchorByte(cursor.bytes[end]) { end += 1 }
    return end
  }

  /// Over blanks, line ends and comments.
  private func skipBlanks(from start: Int, to limit: Int) -> Int {
    var at = start
    while at < limit {
      switch cursor.bytes[at] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): at += 1
      case UInt8(ascii: "#"): at = cursor.bytes.firstIndex(of: UInt8(ascii: "\n"), from: at) ?? limit
      default: return at
      }
    }
    return start
  }

  /// The blank lines behind a block scalar are a gap like others, unless the scalar keeps them.
  private func blockEnd(from start: Int, to end: Int) -> Int {
    let header = cursor.bytes[start..<end].prefix { !" \t\r\n".utf8.contains($0) }
    if header.contains(UInt8(ascii: "+")) { return end }
    var trimmed = end
    while trimmed > start, " \t\r\n".utf8.contains(cursor.bytes[trimmed - 1]) { trimmed -= 1 }
    return trimmed
  }
}

func isAnchorByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
    UInt8(ascii: "-"), UInt8(ascii: "_"):
    true
  default: false
  }
}
