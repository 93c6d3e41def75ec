package import Documents
internal import YAML

/// A text as `weft fmt` writes it.
package struct FormattedText: Sendable {
  /// The text as it was where it has errors or can't be formatted.
  package let bytes: [UInt8]
  package let diagnostics: [Diagnostic]
}

/// Writes manifests in one layout, without options, so that two people who say the same write the same.
///
/// - **Order**: apiVersion, kind, metadata, spec; below them the order of the kind's fields, then unknown keys as they stood. Labels,
///   annotations and the items of lists keep theirs.
/// - **Indentation**: two columns a level, dashes two columns right of their key. Texts keep their quotes and their words.
/// - **Flow collections** stay where they fit in 120 columns, as `{a: 1, b: [2, 3]}`; longer ones become blocks; those with comments inside
///   are only moved.
/// - **Comments**: one on a line of its own goes with the key or item below it, or at the end of a block with that block, by its
///   indentation; one behind a value stays there, two columns off; those above a document's first key stay on top.
/// - **Lines** end in LF (CR LF and the byte order mark go) and in no blank; of several blank lines one stays, at the beginning of a block
///   none. `...` and documents without content go, `---` stays.
///
/// What cannot be treated so without a doubt is left: files with `%` directives or with line ends other than LF and CR LF; documents that are
/// no mapping or have `?` keys; the order of keys where aliases depend on it. A note says so. Every result is read again and compared with
/// the text before it (`Comparison`).
package enum ManifestFormatter {
  package static func format(_ file: SourceFile, as source: SourceID) -> FormattedText {
    let read = YAMLReader.read(file, as: source)
    if read.diagnostics.hasErrors { return FormattedText(bytes: file.bytes, diagnostics: read.diagnostics) }
    if let (reason, offset) = Obstacle.first(in: file.bytes) {
      let place = SourceRange(source: source, start: offset, end: offset + 1)
      return FormattedText(bytes: file.bytes, diagnostics: [.leftFile(reason, at: place)])
    }
    let start = SourceRange(source: source, start: 0, end: 0)
    guard let layout = YAMLLayout.read(file) else {
      return FormattedText(bytes: file.bytes, diagnostics: [.wouldLose("the layout of the text can't be told", at: start)])
    }
    var writer = StreamWriter(layout, file, source)
    writer.write()
    let after = SourceFile(path: file.path, bytes: writer.out)
    if let loss = Comparison.loss(from: (file, read, layout), to: after) {
      return FormattedText(bytes: file.bytes, diagnostics: [.wouldLose(loss, at: start)])
    }
    return FormattedText(bytes: writer.out, diagnostics: writer.diagnostics)
  }
}

/// What a text may hold that makes its lines mean something else than they seem to.
private enum Obstacle {
  static func first(in bytes: [UInt8]) -> (reason: String, offset: Int)? {
    var isLineStart = true
    for (index, byte) in bytes.enumerated() {
      if isLineStart, byte == UInt8(ascii: "%") { return ("it has a directive", index) }
      if byte == UInt8(ascii: "\r"), index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n") {
        return ("a line ends in CR alone", index)
      }
      if byte == 0xC2, bytes[index...].starts(with: [0xC2, 0x85]) { return ("it has the line end U+0085", index) }
      if byte == 0xE2, bytes[index...].starts(with: [0xE2, 0x80, 0xA8]) { return ("it has the line end U+2028", index) }
      if byte == 0xE2, bytes[index...].starts(with: [0xE2, 0x80, 0xA9]) { return ("it has the line end U+2029", index) }
      isLineStart = byte == UInt8(ascii: "\n")
    }
    return nil
  }
}
