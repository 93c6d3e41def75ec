/// The part of SARIF 2.1.0 that weft writes: of each object, the members that the standard requires and those it knows.
///
/// It is drawn up by hand from the standard's section 3, since the schema itself is not at hand where the tests run.
indirect enum SARIFShape: Sendable {
  case text
  case oneOf([String])
  case flag
  /// A whole number of at least this.
  case number(atLeast: Int)
  case list(SARIFShape)
  /// Members by name; those in the first list have to be there.
  case object([String], [String: SARIFShape])
  /// Members of any name.
  case map(SARIFShape)

  /// What is wrong, each with its path; empty where the value has the shape.
  func problems(_ value: JSONValue, at path: String = "$") -> [String] {
    switch self {
    case .text: return value.text == nil ? ["\(path): no text"] : []
    case .oneOf(let words): return value.text.map(words.contains) == true ? [] : ["\(path): not one of \(words)"]
    case .flag: return value.any is Bool ? [] : ["\(path): no boolean"]
    case .number(let least): return (value.number ?? Int.min) < least ? ["\(path): no number from \(least) on"] : []
    case .list(let item):
      guard value.any is [Any] else { return ["\(path): no list"] }
      return value.items.enumerated().flatMap { item.problems($0.element, at: "\(path)[\($0.offset)]") }
    case .map(let shape):
      guard let members = value.object else { return ["\(path): no object"] }
      return members.flatMap { shape.problems($0.value, at: "\(path).\($0.key)") }
    case .object(let required, let known):
      guard let members = value.object else { return ["\(path): no object"] }
      return required.filter { members[$0] == nil }.map { "\(path): lacks \($0)" }
        + members.flatMap { name, member in known[name].map { $0.problems(member, at: "\(path).\(name)") } ?? ["\(path): has \(name)"] }
    }
  }

  static let log = object(["version", "runs"], ["$schema": text, "version": oneOf(["2.1.0"]), "runs": list(run)])

  private static let message = object(["text"], ["text": text])
  private static let level = oneOf(["none", "note", "warning", "error"])
  private static let artifact = object([], ["uri": text, "uriBaseId": text, "index": number(atLeast: 0), "description": message])
  private static let region = object(
    [],
    [
      "startLine": number(atLeast: 1), "startColumn": number(atLeast: 1), "endLine": number(atLeast: 1), "endColumn": number(atLeast: 1),
    ])
  private static let location = object(
    [],
    ["id": number(atLeast: 0), "message": message, "physicalLocation": object([], ["artifactLocation": artifact, "region": region])])
  private static let replacement = object(["deletedRegion"], ["deletedRegion": region, "insertedContent": object([], ["text": text])])
  private static let fix = object(
    ["artifactChanges"],
    [
      "description": message,
      "artifactChanges": list(
        object(["artifactLocation", "replacements"], ["artifactLocation": artifact, "replacements": list(replacement)])),
    ])
  private static let result = object(
    ["message"],
    [
      "ruleId": text, "ruleIndex": number(atLeast: 0), "level": level, "message": message, "locations": list(location),
      "relatedLocations": list(location), "partialFingerprints": map(text), "fixes": list(fix),
      "suppressions": list(object(["kind"], ["kind": oneOf(["inSource", "external"]), "justification": text])),
    ])
  private static let rule = object(
    ["id"],
    [
      "id": text, "shortDescription": message, "fullDescription": message, "help": message,
      "defaultConfiguration": object([], ["level": level]), "properties": object([], ["tags": list(text)]),
    ])
  private static let run = object(
    ["tool"],
    [
      "tool": object(["driver"], ["driver": object(["name"], ["name": text, "version": text, "rules": list(rule)])]),
      "columnKind": oneOf(["utf16CodeUnits", "unicodeCodePoints"]), "originalUriBaseIds": map(artifact), "results": list(result),
      "invocations": list(
        object(
          ["executionSuccessful"],
          [
            "executionSuccessful": flag,
            "toolExecutionNotifications": list(object(["message"], ["message": message, "level": level])),
          ])),
    ])
}
