package import Documents

/// How a text is laid out: its nodes with styles, anchors and aliases as written, and its comments. What it means is for `YAMLReader` to say.
///
/// A tape holds neither comments nor anchors, so who rewrites a text (`fmt`) works on this and the bytes between the nodes.
package struct YAMLLayout: Sendable {
  package enum Kind: UInt8, Sendable {
    case mapping, sequence, plain
    case singleQuoted, doubleQuoted
    /// Literal or folded.
    case block
    case alias
  }

  package struct Node: Sendable {
    package let kind: Kind
    /// In brackets or braces; so is the single pair in `[a: b]`, which has none of its own.
    package let isFlow: Bool
    /// A blank line stands right before the line it begins.
    package var isAfterBlankLine = false
    /// Its anchor, in bytes; empty where it has none.
    package var anchor: Range<Int>
    /// Without the anchor, in bytes. A block scalar ends with its last line break, and so do blank lines behind it.
    package var range: Range<Int>
    /// The index after its subtree.
    package var subtreeEnd: Int
    /// Pairs of a mapping count as two.
    package var count = 0

    package var isCollection: Bool { kind == .mapping || kind == .sequence }
    package var isBlockCollection: Bool { isCollection && !isFlow }
    /// Where it begins with all that belongs to it.
    package var start: Int { anchor.isEmpty ? range.lowerBound : anchor.lowerBound }
  }

  package struct Comment: Sendable {
    /// From `#` to the last character that is no blank.
    package let range: Range<Int>
    /// Bytes before it on its line.
    package let column: Int
    /// Nothing but blanks stands before it on its line.
    package let isOwnLine: Bool
    package let isAfterBlankLine: Bool
  }

  /// The `-` of a block sequence's item; they stand in the order of the nodes.
  package struct Dash: Sendable {
    package let offset: Int
    package let isAfterBlankLine: Bool
  }

  /// What stands between two `---`: at most one document. The first section lies before the first `---` and is often empty.
  package struct Section: Sendable {
    /// Behind its `---`, up to the next one.
    package var range: Range<Int>
    /// The first is the root.
    package var nodes: Range<Int>
    package var comments: Range<Int>
    package var dashes: Range<Int>
    /// A sign that this reading knows nothing of, such as the `?` before a key.
    package var oddSign: Int?
  }

  package var nodes: [Node] = []
  package var comments: [Comment] = []
  package var dashes: [Dash] = []
  package var sections: [Section] = []

  package init() {}

  /// The layout of a text that `YAMLReader` reads without errors, with `\n` or `\r\n` as its only line ends; nil where it can't be told.
  package static func read(_ file: SourceFile) -> YAMLLayout? { LayoutReader.read(file) }
}
