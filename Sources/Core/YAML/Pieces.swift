import Documents

/// Stretches of whole documents of about equal size, or the whole text where it must not be cut.
///
/// A cut is safe before a line that begins a document (`---` and then a blank or a line end): no scalar or comment can hold such a line.
/// It is not where a directive could precede the line, or where libyaml sees line ends that are not one.
func pieceRanges(of file: SourceFile, count: Int) -> [Range<Int>] {
  file.bytes.withUnsafeBufferPointer { bytes in
    guard !hasDirective(bytes), !hasOddLineEnd(bytes, isASCII: file.isASCII) else { return [0..<bytes.count] }
    var ranges: [Range<Int>] = []
    var start = 0
    for piece in 1..<max(count, 1) {
      guard let cut = documentStart(in: bytes, from: max(bytes.count / count * piece, start + 1)) else { break }
      ranges.append(start..<cut)
      start = cut
    }
    return ranges + [start..<bytes.count]
  }
}

/// The first line at or after `start` that begins a document.
private func documentStart(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
  var search = start - 1
  while let lineEnd = bytes.firstIndex(of: UInt8(ascii: "\n"), from: search) {
    let line = lineEnd + 1
    if bytes[line...].starts(with: "---".utf8) {
      let after = line + 3
      if after == bytes.count || " \t\r\n".utf8.contains(bytes[after]) { return line }
    }
    search = line
  }
  return nil
}

private func hasDirective(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var search = 0
  while let found = bytes.firstIndex(of: UInt8(ascii: "%"), from: search) {
    if bytes.beginsLine(at: found) { return true }
    search = found + 1
  }
  return false
}

/// A carriage return without a line feed, or one of Unicode's own: NEL, LS, PS.
private func hasOddLineEnd(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> Bool {
  var search = 0
  while let found = bytes.firstIndex(of: UInt8(ascii: "\r"), from: search) {
    if found + 1 == bytes.count || bytes[found + 1] != UInt8(ascii: "\n") { return true }
    search = found + 1
  }
  if isASCII { return false }
  return holds([0xC2, 0x85], bytes) || holds([0xE2, 0x80, 0xA8], bytes) || holds([0xE2, 0x80, 0xA9], bytes)
}

private func holds(_ pattern: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var search = 0
  while let found = bytes.firstIndex(of: pattern[0], from: search) {
    if bytes[found...].starts(with: pattern) { return true }
    search = found + 1
  }
  return false
}
