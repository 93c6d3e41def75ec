internal import Documents

/// JSON Schemas (2020-12) of manifests, made from the tables that decoding reads: for editors, and for whoever checks without weft.
///
/// They admit what the decoder admits, but for what no schema can say: that an amount is too large, or that a range ends before it begins.
/// Overlay patches are not described: a patch leaves out whatever it does not change.
package enum ManifestSchema {
  /// The schema of one kind's objects.
  package static func text(of kind: ManifestKind) -> String {
    let definitions = SchemaDefinitions([kind])
    return document(definitions) { json in definitions.writeObject(of: kind, &json) }
  }

  /// The schema of any document of a manifest: objects of every kind, and lists of them.
  package static var bundle: String {
    let kinds = ManifestKind.allCases
    let definitions = SchemaDefinitions(kinds)
    return document(definitions, kinds: kinds) { json in definitions.writeAnyDocument(of: kinds, &json) }
  }

  /// All of them: paths below a folder, and texts.
  package static var files: [(path: String, text: String)] {
    [("manifest.schema.json", bundle)] + ManifestKind.allCases.map { ("manifest/\($0.rawValue).json", text(of: $0)) }
  }

  /// - Parameter kinds: those that are definitions.
  private static func document(
    _ definitions: SchemaDefinitions, kinds: [ManifestKind] = [], _ body: (inout JSONWriter) -> Void
  ) -> String {
    var json = JSONWriter(pretty: true)
    json.object { json in
      json.member("$schema", "https://json-schema.org/draft/2020-12/schema")
      body(&json)
      json.key("$defs")
      json.object { json in
        if !kinds.isEmpty { definitions.writeList(&json) }
        for kind in kinds {
          json.key(kind.rawValue)
          json.object { definitions.writeObject(of: kind, &$0) }
        }
        for (name, form) in definitions.objects {
          json.key(name)
          definitions.write(form, &json)
        }
      }
    }
    return json.text + "\n"
  }
}

extension JSONWriter {
  mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  mutating func member(_ name: String, _ values: [String]) {
    key(name)
    array(values) { $0.string($1) }
  }

  mutating func member(_ name: String, _ value: Int) {
    key(name)
    integer(value)
  }
}
