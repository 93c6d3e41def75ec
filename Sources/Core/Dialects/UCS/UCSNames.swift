internal import FabricModel

/// What manifests call the things of one kind, whose own names repeat from place to place.
///
/// A name that is one in manifests, too, stays; names that would be alike get what tells them apart behind them.
/// The order in which the things were written does not matter.
struct UCSNames: Sendable {
  /// A thing by its key, with what may tell it from others: `hyperflex-a`, `lan`.
  struct Thing {
    let key: String
    let name: String
    let marks: [String]
    /// What people know it by, where that is not the key.
    var shown: String?
  }

  private var names: [String: String] = [:]
  /// Keys of things whose own name could not stay, and what they are called, in the order of the keys.
  private(set) var changed: [(key: String, name: String)] = []

  init(_ things: [Thing], _ rule: NameRule = .object) {
    var groups = [String: [Thing]]()
    for thing in things { groups[UCSNames.legal(thing.name, rule), default: []].append(thing) }
    var taken: Set<String> = Set(groups.keys)
    for base in groups.keys.sorted() { settle(groups[base] ?? [], base, rule, &taken) }
    changed = things.sorted { $0.key < $1.key }.compactMap { thing in
      self[thing.key] == thing.name ? nil : (thing.shown ?? thing.key, self[thing.key])
    }
  }

  subscript(key: String) -> String { names[key] ?? key }

  /// What has to be kept of the domain's name; nil where the two are one.
  func nativeName(_ key: String) -> String? { self[key] == key ? nil : key }

  private mutating func settle(_ things: [Thing], _ base: String, _ rule: NameRule, _ taken: inout Set<String>) {
    guard things.count > 1 else {
      if let only = things.first { names[only.key] = base }
      return
    }
    // What has the fewest marks counts most widely, so it may keep the name; the others get as many of theirs as tell them apart.
    let fewest = things.map(\.marks.count).min() ?? 0
    let widest = things.filter { $0.marks.count == fewest }
    let spelt = widest.filter { $0.name == base }
    let keeper = widest.count == 1 ? widest[0].key : spelt.count == 1 ? spelt[0].key : nil
    for thing in things.sorted(by: { ($0.marks.count, $0.key) < ($1.marks.count, $1.key) }) {
      if thing.key == keeper {
        names[thing.key] = base
      } else {
        names[thing.key] = UCSNames.free(base, thing.marks, rule, &taken)
      }
    }
  }

  private static func free(_ base: String, _ marks: [String], _ rule: NameRule, _ taken: inout Set<String>) -> String {
    var name = base
    for mark in marks {
      name = legal("\(name)-\(mark)", rule)
      if taken.insert(name).inserted { return name }
    }
    return numbered(name, rule, &taken)
  }

  static func legal(_ name: String, _ rule: NameRule) -> String {
    rule.problem(with: name) == nil ? name : rule.suggestion(for: name) ?? "x"
  }

  private static func numbered(_ base: String, _ rule: NameRule, _ taken: inout Set<String>) -> String {
    var number = 2
    while true {
      let suffix = "-\(number)"
      let name = base.prefix(rule.lengthLimit - suffix.count) + suffix
      if taken.insert(String(name)).inserted { return String(name) }
      number += 1
    }
  }
}
