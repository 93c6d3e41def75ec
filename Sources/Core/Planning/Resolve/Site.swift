package import Documents
package import FabricModel

/// Everything planning is a function of.
package struct Site: Sendable {
  package var manifest: Manifest
  package var locator: Locator
  /// Nil where no fabric is asked, as in `validate`.
  package var observed: Fabric?
  package var recorded = Recorded()
  /// Appliances that were not asked, by name: what is recorded of them stands in for what they have.
  package var unread: Set<String> = []
  /// The drivers' sheets by appliance, of those that were read.
  package var capabilities: [String: Capabilities] = [:]
  /// How each appliance is reached, files relative to `folder`.
  package var drivers: [String: DriverReference] = [:]
  package var folder = "."
  /// The folders of further layers of manifests.
  package var layerFolders: [String] = []
  /// What the ledger is to keep of `initial` templates, in the order of profiles.
  package var templates: [TemplateMemory] = []
  package var scope = "default"
  package var now: Timestamp?

  package init(manifest: Manifest, locator: Locator) {
    self.manifest = manifest
    self.locator = locator
  }

  /// The place of a field of a declared object.
  package func range(_ origin: Origin, _ path: Locator.Step...) -> SourceRange? {
    locator.range(tape: Int(origin.tape), node: Int(origin.node), path)
  }
}
