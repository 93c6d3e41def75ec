internal import Documents
internal import FabricModel
internal import Planning

/// What is known of kinds, fields and findings, as text for people.
enum ExplainView {
  /// The kinds and the rules, a line each.
  static var overview: String {
    var kinds = TextTable(["KIND", "WHAT IT IS"])
    for kind in ManifestKind.allCases { kinds.add([kind.rawValue, kind.summary]) }
    var rules = TextTable(["RULE", "SEVERITY", "WHAT IT ASKS FOR"])
    for rule in Rule.all.map(\.description) { rules.add([rule.id, rule.severity.rawValue, rule.summary]) }
    return kinds.text() + "\n" + rules.text()
      + "\nweft explain KIND, KIND.FIELD or RULE tells more. The ids of all other findings can be asked for, too.\n"
  }

  static func text(of path: FieldPath, recursive: Bool) -> String {
    var text = line("KIND", "\(path.kind.rawValue) (weft/v1)")
    if !path.names.isEmpty { text += line("FIELD", path.names.joined(separator: ".")) }
    if let field = path.field {
      text += line("TYPE", field.shape.words)
      if field.isRequired { text += line("NEEDED", "always") }
      if let absent = field.absent { text += line("ABSENT", "means \(absent)") }
      if !field.shape.examples.isEmpty { text += line("EXAMPLE", field.shape.examples.joined(separator: ", ")) }
    }
    let doc = path.field?.doc ?? (path.names.isEmpty ? path.kind.summary : "what the object says of itself")
    text += "\n  \(doc.sentence)\n"
    if !path.fields.isEmpty { text += "\nFIELDS\n" + list(path.fields, depth: 1, recursive: recursive) }
    if path.names.isEmpty {
      text += "\nThese are the fields of 'spec'. For names, labels and annotations: weft explain \(path.kind.rawValue).metadata\n"
    }
    return text
  }

  static func text(of rule: RuleDescription) -> String {
    let isRule = Rule.all.contains { $0.id == rule.id }
    var text = line("ID", rule.id) + line("SEVERITY", rule.severity.rawValue) + line("SOURCE", rule.source)
    if isRule { text += line("EXAMPLE", "examples/rules/\(rule.id)") }
    text += "\n  What is asked for: \(rule.summary).\n\n"
    guard isRule, rule.severity != .error else { return text + "It is an error, which no annotation silences.\n" }
    return text + """
      To silence it for one object, say why in the metadata of that object:
        annotations:
          weft/ignore: "\(rule.id): the reason"

      """
  }

  private static func list(_ fields: [FieldOutline], depth: Int, recursive: Bool) -> String {
    let indent = String(repeating: "  ", count: depth)
    return fields.map { field in
      var text = "\(indent)\(field.name)  <\(field.shape.words)>\(field.isRequired ? "  needed" : "")\n"
      let absent = field.absent.map { " Absent means \($0)." } ?? ""
      text += "\(indent)    \(field.doc.sentence)\(absent)\n"
      return recursive ? text + list(field.shape.fields, depth: depth + 2, recursive: true) : text
    }.joined()
  }

  private static func line(_ name: String, _ value: String) -> String {
    name + String(repeating: " ", count: max(1, 10 - name.count)) + value + "\n"
  }
}
