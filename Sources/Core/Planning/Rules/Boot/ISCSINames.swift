/// Names of iSCSI initiators and targets (RFC 7143, section 4.2.7).
enum ISCSIName {
  /// What is wrong with a name, as the rest of a sentence; nil where it is one.
  static func problem(with name: String) -> String? {
    let name = name.lowercased()
    guard name.utf8.count <= 223 else { return "it has \(name.utf8.count) bytes, and 223 are allowed" }
    if name.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) { return "it contains a space or control character" }
    switch name.prefix(4) {
    case "iqn.": return problem(withQualified: name.dropFirst(4))
    case "eui.": return isHexadecimal(name.dropFirst(4), [16]) ? nil : "behind 'eui.' stand 16 hexadecimal digits"
    case "naa.": return isHexadecimal(name.dropFirst(4), [16, 32]) ? nil : "behind 'naa.' stand 16 or 32 hexadecimal digits"
    default: return "it begins neither with 'iqn.' nor with 'eui.' or 'naa.'"
    }
  }

  /// `2004-05.com.example:db-01`: since when somebody has owned the domain, the domain reversed, and what its owner likes.
  private static func problem(withQualified rest: Substring) -> String? {
    let date = Array(rest.utf8.prefix(8))
    let month = date.count == 8 ? Int(String(decoding: date[5...6], as: UTF8.self)) : nil
    guard date.count == 8, date[4] == UInt8(ascii: "-"), date[7] == UInt8(ascii: "."), date[0...3].allSatisfy(isDigit),
      date[5...6].allSatisfy(isDigit), let month, 1...12 ~= month
    else { return "behind 'iqn.' stands a year and month and a dot, such as '2004-05.'" }
    let domain = rest.dropFirst(8).prefix { $0 != ":" }
    let isDomain = !domain.isEmpty && domain.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
    return isDomain ? nil : "behind the date stands a domain in reverse, such as 'com.example'"
  }

  private static func isHexadecimal(_ text: Substring, _ counts: [Int]) -> Bool {
    counts.contains(text.utf8.count) && text.utf8.allSatisfy { isDigit($0) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}

/// Where an iSCSI target is reached: `10.0.0.5:3260`, `[2001:db8::5]:3260`, `array-1.example.com`.
enum ISCSIPortal {
  /// What is wrong with a portal, as the rest of a sentence; nil where it is one.
  static func problem(with portal: String) -> String? {
    guard portal.first == "[" else {
      let parts = portal.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, parts[1].contains(":") { return "an IPv6 address stands in brackets" }
      return hostProblem(parts[0]) ?? (parts.count == 2 ? portProblem(parts[1]) : nil)
    }
    let parts = portal.dropFirst().split(separator: "]", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return "the bracket is not closed" }
    let isAddress = parts[0].contains(":") && parts[0].allSatisfy { $0 == ":" || $0 == "." || $0.isHexDigit }
    if !isAddress { return "'\(parts[0])' is no IPv6 address" }
    if parts[1].isEmpty { return nil }
    return parts[1].first == ":" ? portProblem(parts[1].dropFirst()) : "behind the bracket stands ':' and a port"
  }

  private static func hostProblem(_ host: Substring) -> String? {
    if host.isEmpty { return "it has no address" }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    if labels.last?.allSatisfy(\.isNumber) ?? false {
      let isAddress = labels.count == 4 && labels.allSatisfy { UInt8($0) != nil }
      return isAddress ? nil : "'\(host)' is no IPv4 address"
    }
    let isName = labels.allSatisfy { label in
      !label.isEmpty && label.utf8.count <= 63 && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }
    return isName ? nil : "'\(host)' is no host name"
  }

  private static func portProblem(_ port: Substring) -> String? {
    UInt16(port).map { $0 > 0 } ?? false ? nil : "'\(port)' is no TCP port from 1 to 65535"
  }
}
