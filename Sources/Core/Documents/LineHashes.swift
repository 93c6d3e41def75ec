/// A hash for each line of a text, by which GitHub's code scanning knows a finding again when lines above it come or go.
///
/// It is GitHub's own `primaryLocationLineHash`, so that its upload action, which computes it anew, agrees: a polynomial hash (base 37,
/// modulo 2⁶⁴) over the 100 UTF-16 code units from the line's first on, without blanks; then `:` and how many lines up to here have this hash.
package struct LineHashes: Sendable {
  private static let window = 100
  private static let base: UInt64 = 37
  /// What a code unit has become by the time it leaves the window.
  private static let leaving = (0..<window).reduce(UInt64(1)) { power, _ in power &* base }
  private static let end: UInt16 = 0xFFFF

  /// The first is that of line 1.
  private let hashes: [String]

  package init(_ file: SourceFile) {
    let units = Self.significant(String(decoding: file.bytes, as: UTF8.self).utf16)
    var seen: [UInt64: Int] = [:]
    var hash: UInt64 = 0
    var hashes: [String] = []
    // The window reaches beyond the end over zeros. At `next`, the window holds the units from `next - window` on.
    for next in 0..<units.count + Self.window {
      let first = next - Self.window
      if first >= 0, Self.startsLine(first, in: units) {
        seen[hash, default: 0] += 1
        hashes.append("\(String(hash, radix: 16)):\(seen[hash, default: 0])")
      }
      let incoming = next < units.count ? UInt64(units[next]) : 0
      let outgoing = first >= 0 ? UInt64(units[first]) : 0
      hash = Self.base &* hash &+ incoming &- Self.leaving &* outgoing
    }
    self.hashes = hashes
  }

  /// - Parameter line: from 1.
  package subscript(line: Int) -> String? { hashes.indices.contains(line - 1) ? hashes[line - 1] : nil }

  private static func startsLine(_ index: Int, in units: [UInt16]) -> Bool {
    index == 0 || units[index - 1] == 0x0A
  }

  /// Without blanks and tabs, every line end a line feed, and a mark at the end.
  private static func significant(_ text: String.UTF16View) -> [UInt16] {
    var units: [UInt16] = []
    var followsReturn = false
    for unit in text {
      let isSkipped = unit == 0x20 || unit == 0x09 || (followsReturn && unit == 0x0A)
      followsReturn = !isSkipped && unit == 0x0D
      if !isSkipped { units.append(followsReturn ? 0x0A : unit) }
    }
    return units + [end]
  }
}
