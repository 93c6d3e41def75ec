internal import Documents
internal import FabricModel
internal import Planning

extension Workspace {
  /// The profiles as manifests, with what templates and overlays made of them, each a document.
  ///
  /// - Parameter origins: whether each field says where it was written.
  func resolvedProfiles(origins: Bool) -> String {
    var finder = ProvenanceFinder(site.locator, sources, kept: loaded.keptTemplates)
    let profiles = site.manifest.profiles.sorted { $0.name < $1.name }
    let documents = profiles.map { profile in
      site.locator.tapes[Int(profile.origin.tape)].withNode(at: Int(profile.origin.node)) { object in
        ManifestValue(resolved: object) { origins ? finder.provenance(of: $0).description : nil }.yaml()
      }
    }
    return documents.joined(separator: "---\n")
  }
}
