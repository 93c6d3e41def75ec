/// How much of a plan is shown.
enum Extent {
  /// What fits a few screens, however large the plan is.
  case brief
  /// Everything.
  case whole

  /// The first of a list, and how many are left: never one alone, which takes no more room than to say so.
  func first<Item>(_ most: Int, of items: [Item]) -> (shown: ArraySlice<Item>, left: Int) {
    guard self == .brief, items.count > most + 1 else { return (items[...], 0) }
    return (items.prefix(most), items.count - most)
  }

  /// The lines of a list, with one for what is left out.
  func lines(_ most: Int, _ items: [PlanDocument.Line]) -> [PlanDocument.Line] {
    let (shown, left) = first(most, of: items)
    return left == 0 ? items : shown + [PlanDocument.Line(Words.more(left), indent: items[0].indent)]
  }

  /// Names in one line, the last one standing for those between.
  func names(_ names: [String]) -> String {
    guard self == .brief, names.count > 4 else { return names.joined(separator: ", ") }
    return "\(names[0]), \(names[1]) … \(names[names.count - 1])"
  }
}

/// Turns of phrase that sections share.
enum Words {
  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  static func more(_ left: Int, _ noun: String = "") -> String {
    "… and \(left) more\(noun.isEmpty ? "" : " ")\(noun) (--verbose shows all)"
  }
}

/// Names of which the same is said, in the order in which they came.
struct Sayings {
  private(set) var all: [(text: String, names: [String])] = []
  private var places: [String: Int] = [:]

  mutating func add(_ name: String, _ text: String) {
    if let place = places[text] {
      all[place].names.append(name)
    } else {
      places[text] = all.count
      all.append((text, [name]))
    }
  }

  /// `vio-1/1/1, vio-1/1/2: functions 0 → 1 of 63`; many names with how many they are.
  func lines(_ extent: Extent, tone: PlanDocument.Tone = .plain) -> [PlanDocument.Line] {
    all.map { text, names in
      let many = names.count > 4 && extent == .brief ? " (\(names.count))" : ""
      return PlanDocument.Line("\(extent.names(names))\(many): \(text)", tone: tone)
    }
  }
}
