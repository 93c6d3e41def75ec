package import Documents

/// What one text holds: its documents in file order, in one tape for each piece it was read in, and what is wrong with it.
package struct YAMLDocuments: Sendable {
  package var tapes: [NodeTape]
  package var diagnostics: [Diagnostic]
}

/// Reads YAML by libyaml's events into node tapes: UTF-8, no tags, aliases expanded, keys scalar and unique, everything bounded.
package enum YAMLReader {
  /// Reads one text. On an error that ends the reading: the documents before it, and what was found up to there.
  package static func read(_ file: SourceFile, as source: SourceID, bounds: YAMLBounds = .standard) -> YAMLDocuments {
    if let refusal = bounds.refusal(of: file, as: source) {
      return YAMLDocuments(tapes: [], diagnostics: [refusal])
    }
    let piece = Piece.read(0..<file.bytes.count, of: file, as: source, bounds: bounds)
    return YAMLDocuments(tapes: joined([piece], of: file, as: source), diagnostics: piece.diagnostics)
  }

  /// The same in up to `pieces` pieces at once, where the text can be cut safely: same values, same positions, same messages.
  package static func readConcurrently(
    _ file: SourceFile, as source: SourceID, bounds: YAMLBounds = .standard, pieces: Int
  ) async -> YAMLDocuments {
    await readConcurrently(file, as: source, bounds: bounds, pieces: pieces, smallestPiece: 64 << 10)
  }

  /// `smallestPiece` is in bytes: below it a second thread costs more than it brings.
  static func readConcurrently(
    _ file: SourceFile, as source: SourceID, bounds: YAMLBounds, pieces: Int, smallestPiece: Int
  ) async -> YAMLDocuments {
    let count = min(pieces, file.bytes.count / max(smallestPiece, 1))
    guard count > 1, bounds.refusal(of: file, as: source) == nil else { return read(file, as: source, bounds: bounds) }
    let ranges = pieceRanges(of: file, count: count)
    guard ranges.count > 1 else { return read(file, as: source, bounds: bounds) }

    let read = await withTaskGroup(of: (Int, Piece).self) { group in
      for (index, range) in ranges.enumerated() {
        group.addTask { (index, Piece.read(range, of: file, as: source, bounds: bounds)) }
      }
      var read = [Piece?](repeating: nil, count: ranges.count)
      for await (index, piece) in group { read[index] = piece }
      return read.compactMap(\.self)
    }
    // What is wrong with a text is said by a reader that sees the whole of it.
    let isSound =
      read.allSatisfy(\.diagnostics.isEmpty) && read.reduce(0) { $0 + $1.aliasNodes } <= bounds.aliasNodes
      && read.reduce(0) { $0 + $1.aliasBytes } <= bounds.aliasBytes
    guard isSound else { return Self.read(file, as: source, bounds: bounds) }
    return YAMLDocuments(tapes: joined(read, of: file, as: source), diagnostics: [])
  }

  /// The tapes of the pieces, over one text buffer: that of the file itself where no scalar needed another.
  private static func joined(_ pieces: [Piece], of file: SourceFile, as source: SourceID) -> [NodeTape] {
    var text = file.bytes
    let extraCount = pieces.reduce(0) { $0 + $1.extraText.count }
    if extraCount > 0 { text.reserveCapacity(text.count + extraCount) }
    let entries = pieces.map { piece in
      let shift = text.count - file.bytes.count
      if !piece.extraText.isEmpty { text.append(contentsOf: piece.extraText) }
      return shift == 0 ? piece.entries : moved(piece.entries, textAfter: file.bytes.count, by: shift)
    }
    return entries.map { NodeTape(source: source, entries: $0, text: text) }
  }

  private static func moved(_ entries: [NodeTape.Entry], textAfter end: Int, by shift: Int) -> [NodeTape.Entry] {
    entries.map { entry in
      guard entry.isScalar, entry.textStart >= end else { return entry }
      return NodeTape.Entry(
        entry.kind, count: entry.count, payload: entry.textStart + shift, start: entry.sourceStart, end: entry.sourceEnd)
    }
  }
}
