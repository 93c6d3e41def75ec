internal import Documents
internal import YAML

/// Writes the documents of a text one after the other, each formatted or as it stands.
struct StreamWriter {
  private let layout: YAMLLayout
  private let bytes: [UInt8]
  private let source: SourceID
  private static let orders = DocumentOrders()
  private(set) var out: [UInt8] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ layout: YAMLLayout, _ file: SourceFile, _ source: SourceID) {
    self.layout = layout
    self.source = source
    bytes = file.bytes
    out.reserveCapacity(bytes.count + bytes.count / 8)
  }

  mutating func write() {
    for (index, section) in layout.sections.enumerated() {
      if section.nodes.isEmpty, section.comments.isEmpty, section.oddSign == nil { continue }
      if index > 0 { out.append(contentsOf: "---".utf8) }
      if let reason = reasonToLeave(section) {
        leave(section, reason)
      } else if !format(section, isFirst: index == 0) {
        leave(section, "its dashes can't be told apart")
      }
    }
  }

  private func reasonToLeave(_ section: YAMLLayout.Section) -> String? {
    if let sign = section.oddSign { return "it has the sign '\(Character(Unicode.Scalar(bytes[sign])))', such as stands before a key" }
    guard let root = section.nodes.first.map({ layout.nodes[$0] }) else { return nil }
    if root.kind != .mapping { return "it is no mapping" }
    if !root.anchor.isEmpty { return "it has an anchor as a whole" }
    if root.subtreeEnd != section.nodes.upperBound { return "it is more than one value" }
    for index in section.nodes {
      let node = layout.nodes[index]
      if node.kind == .block, node.range.upperBound == bytes.count, bytes.last != UInt8(ascii: "\n") {
        return "its last line has no line end, which counts in a block of text"
      }
      if node.kind == .mapping, hasEmptyKey(index) { return "it has an empty key" }
    }
    return nil
  }

  private func hasEmptyKey(_ mapping: Int) -> Bool {
    var key = mapping + 1
    while key + 1 < layout.nodes[mapping].subtreeEnd {
      if layout.nodes[key].range.isEmpty { return true }
      key = layout.nodes[key + 1].subtreeEnd
    }
    return false
  }

  /// Copies a document with the line ends it has, but CR.
  private mutating func leave(_ section: YAMLLayout.Section, _ reason: String) {
    let root = section.nodes.first.map { layout.nodes[$0].range } ?? section.range
    diagnostics.append(
      .leftDocument(reason, at: SourceRange(source: source, start: root.lowerBound, end: min(root.lowerBound + 1, root.upperBound))))
    out.append(contentsOf: bytes[section.range].lazy.filter { $0 != UInt8(ascii: "\r") })
  }

  private mutating func format(_ section: YAMLLayout.Section, isFirst: Bool) -> Bool {
    let beside = isFirst ? nil : section.comments.first.flatMap { isBesideSeparator($0, section) ? $0 : nil }
    let body = beside.map { $0 + 1 } ?? section.comments.lowerBound
    var written: [UInt8] = []
    if section.nodes.isEmpty {
      written = comments(body..<section.comments.upperBound)
    } else {
      guard var writer = SectionWriter(section, of: layout, bytes, Self.orders, afterComment: body) else { return false }
      writer.document()
      written = writer.out
      diagnostics += writer.unordered.map { mapping in
        let start = layout.nodes[mapping].range.lowerBound
        return .leftOrder(at: SourceRange(source: source, start: start, end: start + 1))
      }
    }
    if let beside {
      out.append(UInt8(ascii: " "))
      out.append(contentsOf: bytes[layout.comments[beside].range])
    }
    if !isFirst { out.append(UInt8(ascii: "\n")) }
    out.append(contentsOf: written)
    return true
  }

  private func isBesideSeparator(_ comment: Int, _ section: YAMLLayout.Section) -> Bool {
    bytes[section.range.lowerBound..<layout.comments[comment].range.lowerBound].allSatisfy { " \t".utf8.contains($0) }
  }

  /// A section of nothing but comments.
  private func comments(_ range: Range<Int>) -> [UInt8] {
    range.flatMap { index in
      let comment = layout.comments[index]
      let blank = index > range.lowerBound && comment.isAfterBlankLine ? "\n" : ""
      return Array(blank.utf8) + bytes[comment.range] + [UInt8(ascii: "\n")]
    }
  }
}
