internal import FabricModel

/// Makes manifests of all kinds from the outlines of their fields, and breaks some of their values.
///
/// A new kind or field is taken up by itself.
package struct RandomManifest: Sendable {
  private let outlines = ManifestKind.allCases.map { (kind: $0, outline: $0.outline) }

  package init() {}

  /// Several documents; on average one value in `breaks` is not what its field asks for, none where that is nil.
  package func text(breaks: Int?, _ random: inout SeededGenerator) -> String {
    var writer = ManifestWriter(breaks: breaks)
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let (kind, outline) = random.pick(outlines)
      writer.document(kind.rawValue, outline, &random)
    }
    return writer.text
  }
}

/// Writes values in flow style, where no indentation has to be kept.
private struct ManifestWriter {
  let breaks: Int?
  var text = ""
  private var depth = 0

  init(breaks: Int?) { self.breaks = breaks }

  mutating func document(_ kind: String, _ outline: Outline, _ random: inout SeededGenerator) {
    text += "---\n{apiVersion: \(isBroken(&random) ? "weft/v2" : "weft/v1"), kind: "
    text += isBroken(&random) ? random.pick(Self.odd) : kind
    text += ", metadata: {name: \(isBroken(&random) ? random.pick(Self.odd) : random.pick(Self.names))"
    if random.oneIn(4) { text += ", labels: {tier: gold}" }
    text += "}, spec: "
    value(.object(outline), &random)
    if isBroken(&random) { text += ", \(random.pick(["items: []", "status: {}", "kind: Server", "'': 1"]))" }
    text += "}\n"
  }

  private func isBroken(_ random: inout SeededGenerator) -> Bool { breaks.map { random.oneIn($0) } ?? false }

  private mutating func value(_ shape: Shape, _ random: inout SeededGenerator) {
    if isBroken(&random) {
      text += random.oneIn(30) ? "'" + String(repeating: "long ", count: 2_000) + "'" : random.pick(Self.odd)
      return
    }
    switch shape {
    case .text: text += random.pick(["lan", "'a text'", "x520-SR2", "VIO-4001", "'02:00:00:00:00:01'", "'file:vio-1.xml'"])
    case .formed(let form): text += "'" + random.pick(form.examples) + "'"
    case .name: text += random.pick(Self.names)
    case .reference(let allowsNone): text += allowsNone && random.oneIn(4) ? "none" : random.pick(Self.names)
    case .integer(let range):
      let near = range.lowerBound...min(range.upperBound, range.lowerBound + 20)
      text += String(random.pick([range.lowerBound, range.upperBound, .random(in: near, using: &random)]))
    case .numbers(let numbers): text += String(random.pick(numbers))
    case .flag: text += random.pick(["true", "false"])
    case .words(let words): text += "'" + random.pick(words) + "'"
    case .texts: text += random.pick(["{}", "{tier: gold}", "{a/b: '1', c: d}"])
    case .either(let shapes): value(random.pick(shapes), &random)
    case .list(let item, _): list(of: item, &random)
    case .object(let outline): object(outline, &random)
    }
  }

  private mutating func list(of item: Shape, _ random: inout SeededGenerator) {
    text += "["
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      value(item, &random)
      text += ", "
    }
    text += "]"
  }

  /// What is required, and some of the rest: less the deeper it stands.
  private mutating func object(_ outline: Outline, _ random: inout SeededGenerator) {
    depth += 1
    defer { depth -= 1 }
    text += "{"
    for field in outline.fields where field.isRequired ? !isBroken(&random) : random.oneIn(depth + 1) {
      member(field, &random)
      if isBroken(&random) { member(field, &random) }
    }
    text += "}"
  }

  private mutating func member(_ field: FieldOutline, _ random: inout SeededGenerator) {
    text += isBroken(&random) ? random.pick([field.name + "s", field.name.uppercased(), "'\(field.name) '", "<<"]) : field.name
    text += ": "
    value(field.shape, &random)
    text += ", "
  }

  private static let names = ["a", "b", "prod", "vnic0", "vnic1", "srv-1", "vio-1"]

  /// Values of the wrong kind, nothing, huge numbers, odd names.
  private static let odd = [
    "", "~", "null", "{}", "[]", "[[]]", "{a: b}", "[a, {b: c}]", "''", "' '", "0", "-1", "1.5", "1e300", "9223372036854775807",
    "-9223372036854775808", "99999999999999999999999999", "true", "'true'", "none", "A", "-a", "a-", "a..b", "Größe", "'🦊'", "'\u{202E}x'",
    "\"\\0\"", "\"\\e[31m\"", "\"a\\nb\"", "500", "500Mbps", "9999999999999Tbps", "0.0000000000000000001Gbps", "101%", "1-4095",
    "'ff:ff:ff:ff:ff:ff'", "'00:00:00:00:00:00'", "'FF:FF:FF:FF:FF:FF:FF:FF'", "'2026-02-30T25:61:61Z'", "vio-1/0/256", "a/b/c/d", "'//'",
    "'file:'", "'https://user:secret@[::1]:99999/'", "'file:../../../etc'", "weft/v1", "List", "Server", "*x", "&x y", "!t x",
  ]
}
