internal import Documents
internal import FabricModel
internal import Foundation
internal import Planning

/// The checking of manifests without any fabric: read, decoded, resolved.
struct ManifestCheck: Sendable {
  /// As the user named them.
  let paths: [String]
  let scope: String
  /// Warnings count as errors.
  let isStrict: Bool
  /// For what begins and ends, such as leases.
  var now: Timestamp?

  func sources(_ stage: StageLine) throws -> SourceSet {
    stage.show("reading \(paths.joined(separator: ", "))")
    return try ManifestLoader.sources(paths)
  }

  func run(on sources: SourceSet, _ stage: StageLine) async throws -> CheckedManifests {
    stage.show("decoding \(counted(sources.files.count, "file"))")
    let loaded = try await ManifestLoader.load(sources).checked(paths)
    var input = Site(manifest: loaded.manifest, locator: loaded.locator)
    input.scope = scope
    let objects = loaded.manifest.objectCount
    stage.show("checking \(counted(objects, "object")) in \(counted(sources.files.count, "file"))")
    input.now = now
    let resolution = Resolver.resolve(input, checksOnly: true)
    let parts = ProcessInfo.processInfo.activeProcessorCount
    let advice = resolution.closing(await onAllCores(parts) { resolution.findings(part: $0, of: parts) })
    var diagnostics = loaded.diagnostics + resolution.diagnostics + advice.diagnostics
    if isStrict {
      for index in diagnostics.indices where diagnostics[index].severity == .warning { diagnostics[index].severity = .error }
    }
    let findings = Findings(
      diagnostics.inFileOrder(), silenced: advice.silenced, rules: RuleDescription.ofManifests, sources: sources)
    return CheckedManifests(findings: findings, objects: objects, patchesText: loaded.patchesText)
  }
}

/// What a check came to.
struct CheckedManifests: Sendable {
  let findings: Findings
  /// How many objects were decoded.
  let objects: Int
  /// What later layers made of earlier ones.
  let patchesText: String
}
