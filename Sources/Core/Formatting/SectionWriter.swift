internal import Documents
internal import YAML

/// Writes one document anew from its layout: blocks indented by two, keys in order, every comment with what it belongs to.
struct SectionWriter {
  /// A line is at most this many characters long where a flow collection decides it.
  static let width = 120

  let layout: YAMLLayout
  let section: YAMLLayout.Section
  let bytes: [UInt8]
  let orders: DocumentOrders
  let placements: [Placement]
  /// How many anchors and aliases stand before each node; empty where there are none.
  let anchorCounts: [Int]
  var out: [UInt8] = []
  /// Where a text ended to which a further blank line would belong, or that ends with one.
  var blankTextEnd = 0
  /// The mappings whose keys could not be put in order.
  var unordered: [Int] = []

  init?(_ section: YAMLLayout.Section, of layout: YAMLLayout, _ bytes: [UInt8], _ orders: DocumentOrders, afterComment: Int) {
    guard let placements = CommentPlacer.placements(of: section, in: layout, bytes, after: afterComment) else { return nil }
    self.section = section
    self.layout = layout
    self.bytes = bytes
    self.orders = orders
    self.placements = placements
    anchorCounts = Self.anchorCounts(layout.nodes[section.nodes])
  }

  private static func anchorCounts(_ nodes: ArraySlice<YAMLLayout.Node>) -> [Int] {
    guard nodes.contains(where: { $0.kind == .alias || !$0.anchor.isEmpty }) else { return [] }
    var counts = [0]
    counts.reserveCapacity(nodes.count + 1)
    for node in nodes { counts.append(counts[counts.count - 1] + (node.kind == .alias || !node.anchor.isEmpty ? 1 : 0)) }
    return counts
  }

  func place(_ node: Int) -> Placement { placements[node - section.nodes.lowerBound] }

  /// The document, without its `---`.
  mutating func document() {
    let root = section.nodes.lowerBound
    let (node, place) = (layout.nodes[root], place(root))
    let first = node.isFlow ? root : root + 1
    lines(of: Array(place.lead), indent: 0, skipsFirstBlank: true)
    let form = form(of: root, at: 0, .document)
    if case .block = form, node.isFlow, let comment = place.trailing { lines(of: [comment], indent: 0, skipsFirstBlank: true) }
    if !place.lead.isEmpty, layout.nodes[first].isAfterBlankLine { newline() }
    if case .block = form {
      children(of: root, indent: 0, order: .document, continues: false)
      if node.isFlow { lines(of: Array(place.tail), indent: 0, skipsFirstBlank: false) }
      return
    }
    inline(root, form, indent: 0)
    if let comment = place.trailing { beside(comment) }
    newline()
    lines(of: Array(place.tail), indent: 0, skipsFirstBlank: false)
  }

  // MARK: Lines

  mutating func newline() { out.append(UInt8(ascii: "\n")) }
  mutating func blankLine() { if out.count != blankTextEnd { newline() } }
  mutating func space(_ count: Int) { out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count)) }
  mutating func copy(_ range: Range<Int>) { out.append(contentsOf: bytes[range]) }

  /// Characters on the line that is being written.
  var column: Int {
    var count = 0
    for byte in out.reversed() {
      if byte == UInt8(ascii: "\n") { break }
      if byte & 0xC0 != 0x80 { count += 1 }
    }
    return count
  }

  /// Comments on lines of their own.
  mutating func lines(of comments: [Int], indent: Int, skipsFirstBlank: Bool) {
    var mayBeBlank = !skipsFirstBlank
    for index in comments {
      let comment = layout.comments[index]
      if mayBeBlank, comment.isAfterBlankLine { blankLine() }
      mayBeBlank = true
      space(indent)
      copy(comment.range)
      newline()
    }
  }

  /// A comment on the line that is being written, two columns off; one behind a dash.
  mutating func beside(_ comment: Int) {
    space(out.last == UInt8(ascii: "-") ? 1 : 2)
    copy(layout.comments[comment].range)
  }
}
