/// What a name may look like.
package enum NameRule: Hashable, Sendable, CaseIterable {
  /// A DNS-1123 label: up to 63 of `a-z`, `0-9` and `-`, the first and last not `-` (RFC 1123, as Kubernetes has it).
  case object
  /// `[a-z0-9][a-z0-9-]{0,14}`: a Linux interface name has at most 15 characters (IFNAMSIZ).
  case vport

  package var lengthLimit: Int { self == .object ? 63 : 15 }

  /// The same as an ECMA 262 expression.
  package var pattern: String { self == .object ? "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$" : "^[a-z0-9][a-z0-9-]{0,14}$" }

  package func admits(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = utf8.first, let last = utf8.last, utf8.count <= lengthLimit else { return false }
    return first != Self.hyphen && (self == .vport || last != Self.hyphen) && utf8.allSatisfy(Self.isAllowed)
  }

  /// Why it is not such a name, as the rest of a sentence that begins with the name; nil where it is one.
  package func problem(with name: String) -> String? {
    var name = name
    if name.withUTF8({ admits($0) }) { return nil }
    if name.isEmpty { return "is empty" }
    if let other = name.unicodeScalars.first(where: { !Self.isAllowed($0) }) {
      return "contains \(other.escaped); only 'a' to 'z', '0' to '9' and '-' are allowed"
    }
    if name.utf8.first == Self.hyphen { return "begins with '-'" }
    if name.utf8.count > lengthLimit { return "has \(name.utf8.count) characters; \(lengthLimit) are allowed" }
    return "ends with '-'"
  }

  /// The nearest name of this rule: lower case, one `-` for each stretch of what is not allowed; nil where nothing is left or to do.
  package func suggestion(for name: String) -> String? {
    var bytes: [UInt8] = []
    for byte in name.lowercased().utf8 {
      let next = Self.isAllowed(byte) ? byte : Self.hyphen
      let doubled = next == Self.hyphen && bytes.last.map { $0 == Self.hyphen } ?? true
      if !doubled { bytes.append(next) }
    }
    bytes.removeLast(max(0, bytes.count - lengthLimit))
    while bytes.last == Self.hyphen { bytes.removeLast() }
    let suggestion = String(decoding: bytes, as: UTF8.self)
    return bytes.isEmpty || suggestion == name || problem(with: name) == nil ? nil : suggestion
  }

  private static let hyphen = UInt8(ascii: "-")

  private static func isAllowed(_ byte: UInt8) -> Bool {
    byte == hyphen || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool { scalar.isASCII && isAllowed(UInt8(scalar.value)) }
}

extension Unicode.Scalar {
  /// In quotes, with control characters made visible.
  fileprivate var escaped: String { "'\(escaped(asASCII: false))'" }
}
