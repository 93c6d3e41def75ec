package import Documents

/// The kinds as OpenAPI 2 definitions with the extensions that kustomize reads: by which field the items of a list merge.
///
/// A kustomization names the file in `openapi: {path: …}`; it then stands in the place of kustomize's own, so it holds all that is needed.
package enum KustomizeSchema {
  package static func json() -> JSONWriter {
    var json = JSONWriter(pretty: true)
    json.object { json in
      member("swagger", "2.0", &json)
      json.key("info")
      json.object { json in
        member("title", "weft manifests, for kustomize", &json)
        member("version", "v1", &json)
      }
      json.key("paths")
      json.object { _ in }
      json.key("definitions")
      json.object { json in
        for kind in ManifestKind.allCases {
          json.key("weft.v1.\(kind.rawValue)")
          write(kind, &json)
        }
      }
    }
    return json
  }

  private static func write(_ kind: ManifestKind, _ json: inout JSONWriter) {
    json.object { json in
      member("type", "object", &json)
      json.key("properties")
      json.object { json in
        for name in ["apiVersion", "kind"] {
          json.key(name)
          json.object { member("type", "string", &$0) }
        }
        json.key("metadata")
        json.object { write(Metadata.table.outline, &$0) }
        json.key("spec")
        json.object { write(kind.outline, &$0) }
      }
      json.key("x-kubernetes-group-version-kind")
      json.array { json in
        json.object { json in
          member("group", "weft", &json)
          member("kind", kind.rawValue, &json)
          member("version", "v1", &json)
        }
      }
    }
  }

  private static func write(_ outline: Outline, _ json: inout JSONWriter) {
    member("type", "object", &json)
    json.key("properties")
    json.object { json in
      for field in outline.fields {
        json.key(field.name)
        json.object { json in
          member("description", field.doc, &json)
          write(field.shape, &json)
        }
      }
    }
  }

  private static func write(_ shape: Shape, _ json: inout JSONWriter) {
    switch shape {
    case .text, .formed, .name, .reference, .words: member("type", "string", &json)
    case .integer, .numbers: member("type", "integer", &json)
    case .flag: member("type", "boolean", &json)
    case .object(let outline): write(outline, &json)
    case .texts:
      member("type", "object", &json)
      json.key("additionalProperties")
      json.object { member("type", "string", &$0) }
    case .list(let item, let key):
      member("type", "array", &json)
      json.key("items")
      json.object { write(item, &$0) }
      guard let key else { return }
      member("x-kubernetes-patch-merge-key", key, &json)
      member("x-kubernetes-patch-strategy", "merge", &json)
    // Swagger 2 has no alternatives: a field without a type may be anything.
    case .either: break
    }
  }

  private static func member(_ name: String, _ value: String, _ json: inout JSONWriter) {
    json.key(name)
    json.string(value)
  }
}
