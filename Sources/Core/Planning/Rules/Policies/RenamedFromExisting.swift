internal import Documents
internal import FabricModel

extension Rule {
  /// A rename from a name that is still there: whose identities are they?
  static let renamedFromExisting = Rule(
    "rename.stillThere", .error, "'weft/renamed-from' names an object that is no longer declared",
    source: "DESIGN section 5: the renamed object takes over the identities of the old name",
    .site { subject, findings in
      for kind in ManifestKind.allCases { findings.addRenames(kind.spec, in: subject.manifest) }
    })
}

extension RuleFindings {
  fileprivate mutating func addRenames<Spec: ManifestSpec>(_ spec: Spec.Type, in manifest: Manifest) {
    let objects = manifest[keyPath: spec.objects]
    for index in objects.indices {
      guard let old = objects[index].annotations.renamedFrom, let other = objects.first(where: { $0.name == old }) else { continue }
      let object = RuleObject(objects[index])
      add(
        object, at: [.key("metadata"), .key("annotations"), .key("weft/renamed-from")],
        old == object.name
          ? "\(Spec.kind.rawValue) '\(object.name)' is renamed from its own name"
          : "\(Spec.kind.rawValue) '\(object.name)' takes over from '\(old)', which is declared, too: both would own the same",
        related: old == object.name ? [] : [("the old one", RuleObject(other), [.key("metadata"), .key("name")])],
        help: "remove the annotation once the rename is carried out, or remove '\(old)'")
    }
  }
}
