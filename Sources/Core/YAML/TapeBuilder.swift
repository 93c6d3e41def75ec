import CLibYAML
import Documents

/// Turns libyaml's events into the entries of a tape.
struct TapeBuilder: ~Copyable {
  enum Progress { case more, end }

  /// A collection that is still open, or the document around them.
  struct Frame {
    let entry: Int
    let kind: NodeTape.Kind
    let isFlow: Bool
    let isAnchored: Bool
    var children = 0
    /// The collections within one another below this one.
    var height = 0
  }

  let source: SourceID
  let bounds: YAMLBounds
  var cursor: SourceCursor
  var entries: [NodeTape.Entry] = []
  var extraText: [UInt8] = []
  var top = Frame(entry: 0, kind: .document, isFlow: false, isAnchored: false)
  var outer: [Frame] = []
  var anchors = AnchorTable()
  /// Where the last thing that has an extent ends: block collections end there too.
  var lastEnd = 0
  var aliasNodes = 0
  var aliasBytes = 0
  private var completeEntries = 0
  private(set) var diagnostics: [Diagnostic] = []
  private var isStopped = false

  init(_ cursor: SourceCursor, as source: SourceID, bounds: YAMLBounds) {
    self.cursor = cursor
    self.source = source
    self.bounds = bounds
  }

  /// Manifests have an entry in seven bytes and more; what is reserved and not used costs no memory.
  mutating func reserve(bytes: Int) {
    entries.reserveCapacity(bytes / 6 + 4)
    entries.withUnsafeMutableBufferPointer { [capacity = entries.capacity] in
      adviseHugePages($0.baseAddress, bytes: capacity * MemoryLayout<NodeTape.Entry>.stride)
    }
  }

  @inline(__always)
  mutating func add(_ event: UnsafePointer<yaml_event_t>) -> Progress {
    // Three events of four are scalars: a test of their own is foretold, a jump through a table is not.
    let type = event.pointee.type
    if type == YAML_SCALAR_EVENT {
      scalar(event)
      return isStopped ? .end : .more
    }
    switch type {
    case YAML_MAPPING_START_EVENT:
      let start = event.pointee.data.mapping_start
      open(.mapping, event, isFlow: start.style == YAML_FLOW_MAPPING_STYLE, anchor: start.anchor, tag: start.tag)
    case YAML_SEQUENCE_START_EVENT:
      let start = event.pointee.data.sequence_start
      open(.sequence, event, isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE, anchor: start.anchor, tag: start.tag)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: close(event)
    case YAML_ALIAS_EVENT: alias(event)
    case YAML_DOCUMENT_START_EVENT: openDocument(event)
    case YAML_DOCUMENT_END_EVENT: closeDocument()
    case YAML_STREAM_START_EVENT: break
    default: return .end
    }
    return isStopped ? .end : .more
  }

  /// Notes what is wrong, and goes on.
  mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    if diagnostics.count >= bounds.problems, let range = diagnostic.range {
      stop(.tooManyProblems(limit: bounds.problems, at: range))
    }
  }

  /// Notes why the reading ends here.
  mutating func stop(_ diagnostic: Diagnostic) {
    guard !isStopped else { return }
    diagnostics.append(diagnostic)
    isStopped = true
  }

  /// What was read, without the document that could not be finished.
  consuming func finish() -> Piece {
    if isStopped { entries.removeSubrange(completeEntries...) }
    return Piece(entries: entries, extraText: extraText, aliasNodes: aliasNodes, aliasBytes: aliasBytes, diagnostics: diagnostics)
  }

  func range(_ start: Int, _ end: Int) -> SourceRange { SourceRange(source: source, start: start, end: end) }

  // MARK: Documents

  private mutating func openDocument(_ event: UnsafePointer<yaml_event_t>) {
    let start = cursor.offset(of: event.pointee.start_mark)
    lastEnd = cursor.offset(of: event.pointee.end_mark)
    top = Frame(entry: entries.count, kind: .document, isFlow: false, isAnchored: false)
    entries.append(NodeTape.Entry(.document, count: 0, payload: 0, start: start, end: lastEnd))
  }

  /// A document without a value is one with no children.
  private mutating func closeDocument() {
    if let root = entries.last, entries.count == top.entry + 2, root.kind == .plain, root.sourceStart == root.sourceEnd {
      entries.removeLast()
      top.children = 0
    }
    entries[top.entry].close(children: top.children, subtreeEnd: entries.count, end: lastEnd)
    completeEntries = entries.count
    anchors.removeAll()
  }

  // MARK: Collections

  private mutating func open(
    _ kind: NodeTape.Kind, _ event: UnsafePointer<yaml_event_t>, isFlow: Bool, anchor: UnsafePointer<UInt8>?, tag: UnsafePointer<UInt8>?
  ) {
    var start = cursor.offset(of: event.pointee.start_mark)
    if anchor != nil || tag != nil { start = skipProperties(from: start, to: cursor.bytes.count, tag: tag) }
    guard outer.count < bounds.depth else { return stop(.tooDeep(limit: bounds.depth, at: range(start, start + 1))) }
    if let anchor { anchors.open(String(cString: anchor), at: entries.count) }
    outer.append(top)
    top = Frame(entry: entries.count, kind: kind, isFlow: isFlow, isAnchored: anchor != nil)
    entries.append(NodeTape.Entry(kind, count: 0, payload: 0, start: start, end: start))
  }

  /// A flow collection ends with its bracket, a block collection with the last thing in it: libyaml ends it where the next thing begins.
  private mutating func close(_ event: UnsafePointer<yaml_event_t>) {
    if top.isFlow, event.pointee.end_mark.index > event.pointee.start_mark.index {
      lastEnd = cursor.offset(of: event.pointee.end_mark)
    }
    let closed = top
    entries[closed.entry].close(children: closed.children, subtreeEnd: entries.count, end: lastEnd)
    if closed.isAnchored { anchors.close(at: closed.entry, end: entries.count, height: closed.height + 1) }
    if closed.kind == .mapping { reportDuplicateKeys(ofMappingAt: closed.entry) }
    top = outer.removeLast()
    finishCollection(at: closed.entry, height: closed.height + 1, range: range(entries[closed.entry].sourceStart, lastEnd))
  }

  /// A collection that stands as a key becomes a scalar of its own text, so that every key of a tape is a scalar.
  mutating func finishCollection(at entry: Int, height: Int, range: SourceRange) {
    top.height = max(top.height, height)
    if top.kind == .mapping, top.children & 1 == 0 {
      report(.complexKey(at: range))
      anchors.drop(from: entry)
      entries.removeSubrange(entry...)
      append(.quoted, count: Int(range.end - range.start), text: Int(range.start), start: Int(range.start), end: Int(range.end))
    } else {
      top.children += 1
    }
  }

  // MARK: Scalars

  @inline(__always)
  mutating func append(_ kind: NodeTape.Kind, count: Int, text: Int, start: Int, end: Int) {
    entries.append(NodeTape.Entry(kind, count: count, payload: text, start: start, end: end))
    top.children += 1
    lastEnd = end
  }

  @inline(__always)
  private mutating func scalar(_ event: UnsafePointer<yaml_event_t>) {
    let scalar = event.pointee.data.scalar
    var start = cursor.offset(of: event.pointee.start_mark)
    var end = cursor.offset(of: event.pointee.end_mark)
    if scalar.anchor != nil || scalar.tag != nil { start = skipProperties(from: start, to: end, tag: scalar.tag) }
    if let anchor = scalar.anchor { anchors.add(String(cString: anchor), at: entries.count) }

    // A plain scalar on one line is copied character for character.
    let isOneLine = event.pointee.start_mark.line == event.pointee.end_mark.line
    if scalar.style == YAML_PLAIN_SCALAR_STYLE, isOneLine, scalar.length == end - start {
      return append(.plain, count: scalar.length, text: start, start: start, end: end)
    }
    let value = UnsafeBufferPointer(start: UnsafePointer(scalar.value), count: scalar.length)
    guard value.count <= NodeTape.countLimit else {
      return stop(.tooLongScalar(limit: NodeTape.countLimit, at: range(start, end)))
    }
    let isBlock = scalar.style == YAML_LITERAL_SCALAR_STYLE || scalar.style == YAML_FOLDED_SCALAR_STYLE
    if isBlock { end = trimmedEnd(from: start, to: end) }
    let kind: NodeTape.Kind = scalar.style == YAML_PLAIN_SCALAR_STYLE ? .plain : .quoted
    append(kind, count: value.count, text: textStart(of: value, from: start, to: end), start: start, end: end)
  }

  /// Where the value stands in the source between its quotes, or else where it was added behind.
  private mutating func textStart(of value: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
    let slice = start + 1
    if value.count == end - start - 2, value.equals(UnsafeBufferPointer(rebasing: cursor.bytes[slice..<end - 1])) { return slice }
    defer { extraText.append(contentsOf: value) }
    return cursor.bytes.count + extraText.count
  }
}
