package import Documents
internal import FabricModel
package import Planning
internal import YAML

/// Manifests in one text, read and decoded.
package struct SiteText: Sendable {
  package let site: Site
  package let sources: SourceSet
  /// Of reading and decoding.
  package let diagnostics: [Diagnostic]

  package init(_ text: String) {
    var sources = SourceSet()
    let file = SourceFile(path: "site.yaml", bytes: Array(text.utf8))
    let documents = YAMLReader.read(file, as: sources.add(file))
    var manifest = Manifest()
    var diagnostics = documents.diagnostics
    for (index, tape) in documents.tapes.enumerated() {
      let decoded = Manifest.decode(tape, tape: index)
      manifest.append(decoded.manifest)
      diagnostics += decoded.diagnostics
    }
    var tapes = documents.tapes
    diagnostics += manifest.complete(in: &tapes)
    site = Site(manifest: manifest, locator: Locator(tapes: tapes))
    self.sources = sources
    self.diagnostics = diagnostics
  }

  /// One document in one line of flow style.
  package static func document(_ kind: String, _ name: String, _ spec: String) -> String {
    "---\n{apiVersion: weft/v1, kind: \(kind), metadata: {name: \(name)}, spec: {\(spec)}}\n"
  }
}

extension PlanPolicy {
  /// No gate is closed.
  package static var anything: PlanPolicy {
    var policy = PlanPolicy()
    policy.allowed = [.hostReboot: nil, .outage: nil, .dataLoss: nil]
    policy.maxDeletes = .max
    policy.mayBeUnavailable = .max
    policy.allowsEmpty = true
    return policy
  }
}
