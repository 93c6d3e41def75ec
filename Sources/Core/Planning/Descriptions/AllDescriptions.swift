package import Documents

extension RuleDescription {
  /// What a check of manifests may find: the rules, and what their reading and resolving demand.
  package static let ofManifests: [RuleDescription] = Rule.all.map(\.description) + texts + fields + values + sites

  /// Everything that has an id in reading manifests and in planning.
  package static let all: [RuleDescription] = ofManifests + plans

  /// What cannot be wished away: all findings of the kind are errors.
  static func error(_ id: String, _ summary: String, source: String) -> RuleDescription {
    RuleDescription(id: id, severity: .error, summary: summary, source: source)
  }
}
