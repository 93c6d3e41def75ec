import Documents
import Foundation

/// One text and findings in it.
struct Sample {
  private(set) var sources = SourceSet()

  init(_ text: String = "", path: String = "site.yaml") { add(text, path: path) }

  mutating func add(_ text: String, path: String) { sources.add(SourceFile(path: path, bytes: Array(text.utf8))) }

  func range(_ start: Int, _ end: Int, in source: Int = 0) -> SourceRange {
    SourceRange(source: SourceID(source), start: start, end: end)
  }

  func findings(_ diagnostics: [Diagnostic], silenced: [SilencedDiagnostic] = [], rules: [RuleDescription] = []) -> Findings {
    Findings(diagnostics, silenced: silenced, rules: rules, sources: sources)
  }
}

let tool = ReportingTool(name: "weft", version: "1.2.3")

/// A JSON value with ways into it.
struct JSONValue {
  let any: Any?

  init(_ any: Any?) { self.any = any }
  init(text: String) throws { any = try JSONSerialization.jsonObject(with: Data(text.utf8)) }

  subscript(key: String) -> JSONValue { JSONValue((any as? [String: Any])?[key]) }
  subscript(index: Int) -> JSONValue {
    let items = items
    return items.indices.contains(index) ? items[index] : JSONValue(nil)
  }

  var items: [JSONValue] { (any as? [Any] ?? []).map(JSONValue.init) }
  var object: [String: JSONValue]? { (any as? [String: Any])?.mapValues(JSONValue.init) }
  var text: String? { any as? String }
  var number: Int? { any as? Int }
}
