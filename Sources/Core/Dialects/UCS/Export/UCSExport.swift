package import Documents
package import FabricModel
package import XML

/// The forms in which UCS Manager takes a configuration.
package enum UCSForm: String, Sendable, CaseIterable {
  /// A backup, to be imported as a whole.
  case topRoot
  /// A request of the XML API that creates and changes objects, and deletes none.
  case configConfMos
}

/// A document for UCS Manager, and what has to be told of it.
package struct UCSExport: Sendable {
  package var bytes: [UInt8] = []
  package var losses = ExportLosses()
  /// What UCS Manager would not take under its own name.
  package var renames: [Renaming] = []
  package var diagnostics: [Diagnostic] = []

  package init(bytes: [UInt8] = [], losses: ExportLosses = ExportLosses(), renames: [Renaming] = [], diagnostics: [Diagnostic] = []) {
    (self.bytes, self.losses, self.renames, self.diagnostics) = (bytes, losses, renames, diagnostics)
  }
}

extension UCSDialect {
  /// Manifests as a document of UCS Manager.
  ///
  /// With a base, the document is the base with what differs changed: what weft has no words for is carried as it stands, save secrets.
  /// - Parameters:
  ///   - state: the appliance as the manifests come to it: v-ports, identities and servers are taken from there, all else from the manifest.
  ///   - base: the document that the manifests were imported from.
  package static func export(manifest: Manifest, state: ApplianceState, base: XMLTape?, form: UCSForm) -> UCSExport {
    guard let base else { return export(UCSExporter.run(manifest.concerning(state, and: nil), state, base: nil), form) }
    var reader = UCSReader(base)
    reader.read()
    guard !reader.diagnostics.hasErrors, base.withRoot({ $0.hasName("topRoot") }) else {
      var export = export(UCSExporter.run(manifest.concerning(state, and: nil), state, base: nil), form)
      export.diagnostics.append(.ucsNoBase(at: base.withRoot { $0.nameRange }))
      return export
    }
    let imported = UCSImporter.manifest(of: UCSState(reader.domain), appliance: state.name, driver: nil).manifest
    let exporter = UCSExporter.run(manifest.concerning(state, and: imported), state, base: reader.domain)
    let before = UCSExporter.run(imported, UCSState(reader.domain).state(named: state.name), base: reader.domain)
    var carriage = UCSCarriage(base)
    carriage.change(
      from: UCSTree.document(before.domain), to: UCSTree.document(exporter.domain),
      own: UCSTree.document(exporter.domain.withoutInherited()))
    var export = UCSExport(renames: exporter.renamed)
    // What the document has no place for came from elsewhere: what was imported from it is still in it.
    export.losses = exporter.losses.subtracting(before.losses)
    export.diagnostics = exporter.newDiagnostics(since: before)
    carriage.leaveOutSecrets(&export.losses)
    export.bytes = carriage.finish()
    if form == .configConfMos { request(of: carriage, &export) }
    return export
  }

  private static func export(_ exporter: UCSExporter, _ form: UCSForm) -> UCSExport {
    var export = UCSExport(losses: exporter.losses, renames: exporter.renamed, diagnostics: exporter.diagnostics)
    var tree = UCSTree.document(exporter.domain)
    if form == .configConfMos {
      // A name of manifests is not meant to rename the domain.
      tree.content.removeAll { if case .element(let child) = $0 { child.name == "topSystem" && child.content.isEmpty } else { false } }
      tree = UCSRequest.make(of: tree, naming: false, &export.losses)
    }
    export.bytes = XMLSerializer.document(tree)
    return export
  }

  private static func request(of carriage: UCSCarriage, _ export: inout UCSExport) {
    let file = SourceFile(path: carriage.tape.file.path, bytes: export.bytes)
    guard let tape = XMLReader.read(file, as: carriage.tape.source).tape else { return }
    let tree = tape.withRoot { UCSTree.copy(of: $0) }
    export.bytes = XMLSerializer.document(UCSRequest.make(of: tree, naming: true, &export.losses))
    if !carriage.removed.isEmpty { export.diagnostics.append(.ucsStays(carriage.removed)) }
  }
}

extension Diagnostic {
  fileprivate static func ucsNoBase(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "ucs.noBase", .warning,
      "the appliance's own document is no backup (topRoot), so the export has only what the manifests say", at: range,
      help: "take a backup of type 'All configuration', and name that as the appliance's driver")
  }

  fileprivate static func ucsStays(_ removed: [String]) -> Diagnostic {
    let shown = removed.prefix(8).joined(separator: ", ") + (removed.count > 8 ? " and \(removed.count - 8) more" : "")
    return Diagnostic(
      "ucs.stays", .warning, "a request deletes nothing, so the manifests no longer say but the device keeps: \(shown)",
      help: "delete them on the device, or import a topRoot there with 'replace'")
  }
}
