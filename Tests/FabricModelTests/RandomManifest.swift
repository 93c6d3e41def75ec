import FabricModel
import TestSupport

/// Documents made from the outlines of the kinds, and broken ones made from those.
struct RandomManifest {
  var random: SeededGenerator

  mutating func document(of kind: ManifestKind) -> JSONTree {
    var members = [
      JSONTree.Member("apiVersion", .text("weft/v1")), .init("kind", .text(kind.rawValue)),
      .init("metadata", object(Metadata.table.outline)),
    ]
    let isEmptySpecFine = !kind.outline.fields.contains(where: \.isRequired)
    if !isEmptySpecFine || !random.oneIn(8) {
      members.append(.init("spec", isEmptySpecFine && random.oneIn(12) ? .null : object(kind.outline)))
    }
    return .mapping(members)
  }

  mutating func list(of kind: ManifestKind) -> JSONTree {
    let version = random.pick(["v1", "weft/v1"])
    var members = [JSONTree.Member("apiVersion", .text(version)), .init("kind", .text("List"))]
    if random.oneIn(2) { members.append(.init("metadata", .mapping([.init("resourceVersion", .text(""))]))) }
    let items = (0..<Int.random(in: 0...2, using: &random)).map { _ in document(of: kind) }
    members.append(.init("items", .list(items)))
    return .mapping(members)
  }

  private mutating func object(_ outline: Outline) -> JSONTree {
    if outline.isChoice {
      let field = random.pick(outline.fields)
      return .mapping([.init(field.name, value(field.shape))])
    }
    // Templates and what names one may lack required fields of what lies within, too: deletions are mutations.
    let fields = outline.fields.filter { $0.isRequired || random.oneIn(3) }
    return .mapping(fields.map { .init($0.name, value($0.shape)) })
  }

  private mutating func value(_ shape: Shape) -> JSONTree {
    switch shape {
    case .text: .text(random.pick(["a", "", "Straße 7", "5", "true", "null", "a: b # c", "\u{e9}\u{301}", "x520-SR2"]))
    case .formed(let form): .text(text(of: form))
    case .name: .text(random.pick(["a", "0", "vnic0", "a-b", "abcdefghijklmno"]))
    case .reference(let allowsNone): .text(random.pick(["prod", "a", "5", "Pool A"] + (allowsNone ? ["none"] : [])))
    case .integer(let range): .number("\(random.pick([range.lowerBound, range.upperBound, Int.random(in: range, using: &random)]))")
    case .numbers(let numbers): .number("\(random.pick(numbers))")
    case .flag: .flag(random.oneIn(2))
    case .words(let words): .text(random.pick(words))
    case .list(let item, _): .list((0..<Int.random(in: 0...3, using: &random)).map { _ in value(item) })
    case .object(let outline): object(outline)
    case .texts(let known): texts(known)
    case .either(let shapes): value(random.pick(shapes))
    }
  }

  private mutating func texts(_ known: [FieldOutline]) -> JSONTree {
    var members = [JSONTree.Member("example.org/team", .text(random.pick(["a", "", "5"])))]
    for field in known where random.oneIn(3) { members.append(.init(field.name, value(field.shape))) }
    return .mapping(members)
  }

  /// One of the form's examples, or one that few would think of.
  private mutating func text(of form: TextForm) -> String {
    if random.oneIn(2) { return random.pick(form.examples) }
    let number = random.pick(["0", "1", "9", "10", "1.5", "0.001", "9223372036854775807", "10000000000000000000", "1.10", "0.5"])
    switch form.wrong {
    case "mac.invalid": return random.pick(["02-25-B5-00-00-0a", "FF:ff:00:00:00:00", "00:00:00:00:00:00"])
    case "wwn.invalid": return random.pick(["2000002500000001", "20000025b500000a", "20:00:00:25:B5:00:00:0a"])
    case "rate.invalid": return number + random.pick(["bps", "kbps", "Mbps", "Gbps", "Tbps"])
    case "size.invalid": return number + random.pick(["B", "kB", "KiB", "GB", "PiB"])
    case "duration.invalid": return number + random.pick(["s", "min", "h", "d"])
    case "percent.invalid": return number + "%"
    case "vlan.invalid": return random.pick(["1", " 1 , 2-4 ", "4094", "100-200,300", "2-1", "none", "1-1"])
    case "port.invalid": return random.pick(["a/0/255", "Box 1/1/1"])
    case "uplink.invalid": return random.pick(["sw/1/17", "s /  "])
    case "ignore.reason": return random.pick(["", "\n", "a.b: c\n\n d : e:f \n", " a.b : \tc"])
    default: return random.pick(form.examples)
    }
  }
}

// MARK: Breaking

extension RandomManifest {
  /// Changes one value, key or member; what comes out may still be valid.
  mutating func breaking(_ tree: JSONTree, names: [String]) -> JSONTree {
    var tree = tree
    var random = random
    tree.change(at: Int.random(in: 0..<tree.count, using: &random)) { $0 = Self.broken($0, names, &random) }
    self.random = random
    return tree
  }

  private static func broken(_ value: JSONTree, _ names: [String], _ random: inout SeededGenerator) -> JSONTree {
    switch value {
    case .mapping(var members) where !random.oneIn(4):
      let index = members.isEmpty ? nil : Int.random(in: members.indices, using: &random)
      switch (Int.random(in: 0...3, using: &random), index) {
      case (0, let index?): members.remove(at: index)
      case (1, let index?): rename(&members, index, random.pick(oddKeys + names))
      default: add(random.pick(oddKeys + names), odd(&random), to: &members)
      }
      return .mapping(members)
    case .list(var items) where !items.isEmpty && !random.oneIn(4):
      let index = Int.random(in: items.indices, using: &random)
      switch Int.random(in: 0...2, using: &random) {
      case 0: items.remove(at: index)
      case 1: items[index] = odd(&random)
      default: items.append(random.oneIn(2) ? items[index] : odd(&random))
      }
      return .list(items)
    case .text(let text) where !text.isEmpty && !random.oneIn(3): return .text(broken(text, &random))
    case .number(let number) where !random.oneIn(3):
      guard let value = Int(number) else { return odd(&random) }
      return random.pick([.text(number), .number("\(value * 10)"), .number("-1"), .number(value == 0 ? "1" : "0"), .number("\(value).5")])
    default: return odd(&random)
    }
  }

  private static func broken(_ text: String, _ random: inout SeededGenerator) -> String {
    var scalars = Array(text.unicodeScalars)
    let index = Int.random(in: scalars.indices, using: &random)
    let odd = random.pick(Array("a0Z9-:/. ,%KB\n\r\t\u{212A}\u{301}é名😀\u{0}\"\\'#{}".unicodeScalars))
    switch Int.random(in: 0...5, using: &random) {
    case 0: scalars.remove(at: index)
    case 1: scalars.insert(odd, at: index)
    case 2: scalars[index] = odd
    case 3: scalars.append(odd)
    case 4: scalars = Array(String(text.reversed()).unicodeScalars)
    default: return random.oneIn(2) ? text.uppercased() : text + text
    }
    return String(String.UnicodeScalarView(scalars))
  }

  private static let oddKeys = ["", "nmae", "x", "name", "spec", "items", "weft/ignore", "weft/x", "weft/\u{301}", "template", "名", "5"]

  private static func odd(_ random: inout SeededGenerator) -> JSONTree {
    random.pick([
      .null, .flag(true), .flag(false), .number("0"), .number("5"), .number("-1"), .number("1.5"), .number("99999999999999999999"),
      .number("2000002500000001"), .number("1500"), .text(""), .text("none"), .text("a"), .text("5"), .text("true"), .text("null"),
      .text(" "),
      .text("a\n"), .text(String(repeating: "a", count: 64)), .text("名"), .list([]), .list([.null]), .list([.list([])]), .mapping([]),
      .list([.text("a"), .text("a")]), .list([.number("1")]), .list([.mapping([])]), .mapping([.init("name", .text("a"))]),
      .mapping([.init("pool", .text("p"))]), .mapping([.init("pool", .text("p")), .init("static", .text("02:25:b5:00:00:01"))]),
    ])
  }

  private static func rename(_ members: inout [JSONTree.Member], _ index: Int, _ name: String) {
    if !members.contains(where: { $0.key.utf8.elementsEqual(name.utf8) }) { members[index].key = name }
  }

  private static func add(_ name: String, _ value: JSONTree, to members: inout [JSONTree.Member]) {
    if !members.contains(where: { $0.key.utf8.elementsEqual(name.utf8) }) { members.append(.init(name, value)) }
  }
}
