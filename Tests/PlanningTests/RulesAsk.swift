import Documents
import FabricModel
import Testing

@testable import Planning

/// What rules say of manifests without any fabric.
struct RulesAsk {
  let findings: RuleFindings

  init(_ text: String) { findings = Resolver.resolve(World.site(of: text).site).findings() }

  /// What they say of a fabric with the hardware that the text asserts.
  init(observed text: String) { findings = World(hardware: text).resolve(text).findings() }

  /// But for what is said of sites that leave something idle, as the short ones of tests do.
  var ids: [String] { findings.diagnostics.map(\.id).filter { !["object.unused", "server.idle"].contains($0) } }

  func message(_ id: String) -> String? { findings.diagnostics.first { $0.id == id }?.message }

  func fix(_ id: String) -> String? { findings.diagnostics.first { $0.id == id }?.fix?.replacement }

  func silenced(_ id: String) -> String? { findings.silenced.first { $0.diagnostic.id == id }?.justification }
}

/// One document with `weft/ignore`, in one line of flow style.
func document(_ kind: String, _ name: String, _ spec: String, ignoring rule: String, because reason: String) -> String {
  "---\n{apiVersion: weft/v1, kind: \(kind), metadata: {name: \(name), annotations: {weft/ignore: '\(rule): \(reason)'}}, spec: {\(spec)}}\n"
}
