internal import Documents

// How the outer shape of documents is described: what every object has, and which kind has which spec.
extension SchemaDefinitions {
  /// The members of the schema of one kind's objects.
  func writeObject(of kind: ManifestKind, _ json: inout JSONWriter) {
    let needsSpec = !kind.outline.required.isEmpty
    json.member("title", kind.rawValue)
    json.member("description", kind.summary.sentence)
    json.member("type", "object")
    json.member("required", ["apiVersion", "kind", "metadata"] + (needsSpec ? ["spec"] : []))
    json.properties { json in
      json.key("apiVersion")
      json.object { json in
        json.member("description", "The version of the manifest language.")
        json.member("const", "weft/v1")
      }
      json.key("kind")
      json.object { json in
        json.member("description", kind.summary.sentence)
        json.member("const", kind.rawValue)
      }
      json.key("metadata")
      json.object { json in
        json.member("description", "What the object says of itself: its name, its labels, and what it asks of tools.")
        json.member("$ref", "#/$defs/metadata")
      }
      json.key("spec")
      json.object { writeSpec(of: kind, &$0) }
    }
  }

  /// A spec that names the object which completes it may be incomplete.
  private func writeSpec(of kind: ManifestKind, _ json: inout JSONWriter) {
    json.member("description", "What is asked of \(kind.outline.subject).")
    guard let partial = kind.partial, case .partialWith(let field) = kind.completeness else {
      return json.member("$ref", "#/$defs/\(name(of: kind.whole))")
    }
    json.key("if")
    json.object { $0.member("required", [field]) }
    for (word, form) in [("then", partial), ("else", kind.whole)] {
      json.key(word)
      json.object { $0.member("$ref", "#/$defs/\(name(of: form))") }
    }
  }

  /// The members of the schema of any document: the kind decides, so that an object is only told what is wrong with it as one of its kind.
  func writeAnyDocument(of kinds: [ManifestKind], _ json: inout JSONWriter) {
    json.member("title", "weft manifest")
    json.member(
      "description",
      "A document of a manifest: an object of one of weft's kinds, or a List of them. Overlay patches, which leave out what they do not "
        + "change, are not described here.")
    json.member("type", ["object", "null"])
    json.member("required", ["apiVersion", "kind"])
    json.properties(isOpen: true) { json in
      json.key("apiVersion")
      json.object { json in
        json.member("description", "The version of the manifest language; kubectl writes 'v1' for a List.")
        json.member("enum", ["weft/v1", "v1"])
        json.member("default", "weft/v1")
      }
      json.key("kind")
      json.object { json in
        json.member("description", "What the object is.")
        json.member("enum", kinds.map(\.rawValue) + ["List"])
        json.member("enumDescriptions", kinds.map(\.summary.sentence) + ["Several objects in one document."])
      }
    }
    json.key("allOf")
    json.array(kinds.map(\.rawValue) + ["List"]) { json, kind in
      json.object { json in
        json.key("if")
        json.object { json in
          // An empty document is of no kind.
          json.member("type", "object")
          json.member("required", ["kind"])
          json.properties(isOpen: true) { json in
            json.key("kind")
            json.object { $0.member("const", kind) }
          }
        }
        json.key("then")
        json.object { $0.member("$ref", "#/$defs/\(kind)") }
      }
    }
  }

  /// What kubectl prints for several objects: its metadata means nothing to weft.
  func writeList(_ json: inout JSONWriter) {
    json.key("List")
    json.object { json in
      json.member("title", "List")
      json.member("description", "Several objects in one document.")
      json.member("type", "object")
      json.member("required", ["apiVersion", "kind", "items"])
      json.properties { json in
        json.key("apiVersion")
        json.object { $0.member("enum", ["v1", "weft/v1"]) }
        json.key("kind")
        json.object { $0.member("const", "List") }
        json.key("metadata")
        json.object { $0.member("description", "Not looked at.") }
        json.key("items")
        json.object { json in
          json.member("description", "The objects.")
          json.member("type", "array")
          json.key("items")
          json.object { $0.member("$ref", "#") }
        }
      }
    }
  }
}

extension JSONWriter {
  /// - Parameter isOpen: others may be there, too.
  mutating func properties(isOpen: Bool = false, _ body: (inout JSONWriter) -> Void) {
    key("properties")
    object(body)
    guard !isOpen else { return }
    key("additionalProperties")
    bool(false)
  }
}

extension String {
  /// With a capital letter, unless it begins with a name such as vNIC, and a full stop.
  package var sentence: String {
    let word = prefix { $0.isLetter }
    let isName = word.dropFirst().contains(where: \.isUppercase)
    return (isName ? self : prefix(1).uppercased() + dropFirst()) + "."
  }
}
