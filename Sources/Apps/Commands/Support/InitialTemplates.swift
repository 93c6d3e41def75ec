internal import FabricModel
internal import Planning

extension Workspace {
  /// Gives profiles and v-ports the bodies of `initial` templates that they had when they were first applied, and notes what the ledger is
  /// to keep.
  ///
  /// What an `initial` template of profiles gives stays with all that it builds on; only to the templates that it names for v-ports do these
  /// stay bound. What the template of a v-port gives is kept for each v-port, where it is `initial` itself. A profile or v-port is new to its
  /// template where the ledger keeps nothing of it. If it is neither on the fabric nor recorded, the template's body is taken as it is now.
  /// If it is there already (the ledger was lost, or it was given its template later), what is there stands (`BodiesAsTheyAre`). One that
  /// was renamed is looked for under its former name, too. What the profile itself says comes on top of the body in all cases. A profile that
  /// is given another `initial` template has that one's body as it is now.
  mutating func keepInitialTemplates() async {
    var kept = InitialBodies(recorded: site.recorded.templates, loaded.manifest, BodiesAsTheyAre(site))
    for use in loaded.manifest.templateUses.sorted(by: { $0.name < $1.name }) { kept.addTemplates(of: use, loaded) }
    await rebuild(from: kept)
    let profiles = kept.bodies.count
    // Which v-ports there are is known only now.
    for profile in loaded.manifest.profiles.sorted(by: { $0.name < $1.name }) { kept.addTemplates(ofVPortsIn: profile, loaded) }
    if !kept.vports.isEmpty { await rebuild(from: kept) }
    site.templates = kept.told + kept.forgotten
    guard profiles > 0 || !kept.vports.isEmpty else { return }
    site.manifest = loaded.manifest
    site.locator = loaded.locator
  }

  private mutating func rebuild(from kept: InitialBodies) async {
    guard !kept.bodies.isEmpty || !kept.vports.isEmpty else { return }
    await loaded.rebuild(loaded.manifest.templateUses, from: kept.bodies, vports: kept.vports)
  }
}
