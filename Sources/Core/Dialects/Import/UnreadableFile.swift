package import Documents

/// Files that people take for a configuration and that are none: found out before XML is looked for, so that the message says what they are.
package enum UnreadableFile {
  /// Nil where the file may be XML.
  package static func problem(with file: SourceFile, as source: SourceID) -> Diagnostic? {
    let bytes = file.bytes
    let start = SourceRange(source: source, start: 0, end: min(1, bytes.count))
    if bytes.starts(with: [0x1F, 0x8B]) || isTar(bytes) {
      return Diagnostic(
        "file.archive", .error,
        "\(file.path) is a packed archive, as the full-state backup of UCS Manager is: only the device can read that",
        at: start, help: "take a backup of type 'All configuration' or 'Logical configuration', which is XML")
    }
    if bytes.prefix(4_096).contains(0), !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) {
      return Diagnostic("file.binary", .error, "\(file.path) is binary, not XML", at: start)
    }
    return log(file, source)
  }

  /// A tape archive has its mark at byte 257 (POSIX ustar).
  private static func isTar(_ bytes: [UInt8]) -> Bool { bytes.count > 262 && bytes[257..<262].elementsEqual("ustar".utf8) }

  /// The recording of a graphical session: lines of text, and among them whole documents.
  private static func log(_ file: SourceFile, _ source: SourceID) -> Diagnostic? {
    let bytes = file.bytes
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let first = bytes.indices.dropFirst(bytes.starts(with: mark) ? 3 : 0).first { bytes[$0] > 0x20 }
    guard let first, bytes[first] != UInt8(ascii: "<"), bytes[first] < 0x80 else { return nil }
    guard let document = bytes[first...].firstIndex(of: UInt8(ascii: "<")) else {
      return Diagnostic(
        "file.text", .error, "\(file.path) is text, not XML", at: SourceRange(source: source, start: first, end: first + 1))
    }
    return Diagnostic(
      "file.log", .error, "\(file.path) is a log with XML in it, such as a recording of UCS Manager's GUI, not a configuration",
      at: SourceRange(source: source, start: first, end: first + 1),
      related: [Diagnostic.Related("the first XML is here", at: SourceRange(source: source, start: document, end: document + 1))],
      help: "copy the document you want into a file of its own: from its '<' to the end of its last tag")
  }
}
