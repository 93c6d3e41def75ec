/// Breaks texts as people, editors and attackers do: by bytes, by words, by lines, and by parts of other texts.
package struct ByteMutator: Sendable {
  /// The texts to start from, and to take parts from.
  package let texts: [[UInt8]]

  package init(_ texts: [[UInt8]]) { self.texts = texts }

  /// One of the texts, broken in a few places.
  package func text(_ random: inout SeededGenerator) -> [UInt8] {
    var bytes = random.pick(texts)
    for _ in 0..<Int.random(in: 1...5, using: &random) { mutate(&bytes, &random) }
    return bytes
  }

  package func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    let at = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<15, using: &random) {
    case 0: bytes.insert(random.pick(Self.signs), at: at)
    case 1 where at < bytes.count: bytes[at] = random.pick(Self.signs)
    case 2 where at < bytes.count: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 3: bytes.removeSubrange(span(at, of: bytes, upTo: 30, &random))
    case 4: bytes.insert(contentsOf: bytes[span(at, of: bytes, upTo: 60, &random)], at: at)
    case 5: bytes.insert(contentsOf: random.pick(Self.words), at: at)
    case 6: bytes.replaceSubrange(word(at, of: bytes), with: random.pick(Self.words))
    case 7: bytes.removeSubrange(line(at, of: bytes))
    case 8: bytes.insert(contentsOf: bytes[line(at, of: bytes)], at: line(at, of: bytes).lowerBound)
    case 9: swapLines(&bytes, at, &random)
    case 10: indent(&bytes, at, &random)
    case 11: splice(&bytes, at, &random)
    case 12: bytes.insert(contentsOf: nesting(&random), at: at)
    case 13: bytes.removeSubrange(at...)
    default: bytes.replaceSubrange(word(at, of: bytes), with: bytes[word(Int.random(in: 0...bytes.count, using: &random), of: bytes)])
    }
  }

  // MARK: Lines

  private func swapLines(_ bytes: inout [UInt8], _ at: Int, _ random: inout SeededGenerator) {
    let from = line(at, of: bytes)
    let moved = bytes[from]
    bytes.removeSubrange(from)
    bytes.insert(contentsOf: moved, at: line(Int.random(in: 0...bytes.count, using: &random), of: bytes).lowerBound)
  }

  private func indent(_ bytes: inout [UInt8], _ at: Int, _ random: inout SeededGenerator) {
    let start = line(at, of: bytes).lowerBound
    if random.oneIn(2), start < bytes.count, bytes[start] == UInt8(ascii: " ") {
      bytes.remove(at: start)
    } else {
      bytes.insert(contentsOf: random.pick([" ", "  ", "\t", "- ", "# ", "? ", ": "]).utf8, at: start)
    }
  }

  /// The end of another text in place of the end of this one, or a piece of it within.
  private func splice(_ bytes: inout [UInt8], _ at: Int, _ random: inout SeededGenerator) {
    let other = random.pick(texts)
    let from = Int.random(in: 0...other.count, using: &random)
    if random.oneIn(2) {
      bytes.replaceSubrange(at..., with: other[from...])
    } else {
      bytes.insert(contentsOf: other[span(from, of: other, upTo: 200, &random)], at: at)
    }
  }

  /// Collections within one another, around the bound of the reader and far below it.
  private func nesting(_ random: inout SeededGenerator) -> [UInt8] {
    let opening = Array(random.pick(["[", "{a: ", "- ", "? ", "[[x], ", "{? "]).utf8)
    let times = random.pick([2, 10, 98, 101, 300])
    var result: [UInt8] = []
    for _ in 0..<times { result += opening }
    return result
  }

  // MARK: Places

  private func span(_ start: Int, of bytes: [UInt8], upTo length: Int, _ random: inout SeededGenerator) -> Range<Int> {
    start..<min(start + Int.random(in: 1...length, using: &random), bytes.count)
  }

  /// The line around a place, with its line end.
  private func line(_ at: Int, of bytes: [UInt8]) -> Range<Int> {
    var start = at
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    var end = at
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return start..<min(end + 1, bytes.count)
  }

  /// The letters and digits around a place.
  private func word(_ at: Int, of bytes: [UInt8]) -> Range<Int> {
    var start = at
    while start > 0, Self.isWord(bytes[start - 1]) { start -= 1 }
    var end = at
    while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
    return start..<end
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A || byte >= 0x30 && byte <= 0x39
  }

  // MARK: What is put in

  /// Indicators, blanks, control characters, parts of characters, and bytes that no UTF-8 text holds.
  static let signs: [UInt8] =
    Array("[]{}:,-?&*!|>'\"%#@`\\~ \n\r\t".utf8) + [0x00, 0x07, 0x0B, 0x1B, 0x7F, 0x80, 0x85, 0xC2, 0xC3, 0xE2, 0xEF, 0xF0, 0xFE, 0xFF]

  static let words: [[UInt8]] = [
    "---\n", "\n---\n", "...\n", "\n...\n", "&x ", "*x", "*x : ", "<<: *x", "!!str ", "!own ", "%YAML 1.2\n", "%TAG ! a\n", "|+\n", ">-2\n",
    "| ",
    "? ", ": ", "- ", "[]", "{}", "''", "\"", "'", "~", "null", "true", "none", "0", "-1", "4095", "1e9", "0x10",
    "99999999999999999999999", "9223372036854775808", "1.5Gbps", "500Mbps", "18446744073709551615Gbps", "100%", "101%", "24h", "80YiB",
    "ff:ff:ff:ff:ff:ff", "02:00:00:00:00:01", "50:06:01:60:3b:a0:11:22", "00000000-0000-0000-0000-000000000000", "4294967296", "1-4095",
    "1-100,200", "vio-1/3/2", "vio-1/999/0", "file:../../x.xml", "apiVersion: weft/v1\n", "kind: List\nitems:\n- ", "kind: Network\n",
    "metadata: {name: a}\n", "spec: {}\n", "items: []\n", "weft/renamed-from", "é", "日本", "🦊", "\u{FEFF}", "\u{2028}", "\u{85}", "\u{202E}",
    "e\u{301}", "\r\n", "\\u0000", "\\x", " #", "\t",
  ].map { Array($0.utf8) }
}
