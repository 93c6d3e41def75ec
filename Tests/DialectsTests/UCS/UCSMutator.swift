import Documents
import TestSupport
import Workloads
import XML

@testable import Dialects

/// Breaks domains of UCS Manager as trees, as hands, scripts and other releases do: what comes out is XML still.
struct UCSMutator {
  private let domains: [XMLTree]
  /// Every attribute's values in sound domains.
  private let values: [String]

  init() throws {
    domains = try (1...6).map { seed in
      let domain = GeneratedUCSDomain(profiles: 1 + seed % 3, seed: seed, hasOddities: seed.isMultiple(of: 2))
      return try tape(domain.xml).withRoot { UCSTree.copy(of: $0) }
    }
    var values: Set<String> = []
    for domain in domains { for path in domain.paths { values.formUnion(domain[path].attributes.map(\.value)) } }
    self.values = values.sorted()
  }

  /// A part of a domain, broken in a few places, as a backup or as a message of the XML API.
  func tree(_ random: inout SeededGenerator) -> XMLTree {
    var tree = random.pick(domains)
    thin(&tree, keeping: random.pick([10, 20, 40, 80]), &random)
    for _ in 0..<Int.random(in: 1...8, using: &random) { mutate(&tree, &random) }
    return random.oneIn(3) ? envelope(of: tree, &random) : tree
  }

  private func thin(_ tree: inout XMLTree, keeping percent: Int, _ random: inout SeededGenerator) {
    var kept: [XMLTree] = []
    for var child in tree.children where child.name == "orgOrg" || Int.random(in: 0..<100, using: &random) < percent {
      thin(&child, keeping: percent, &random)
      kept.append(child)
    }
    tree.content = kept.map { .element($0) }
  }

  private func mutate(_ tree: inout XMLTree, _ random: inout SeededGenerator) {
    let paths = tree.paths
    let path = random.pick(paths)
    switch Int.random(in: 0..<12, using: &random) {
    case 0: change(&tree[path], &random) { _, _ in nil }
    case 1: change(&tree[path], &random) { _, _ in "" }
    case 2, 3: change(&tree[path], &random) { _, random in random.pick(Self.words) }
    case 4: change(&tree[path], &random) { _, random in random.pick(values) }
    case 5, 6: change(&tree[path], &random, Self.altered)
    case 7: rename(&tree, path, as: random.pick(paths))
    case 8: tree.insert(tree[path], at: path)
    case 9:
      var twin = tree[path]
      if !twin.attributes.isEmpty { twin["name"] = Self.altered(twin["name"] ?? "", &random) }
      tree.insert(twin, at: path)
    case 10: move(&tree, path, to: random.pick(paths))
    default: nest(&tree, &random)
    }
  }

  private func change(_ element: inout XMLTree, _ random: inout SeededGenerator, _ value: (String, inout SeededGenerator) -> String?) {
    guard !element.attributes.isEmpty else { return }
    // Names are what most goes wrong with.
    let attribute = random.oneIn(2) && element["name"] != nil ? "name" : random.pick(element.attributes).name
    element[attribute] = value(element[attribute] ?? "", &random)
  }

  /// Nearly the same text, which must not be taken for it.
  private static func altered(_ text: String, _ random: inout SeededGenerator) -> String? {
    switch Int.random(in: 0..<9, using: &random) {
    case 0: text.uppercased()
    case 1: text.lowercased()
    case 2: text + text
    case 3: text + random.pick(words)
    case 4: random.pick(words) + text
    case 5: String(text.dropLast())
    case 6: text.replacing("-", with: random.pick(["_", ".", ":", " ", "@", ""]))
    case 7: String(repeating: text + "x", count: random.pick([4, 16, 64, 300]))
    default: " \(text) "
    }
  }

  /// One element gets the name of another.
  private func rename(_ tree: inout XMLTree, _ path: [Int], as other: [Int]) {
    guard tree[path]["name"] != nil, let name = tree[other]["name"] else { return }
    tree[path]["name"] = name
  }

  private func move(_ tree: inout XMLTree, _ path: [Int], to parent: [Int]) {
    guard !path.isEmpty, !parent.starts(with: path) else { return }
    let moved = tree[path]
    tree[parent].append(moved)
  }

  /// What stands in root moves into organisations within one another.
  private func nest(_ tree: inout XMLTree, _ random: inout SeededGenerator) {
    guard let root = tree.children.firstIndex(where: { $0.name == "orgOrg" }) else { return }
    var inner = tree[[root]]
    inner["name"] = random.pick(["a", "A", "a-b", "Lab", "org"])
    for _ in 0..<random.pick([1, 3, 20, 95, 110]) {
      inner = XMLTree("orgOrg", attributes: ["name": random.pick(["a", "b"])], children: [inner])
    }
    tree[[root]].append(inner)
  }

  // MARK: Messages

  /// The objects with their DNs, some within their parents and some beside them, in any order; now and then a DN is missing or another's.
  private func envelope(of tree: XMLTree, _ random: inout SeededGenerator) -> XMLTree {
    var objects: [XMLTree] = []
    for child in tree.children {
      let placed = place(child, in: "", into: &objects, &random)
      objects.append(placed)
    }
    objects.shuffle(using: &random)
    for _ in 0..<Int.random(in: 0...3, using: &random) where !objects.isEmpty {
      let index = Int.random(in: objects.indices, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: objects[index]["dn"] = nil
      case 1: objects[index]["dn"] = random.pick(objects)["dn"]
      case 2: objects.append(objects[index])
      case 3: objects.remove(at: index)
      default:
        objects[index]["dn"] = (objects[index]["dn"] ?? "") + random.pick(["/", "//", "/org-a", "/org-a/org-b/org-c", "[", "]/x", "@"])
      }
    }
    let pairs = objects.map { XMLTree("pair", attributes: ["key": $0["dn"] ?? ""], children: [$0]) }
    return XMLTree("configConfMos", children: [XMLTree("inConfigs", children: pairs)])
  }

  private func place(_ tree: XMLTree, in parent: String, into objects: inout [XMLTree], _ random: inout SeededGenerator) -> XMLTree {
    let own = UCSRelativeName.text(of: tree) ?? tree.name
    let dn = parent.isEmpty ? own : "\(parent)/\(own)"
    var placed = XMLTree(tree.name)
    placed.attributes = tree.attributes
    let isTop = parent.isEmpty || random.oneIn(2)
    placed[random.oneIn(8) ? "rn" : "dn"] = isTop || random.oneIn(2) ? dn : own
    for child in tree.children {
      let child = place(child, in: dn, into: &objects, &random)
      if random.oneIn(2) { objects.append(child) } else { placed.append(child) }
    }
    return placed
  }

  // MARK: What is put in

  private static let words = [
    "", " ", "-", ".", "_", "@", "a@b", "@A", "x@fc", "é", "e\u{301}", "日本", "🦊", "\u{85}", "\t", "\n", "a b", "a/b", "a|b", "a,b", "a: b",
    "# a", "'", "\"", "%", "&", "<", "~", "null", "true", "no", "0x10", "1.0", "1e3", "*a", "&a", "!a", "[a", "{a", "- a", "? a", "<<",
    "default", "root", "derived", "pool-derived", "none", "any", "ANY", "unspecified", "A", "B", "A-B", "B-A", "NONE", "a", "b", "estc-A",
    "0", "1", "2", "-1", "+1", "007", "4043", "4094", "4095", "65536", "4294967296", "9223372036854775807", "99999999999999999999",
    "9223372036854775807:0:0:0", "-1:-1:-1:-1", "0:0:0:1", "1::1:1", "00:25:B5:00:00:01", "00:25:b5:00:00:01", "FF:FF:FF:FF:FF:FF",
    "01:00:00:00:00:00", "20:00:00:25:B5:00:00:01", "00000000-0000-0000-0000-000000000000", "12345678-9abc-def0-1234-56789abcdef0",
    "sys", "sys/", "/", "sys/chassis-1/blade-1", "sys/chassis-01/blade-1", "sys/chassis-1/blade-+1", "sys/rack-unit-1", "sys/rack-unit-705",
    "sys/a@b", "org-root", "rack-unit-1", "lan-conn-pol-x", "san-conn-pol-X", "instance", "initial-template", "updating-template",
    "every-day", "odd-day", "monday", "node-and-port-wwn-assignment", "platinum", "fc", "best-effort", String(repeating: "n", count: 63),
    String(repeating: "n", count: 64), String(repeating: "-", count: 70), String(repeating: "long-name-", count: 400),
  ]
}

extension XMLTree {
  var children: [XMLTree] {
    content.compactMap { if case .element(let child) = $0 { child } else { nil } }
  }

  /// Where each element stands, itself among them, as the indexes of children from here down.
  fileprivate var paths: [[Int]] {
    var found: [[Int]] = [[]]
    for (index, child) in children.enumerated() { found += child.paths.map { [index] + $0 } }
    return found
  }

  /// Only elements are in these trees.
  fileprivate subscript(path: [Int]) -> XMLTree {
    get { path.reduce(self) { $0.children[$1] } }
    set {
      guard let first = path.first else { return self = newValue }
      var child = children[first]
      child[Array(path.dropFirst())] = newValue
      content[first] = .element(child)
    }
  }

  fileprivate mutating func insert(_ sibling: XMLTree, at path: [Int]) {
    guard let last = path.last else { return }
    self[Array(path.dropLast())].content.insert(.element(sibling), at: last)
  }
}
