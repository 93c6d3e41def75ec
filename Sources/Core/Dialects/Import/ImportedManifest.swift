package import Documents
package import FabricModel

/// What the import of a document gives that says more than one appliance's state: pools, templates, policies.
package struct ImportedManifest: Sendable {
  /// Nil where the document could not be read.
  package var manifest: Manifest?
  /// The document as one appliance.
  package var state: ApplianceState?
  package var diagnostics: [Diagnostic]
  package var losses: LossReport
  /// What could not keep its name.
  package var renamed: [Renaming] = []

  init(diagnostics: [Diagnostic], losses: LossReport) {
    self.diagnostics = diagnostics
    self.losses = losses
  }
}

/// What something is called where it comes from, and what manifests call it.
package struct Renaming: Hashable, Sendable {
  package let kind: String
  package let native: String
  package let name: String
}

extension [Renaming] {
  /// As reports have them.
  package func write(_ json: inout JSONWriter) {
    json.array(self) { json, one in
      json.object { json in
        json.key("kind")
        json.string(one.kind)
        json.key("native")
        json.string(one.native)
        json.key("name")
        json.string(one.name)
      }
    }
  }
}
