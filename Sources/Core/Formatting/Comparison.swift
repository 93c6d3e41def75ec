internal import Documents
internal import YAML

/// Whether a formatted text still says what it said: the same values under the same keys, the same comments, and no sign lost or gained
/// but those of the layout.
enum Comparison {
  /// What would be lost; nil where nothing is.
  static func loss(from before: (file: SourceFile, read: YAMLDocuments, layout: YAMLLayout), to after: SourceFile) -> String? {
    let read = YAMLReader.read(after, as: SourceID(0))
    if let problem = read.diagnostics.first { return "it could not be read again (\(problem.message))" }
    if !haveEqualValues(before.read, read) { return "its values would not be the same" }
    guard let layout = YAMLLayout.read(after) else { return "its comments could not be found again" }
    let (old, new) = (comments(before.layout, before.file), comments(layout, after))
    if old.count != new.count { return "it would have \(new.count) comments instead of \(old.count)" }
    if old != new { return "the text of a comment would change" }
    if signs(before.file) != signs(after) { return "some of its characters would be lost" }
    return nil
  }

  // MARK: Values

  private static func haveEqualValues(_ before: YAMLDocuments, _ after: YAMLDocuments) -> Bool {
    guard before.tapes.count == 1, after.tapes.count == 1 else { return before.tapes.isEmpty && after.tapes.isEmpty }
    let (left, right) = (roots(before.tapes[0]), roots(after.tapes[0]))
    return left.count == right.count
      && zip(left, right).allSatisfy { a, b in
        before.tapes[0].withNode(at: a) { left in after.tapes[0].withNode(at: b) { isEqual(left, $0) } }
      }
  }

  private static func roots(_ tape: NodeTape) -> [Int] {
    var roots: [Int] = []
    tape.forEachDocument { roots.append($0.index) }
    return roots
  }

  private static func isEqual(_ left: Node, _ right: Node) -> Bool {
    guard left.kind == right.kind, left.count == right.count else { return false }
    switch left.kind {
    case .plain, .quoted: return left.bytes.elementsEqual(right.bytes)
    case .sequence: return zip(children(left, 1), children(right, 1)).allSatisfy { isEqual($0, $1) }
    case .mapping: return haveEqualPairs(children(left, 2), children(right, 2))
    case .document: return false
    }
  }

  private static func children(_ node: Node, _ size: Int) -> [Node] {
    var children: [Node] = []
    children.reserveCapacity(node.count)
    if size == 1 { node.forEachItem { children.append($0) } }
    if size == 2 {
      node.forEachPair { key, value in
        children.append(key)
        children.append(value)
      }
    }
    return children
  }

  /// The order of the keys is free.
  private static func haveEqualPairs(_ left: [Node], _ right: [Node]) -> Bool {
    let keys = stride(from: 0, to: left.count, by: 2)
    if keys.allSatisfy({ isEqual(left[$0], right[$0]) }) { return keys.allSatisfy { isEqual(left[$0 + 1], right[$0 + 1]) } }
    var values: [String: Int] = [:]
    for key in keys { values[right[key].string] = key }
    return keys.allSatisfy { key in
      guard let other = values[left[key].string] else { return false }
      return isEqual(left[key], right[other]) && isEqual(left[key + 1], right[other + 1])
    }
  }

  // MARK: Signs

  private static func comments(_ layout: YAMLLayout, _ file: SourceFile) -> [String] {
    layout.comments.map { file.text($0.range) }.sorted()
  }

  /// How often each byte occurs, but blanks, line ends, and what tells flow collections from blocks. It takes no part of the formatter's word.
  private static func signs(_ file: SourceFile) -> [Int] {
    var counts = [Int](repeating: 0, count: 256)
    for byte in file.bytes.dropFirst(file.hasByteOrderMark ? 3 : 0) { counts[Int(byte)] += 1 }
    for byte in " \t\r\n{}[],:-.".utf8 { counts[Int(byte)] = 0 }
    return counts
  }
}
