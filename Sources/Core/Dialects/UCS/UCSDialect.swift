package import Documents
package import FabricModel
package import XML

/// Backups of Cisco UCS Manager (`topRoot`) and messages of its XML API (DIALECTS.md section 1).
package enum UCSDialect {
  /// The domain as one appliance; nil where the document holds none. The diagnostics are in the order of the text.
  package static func decode(_ tape: XMLTape) -> (state: ApplianceState?, diagnostics: [Diagnostic], losses: LossReport) {
    var reader = UCSReader(tape)
    reader.read()
    let diagnostics = reader.diagnostics.inFileOrder()
    if diagnostics.hasErrors { return (nil, diagnostics, reader.losses) }
    return (UCSState(reader.domain).state(named: applianceName(of: reader.domain)), diagnostics, reader.losses)
  }

  /// A backup on disk is looked at and never written; the device deals addresses that it does not tell.
  package static let capabilities: Capabilities = {
    var capabilities = Capabilities()
    capabilities.minimumRate = .none
    capabilities.writable = false
    capabilities.dealsFromPools = true
    return capabilities
  }()

  /// What manifests call the domain: its own name, or `ucs` where the document does not tell it.
  static func applianceName(of domain: UCSDomain) -> String {
    if NameRule.object.problem(with: domain.name) == nil { return domain.name }
    return NameRule.object.suggestion(for: domain.name) ?? "ucs"
  }

  /// The domain as manifests; nil where the document holds none.
  ///
  /// - Parameter driver: how a manifest names the document as its appliance.
  package static func importManifest(_ tape: XMLTape, driver: String?) -> ImportedManifest {
    var reader = UCSReader(tape)
    reader.read()
    var imported = ImportedManifest(diagnostics: reader.diagnostics, losses: reader.losses)
    guard !reader.diagnostics.hasErrors else { return imported }
    let state = UCSState(reader.domain)
    let appliance = applianceName(of: reader.domain)
    imported.diagnostics += UCSFindings.find(in: state, tape)
    imported.losses.merge(UCSUnsaid.losses(of: reader.domain, tape))
    let importer = UCSImporter.manifest(of: state, appliance: appliance, driver: driver)
    imported.diagnostics += importer.standAlone.map { profile in
      let (place, path) = (tape.withElement(at: profile.origin.element) { $0.nameRange }, tape.path(of: profile.origin.element))
      return .ucsStandsAlone(profile.name, path, at: place)
    }
    imported.manifest = importer.manifest
    imported.state = state.state(named: appliance)
    imported.renamed = importer.names.changed.map { Renaming(kind: $0.kind, native: $0.native, name: $0.name) }
    return imported
  }
}
