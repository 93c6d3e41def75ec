import Documents
import FabricModel
import Foundation
import TestSupport
import Testing
import YAML

/// The JSON Schema and the decoder come from the same tables, and say the same of any document.
@Suite struct SchemaAgreementTests {
  /// What no schema can say, by the id of the decoder's finding.
  ///
  /// One thing more is left out of the documents: JSON Schema takes `5.0` and `5e0` for integers, and the decoder does not.
  static let beyondSchemas = [
    "rate.invalid": "an amount may be too large, or no whole number of bits per second",
    "size.invalid": "an amount may be too large, or no whole number of bytes",
    "duration.invalid": "an amount may be too large, or no whole number of seconds",
    "percent.invalid": "an amount may be too large, or no whole number of hundredths of a percent",
    "time.invalid": "a month may not have the day",
    "reference.unknown": "a template is another document",
    "template.cycle": "a template is another document",
    "vlan.invalid": "a range may end before it begins",
  ]

  @Test(.enabled(if: SchemaChecker.isThere, "python3 with the package jsonschema is not there"), arguments: 1...4)
  func schemaAndDecoderAgree(seed: Int) throws {
    let documents = Self.documents(1_500, seed: seed)
    let lines = documents.map(\.line)
    let verdicts = try SchemaChecker.verdicts(on: lines)
    try #require(verdicts.count == lines.count)
    var (valid, beyond, disagreements) = (0, 0, 0)
    for (line, isValid) in zip(lines, verdicts) {
      let ids = Self.errors(in: line)
      if isValid { valid += 1 }
      guard ids.isEmpty != isValid else { continue }
      if isValid, ids.allSatisfy({ Self.beyondSchemas[$0] != nil }) {
        beyond += 1
        continue
      }
      disagreements += 1
      if disagreements <= 8 { Issue.record("the schema \(isValid ? "takes" : "refuses") \(line), where the decoder says \(ids)") }
    }
    #expect(disagreements == 0)
    // Else the documents would not show much.
    #expect(valid > lines.count / 4 && valid < lines.count * 3 / 4, "\(valid) of \(lines.count) are valid")
    #expect(beyond < lines.count / 10, "\(beyond) of \(lines.count) are beyond what a schema can say")
  }

  /// Sound and broken ones, of all kinds in turn, and lists of them.
  private static func documents(_ count: Int, seed: Int) -> [JSONTree] {
    let kinds = ManifestKind.allCases
    var maker = RandomManifest(random: SeededGenerator(seed: seed))
    return (0..<count).map { index in
      let kind = kinds[index % kinds.count]
      var tree = maker.random.oneIn(12) ? maker.list(of: kind) : maker.document(of: kind)
      let names = kind.outline.fields.map(\.name)
      for _ in 0..<maker.random.pick([0, 1, 1, 2]) { tree = maker.breaking(tree, names: names) }
      return tree
    }
  }

  /// The ids of the decoder's errors.
  private static func errors(in line: String) -> Set<String> {
    Set(problems(in: line).filter { $0.severity == .error }.map(\.id))
  }
}

/// Python's `jsonschema`, which knows nothing of weft, over the schema of all documents.
enum SchemaChecker {
  static let isThere = python != nil

  /// Whether each line is valid.
  static func verdicts(on lines: [String]) throws -> [Bool] {
    let folder = try TemporaryFolder()
    try folder.write(ManifestSchema.bundle, to: "schema.json")
    try folder.write(lines.joined(separator: "\n") + "\n", to: "lines.json")
    let run = try #require(python).run(["-c", script, folder / "schema.json", folder / "lines.json"])
    try #require(run.status == 0)
    return run.output.utf8.compactMap { $0 == UInt8(ascii: "1") ? true : $0 == UInt8(ascii: "0") ? false : nil }
  }

  /// Patterns are ECMA 262's, where `$` is the very end; Python's may stand before a last line end.
  private static let script = """
    import json, re, sys
    from jsonschema import Draft202012Validator, validators
    from jsonschema.exceptions import ValidationError
    def pattern(validator, pattern, instance, schema):
        if isinstance(instance, str) and not re.search(pattern.replace("$", r"\\Z"), instance):
            yield ValidationError("pattern")
    schema = json.load(open(sys.argv[1], encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = validators.extend(Draft202012Validator, {"pattern": pattern})(schema)
    for line in open(sys.argv[2], encoding="utf-8", newline="\\n"):
        print(int(validator.is_valid(json.loads(line))))
    """

  private static let python = TestPython(running: "import jsonschema")
}
