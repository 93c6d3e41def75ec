import Documents

/// How much one text may ask for: texts come from anyone, and a reader that trusts them runs for hours or out of memory.
package struct YAMLBounds: Hashable, Sendable {
  /// Collections within one another.
  package var depth = 100
  /// The size of a text; never more than fits in a tape (512 MiB - 1).
  package var bytes = NodeTape.countLimit
  /// The nodes that the expansion of aliases may add to a text.
  package var aliasNodes = 1_000_000
  /// The bytes of text in those nodes: the tape shares them, but what is made of them later may not.
  package var aliasBytes = 64 << 20
  /// `%TAG` lines of a text: libyaml compares each with all before it.
  package var directives = 1_000
  /// What is reported of one text before its reading ends.
  package var problems = 1_000

  package init() {}

  package static let standard = YAMLBounds()

  /// What speaks against reading the text at all.
  func refusal(of file: SourceFile, as source: SourceID) -> Diagnostic? {
    let size = file.bytes.count
    let limit = min(bytes, NodeTape.countLimit)
    if size > limit { return .tooLarge(size, limit: limit, in: source) }
    if let encoding = foreignEncoding(of: file.bytes) { return .wrongEncoding(encoding, in: source) }
    if let excess = offsetOfDirective(number: directives + 1, in: file.bytes) {
      return .tooManyDirectives(limit: directives, at: SourceRange(source: source, start: excess, end: excess + 1))
    }
    return nil
  }

  /// The encoding that the text's byte order mark names, if it is not UTF-8.
  private func foreignEncoding(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    return nil
  }

  private func offsetOfDirective(number: Int, in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var seen = 0
      var search = 0
      while let found = bytes.firstIndex(of: UInt8(ascii: "%"), from: search) {
        if bytes.beginsLine(at: found), bytes[found...].starts(with: "%TAG".utf8) { seen += 1 }
        if seen == number { return found }
        search = found + 1
      }
      return nil
    }
  }
}
