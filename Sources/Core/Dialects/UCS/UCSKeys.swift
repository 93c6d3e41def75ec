internal import FabricModel

/// What a domain's things are called across the whole domain: the name, then where it counts, `web@Prod` or `backup@A`.
///
/// Names repeat from organisation to organisation and from scope to scope; no name of UCS Manager has an `@` in it.
enum UCSKeys {
  /// `db@Payroll@Finance`: the innermost organisation first; root is not named.
  static func key(_ name: String, _ org: Int, in domain: UCSDomain) -> String {
    var key = name
    var next: Int? = org
    while let index = next, index > 0 {
      key += "@\(domain.orgs[index].name)"
      next = domain.orgs[index].parent
    }
    return key
  }

  static func key(_ name: String, _ scope: UCSScope) -> String { scope.mark.map { "\(name)@\($0)" } ?? name }

  /// A vHBA may have the name of a vNIC of the same server, which v-ports may not.
  static func vhba(_ name: String, beside vports: [VPortRecord]) -> String {
    vports.contains { $0.kind == .vnic && $0.name == name } ? "\(name)@fc" : name
  }

  static func vhba(_ name: String, beside vnics: [UCSVNIC]) -> String { vnics.contains { $0.name == name } ? "\(name)@fc" : name }

  /// The name, and what stands behind it: organisations from the innermost, or a scope.
  static func parts(of key: String) -> (name: String, places: [String]) {
    let parts = key.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    return (parts[0], Array(parts.dropFirst()))
  }

  /// The names of the organisations from below root to that one.
  static func path(of org: Int, in domain: UCSDomain) -> [String] {
    var path: [String] = []
    var next: Int? = org
    while let index = next, index > 0 {
      path.insert(domain.orgs[index].name, at: 0)
      next = domain.orgs[index].parent
    }
    return path
  }
}

/// A server of a domain: a backup has none, but profiles and pools name them.
enum UCSServer {
  /// `blade-4@chassis-1` for `sys/chassis-1/blade-4`: names have no slash.
  static func key(of dn: String) -> String {
    let parts = dn.split(separator: "/")
    return (parts.first == "sys" ? parts.dropFirst() : parts[...]).reversed().joined(separator: "@")
  }

  /// Whether it is the DN of a server of the domain, which can be told from the server's key.
  static func isKnown(_ dn: String) -> Bool {
    dn.hasPrefix("sys/") && dn.utf8.count > 4 && !dn.utf8.contains(UInt8(ascii: "@")) && self.dn(of: key(of: dn)) == dn
  }

  /// The same backwards.
  static func dn(of key: String) -> String { "sys/" + key.split(separator: "@").reversed().joined(separator: "/") }

  /// What stands in for the port of a server's cable, which a domain does not have: 1 to 320 for the eight slots of forty chassis, then rack units.
  ///
  /// Nil for other places, such as the cartridges of modular chassis, and beyond 1024.
  static func port(of dn: String) -> Int? {
    var rest = Substring(dn).utf8
    if take("sys/rack-unit-", from: &rest) {
      guard let unit = takeNumber(from: &rest), rest.isEmpty, (1...704).contains(unit) else { return nil }
      return 320 + unit
    }
    guard take("sys/chassis-", from: &rest), let chassis = takeNumber(from: &rest), (1...40).contains(chassis) else { return nil }
    guard take("/blade-", from: &rest), let blade = takeNumber(from: &rest), rest.isEmpty, (1...8).contains(blade) else { return nil }
    return (chassis - 1) * 8 + blade
  }

  private static func take(_ text: String, from rest: inout Substring.UTF8View) -> Bool {
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }

  /// Up to four digits without a leading zero: no two places have one port.
  private static func takeNumber(from rest: inout Substring.UTF8View) -> Int? {
    let digits = rest.prefix(4).prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    guard let first = digits.first, first != UInt8(ascii: "0") else { return nil }
    rest = rest.dropFirst(digits.count)
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  /// The same backwards.
  static func dn(at port: Int) -> String {
    port <= 320 ? "sys/chassis-\((port - 1) / 8 + 1)/blade-\((port - 1) % 8 + 1)" : "sys/rack-unit-\(port - 320)"
  }
}
