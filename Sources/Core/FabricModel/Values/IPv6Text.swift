/// How an IPv6 address is written: read as RFC 4291 (section 2.2) allows, written as RFC 5952 asks.
enum IPv6Text {
  static func value(of utf8: UnsafeBufferPointer<UInt8>) -> AddressValue? {
    guard var parts = parts(of: utf8), let last = parts.popLast() else { return nil }
    var groups: [UInt64] = []
    var gap: Int?
    for part in parts { guard add(part, to: &groups, &gap) else { return nil } }
    // An IPv4 address may stand for the last two groups.
    if last.contains(UInt8(ascii: ".")) {
      guard let tail = IPAddress.dotted(last) else { return nil }
      groups += [tail >> 16, tail & 0xFFFF]
    } else {
      guard add(last, to: &groups, &gap) else { return nil }
    }
    if let gap {
      guard groups.count < 8 else { return nil }
      groups.insert(contentsOf: Array(repeating: 0, count: 8 - groups.count), at: gap)
    }
    guard groups.count == 8 else { return nil }
    return AddressValue(high: joined(groups[..<4]), low: joined(groups[4...]))
  }

  /// The texts between the colons; a gap, also one at an end, is one empty text. Nil where a lone colon begins or ends the text.
  private static func parts(of utf8: UnsafeBufferPointer<UInt8>) -> [UnsafeBufferPointer<UInt8>]? {
    var parts = utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map { UnsafeBufferPointer(rebasing: $0) }
    guard parts.count >= 3 else { return nil }
    if parts[0].isEmpty {
      guard parts[1].isEmpty else { return nil }
      parts.removeFirst()
    }
    if parts[parts.count - 1].isEmpty {
      guard parts[parts.count - 2].isEmpty else { return nil }
      parts.removeLast()
    }
    return parts
  }

  /// Takes one to four hexadecimal digits, or notes the gap; false for anything else, and for a second gap.
  private static func add(_ part: UnsafeBufferPointer<UInt8>, to groups: inout [UInt64], _ gap: inout Int?) -> Bool {
    if part.isEmpty {
      guard gap == nil else { return false }
      gap = groups.count
      return true
    }
    var reader = ByteReader(part)
    guard part.count <= 4, let group = reader.hexadecimal(digits: part.count) else { return false }
    groups.append(group)
    return true
  }

  private static func joined(_ groups: ArraySlice<UInt64>) -> UInt64 { groups.reduce(0) { $0 << 16 | $1 } }

  /// In small letters, without leading zeros, the first of the longest runs of zeros as `::`; what stands for an IPv4 address ends as one.
  static func text(of value: AddressValue) -> String {
    if value.high == 0, value.low >> 32 == 0xFFFF { return "::ffff:" + IPAddress.dotted(value.low & 0xFFFF_FFFF) }
    let groups = [value.high, value.low].flatMap { half in [48, 32, 16, 0].map { half >> UInt64($0) & 0xFFFF } }
    func text(_ groups: ArraySlice<UInt64>) -> String { groups.map { String($0, radix: 16) }.joined(separator: ":") }
    guard let zeros = longestZeros(groups) else { return text(groups[...]) }
    return text(groups[..<zeros.lowerBound]) + "::" + text(groups[zeros.upperBound...])
  }

  /// Nil where no two groups in a row are zero.
  private static func longestZeros(_ groups: [UInt64]) -> Range<Int>? {
    var longest = 0..<0
    var start = 0
    for (index, group) in groups.enumerated() {
      if group != 0 { start = index + 1 } else if index + 1 - start > longest.count { longest = start..<index + 1 }
    }
    return longest.count > 1 ? longest : nil
  }
}
