internal import Documents

// How objects, their fields and the shapes of values are described.
extension SchemaDefinitions {
  func write(_ form: ObjectForm, _ json: inout JSONWriter) {
    json.object { json in
      json.member("title", form.outline.subject)
      if form.isNullable { json.member("type", ["object", "null"]) } else { json.member("type", "object") }
      writeFields(of: form, &json)
    }
  }

  private func writeFields(of form: ObjectForm, _ json: inout JSONWriter) {
    if !form.required.isEmpty { json.member("required", form.required) }
    json.properties { json in
      for field in form.outline.fields {
        json.key(field.name)
        write(field, isPartial: form.isPartial, &json)
      }
    }
  }

  private func write(_ field: FieldOutline, isPartial: Bool, _ json: inout JSONWriter) {
    json.object { json in
      json.member("description", field.doc.sentence)
      json.member("markdownDescription", field.markdown)
      writeMembers(of: field.shape, isPartial: isPartial, &json)
      if let absent = field.absent {
        json.key("default")
        if field.shape.isUnquoted { json.raw(absent) } else { json.string(absent) }
      }
    }
  }

  private func write(_ shape: Shape, isPartial: Bool, key: String? = nil, _ json: inout JSONWriter) {
    json.object { writeMembers(of: shape, isPartial: isPartial, key: key, &$0) }
  }

  /// - Parameter key: what the list that it is an item of knows its items by.
  private func writeMembers(of shape: Shape, isPartial: Bool, key: String? = nil, _ json: inout JSONWriter) {
    switch shape {
    case .text: json.member("type", "string")
    case .formed(let form):
      json.member("type", "string")
      json.member("pattern", form.pattern)
      json.member("patternErrorMessage", "Expected \(form.expectation).")
      json.member("examples", form.examples)
    case .name(let rule):
      json.member("type", "string")
      json.member("pattern", rule.pattern)
    case .reference:
      json.member("type", "string")
      json.member("minLength", 1)
    case .integer(let range):
      json.member("type", "integer")
      json.member("minimum", range.lowerBound)
      json.member("maximum", range.upperBound)
    case .numbers(let numbers):
      json.key("enum")
      json.array(numbers) { $0.integer($1) }
    case .flag: json.member("type", "boolean")
    case .words(let words):
      json.member("type", "string")
      json.member("enum", words)
    case .list(let item, let key):
      json.member("type", "array")
      json.key("items")
      write(item, isPartial: isPartial, key: key, &json)
    case .object(let outline): writeObject(outline, isPartial: isPartial, key: key, &json)
    case .texts(let known): writeTexts(known, &json)
    case .either(let shapes):
      json.key("anyOf")
      json.array(shapes) { json, shape in write(shape, isPartial: isPartial, key: key, &json) }
    }
  }

  private func writeObject(_ outline: Outline, isPartial: Bool, key: String?, _ json: inout JSONWriter) {
    let form = ObjectForm(outline, isPartial: isPartial, key: key)
    guard outline.isChoice else { return writeReference(to: form, completed: form.completed(key: key), &json) }
    json.member("type", "object")
    json.member("minProperties", 1)
    json.member("maxProperties", 1)
    writeFields(of: form, &json)
  }

  /// - Parameter completed: the form that it may have where the field is there which names what completes it.
  private func writeReference(to form: ObjectForm, completed: ObjectForm?, _ json: inout JSONWriter) {
    guard let completed, let field = form.outline.completedBy else { return json.member("$ref", "#/$defs/\(name(of: form))") }
    json.key("if")
    json.object { $0.member("required", [field]) }
    for (word, form) in [("then", completed), ("else", form)] {
      json.key(word)
      json.object { $0.member("$ref", "#/$defs/\(name(of: form))") }
    }
  }

  private func writeTexts(_ known: [FieldOutline], _ json: inout JSONWriter) {
    json.member("type", "object")
    if !known.isEmpty {
      json.key("properties")
      json.object { json in
        for field in known {
          json.key(field.name)
          write(field, isPartial: false, &json)
        }
      }
      // What begins with weft/ is weft's own, so that a misspelt name is found.
      json.key("propertyNames")
      json.object { $0.member("pattern", "^(?!weft/)|^(\(known.map(\.name).joined(separator: "|")))$") }
    }
    json.key("additionalProperties")
    json.object { $0.member("type", "string") }
  }
}

extension FieldOutline {
  /// What editors show: what it is, what may be written, and what holds where it is absent.
  fileprivate var markdown: String {
    var text = "\(doc.sentence)\n\nExpected: \(expectation)."
    if isRequired { text += " Required." }
    if let absent { text += " Where it is absent: `\(absent)`." }
    return text
  }
}

extension Shape {
  /// Written without quotes in JSON.
  fileprivate var isUnquoted: Bool {
    switch self {
    case .integer, .numbers, .flag: true
    default: false
    }
  }
}
