internal import FabricModel

/// Names that manifests can have for things that appliances call as they like.
struct NameTable {
  private var names: [String: String] = [:]
  /// What could not keep its name, sorted.
  private(set) var renamed: [String] = []

  /// A name that already is one stays; any other gets the nearest that nobody has.
  init(_ natives: some Sequence<String>, _ rule: NameRule) {
    let sorted = natives.sorted()
    var taken = Set(sorted.filter { rule.problem(with: $0) == nil })
    for native in sorted where !taken.contains(native) {
      let base = rule.suggestion(for: native) ?? "x"
      var name = base
      var number = 2
      while !taken.insert(name).inserted {
        let suffix = "-\(number)"
        name = base.prefix(rule.lengthLimit - suffix.count) + suffix
        number += 1
      }
      names[native] = name
      renamed.append(native)
    }
  }

  subscript(native: String) -> String { names[native] ?? native }

  /// What has to be kept of the appliance's name; nil where the two are one.
  func nativeName(_ native: String) -> String? { names[native] == nil ? nil : native }
}
