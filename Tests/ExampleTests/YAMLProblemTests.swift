import TestSupport
import Testing

/// Texts that are no manifests, or attacks.
@Suite struct YAMLProblemTests {
  static let texts: [(text: [UInt8], findings: [String])] = [
    (Array("a: [\n".utf8), ["a.yaml:2:1 yaml.syntax"]),
    (Array("just a text\n".utf8), ["a.yaml:1:1 value.type"]),
    (Array("kind: Network\n".utf8), ["a.yaml:1:1 field.missing"]),
    (
      Array("apiVersion: weft/v1\nkind: Network\nkind: Network\nmetadata: {name: b}\nspec: {vlan: 1, vlan: 2}\n".utf8),
      ["a.yaml:3:1 yaml.duplicateKey", "a.yaml:5:17 yaml.duplicateKey"]
    ),
    (
      Array("apiVersion: weft/v1\nkind: Network\nmetadata: {name: b}\nspec: {vlan: !!int 1, physicalNetwork: !x y}\n".utf8),
      ["a.yaml:4:14 yaml.tag", "a.yaml:4:40 yaml.tag"]
    ),
    (Array("apiVersion: weft/v1\nkind: Network\nmetadata: {name: b".utf8) + [0xFF, 0x7D, 0x0A], ["a.yaml:3:19 yaml.encoding"]),
    (Array(repeating: UInt8(ascii: "["), count: 10_000), ["a.yaml:1:101 yaml.depth"]),
    (Array(String(repeating: "{a: ", count: 10_000).utf8), ["a.yaml:1:401 yaml.depth"]),
    (
      Array((0..<10_000).map { String(repeating: " ", count: $0 % 200 + $0 / 200) + "a:\n" }.joined().utf8.prefix(60_000)),
      ["a.yaml:101:101 yaml.depth"]
    ),
    (Array("a: &a [*a]\n".utf8), ["a.yaml:1:1 field.missing", "a.yaml:1:8 yaml.recursiveAlias"]),
    (bomb, ["a.yaml:6:38 yaml.aliasBomb"]),
  ]

  /// Ten lists, each of ten times the one before.
  private static let bomb = Array(
    (0..<10).map { level in
      let items = Array(repeating: level == 0 ? "x" : "*a\(level - 1)", count: 10).joined(separator: ",")
      return "a\(level): &a\(level) [\(items)]\n"
    }.joined().utf8)

  @Test(arguments: texts.indices) func itIsRefusedAtItsPlace(index: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.texts[index].text, to: "a.yaml")
    for command in ["validate", "plan"] {
      let finished = try folder.weft(command, "-f", "a.yaml")
      #expect(finished.code == 1, "\(finished)")
      #expect(finished.findings == Self.texts[index].findings, "\(finished)")
    }
  }

  @Test func standardInputIsReadLikeAFile() throws {
    let finished = try TemporaryFolder().weft("validate", "-f", "-", input: "kind: Network\n")
    #expect(finished.code == 1)
    #expect(finished.findings == ["<stdin>:1:1 field.missing"])
  }
}
