internal import FabricModel

extension Differences {
  /// Until what is left of a profile on an appliance is deactivated, nothing becomes active anew that has its identities.
  ///
  /// What only goes, or changes where it is, need not wait.
  mutating func holdBackWhatIsBuried() {
    let places = Set(lifted.map { Self.place($0.address, on: $0.appliance) })
    func isDeactivation(_ draft: Draft) -> Bool {
      draft.change.after == nil && places.contains(Self.place("\(draft.change.address)", on: draft.appliance))
    }
    let deactivations = places.isEmpty ? [] : drafts.filter(isDeactivation)
    guard !deactivations.isEmpty else { return }
    let buried = Set(deactivations.compactMap { $0.change.before?.profileName })
    let identities = Set(deactivations.flatMap { $0.change.before?.identities ?? [] })
    let coming = drafts.filter { $0.change.before == nil }.compactMap { $0.change.after?.profileName }
    let profiles = returning.union(buried.intersection(coming))
    var held: Set<String> = []
    var names: Set<String> = []
    drafts.removeAll { draft in
      guard !isDeactivation(draft), let record = draft.change.after ?? draft.change.before else { return false }
      let gains = Set(draft.change.after?.identities ?? []).subtracting(draft.change.before?.identities ?? [])
      guard record.profileName.map(profiles.contains) ?? false || !identities.isDisjoint(with: gains) else { return false }
      held.insert(Self.place("\(record.address)", on: draft.appliance))
      names.insert(Differ.changeName(of: record, on: draft.appliance))
      return true
    }
    names.formUnion(wanted)
    remember.removeAll { held.contains(Self.place("\($0.record.address)", on: $0.appliance)) }
    // The record keeps the identities for what comes later.
    let recorded = deactivations.filter { $0.change.before?.profileName.map(profiles.contains) ?? false }
    held.formUnion(recorded.map { Self.place("\($0.change.address)", on: $0.appliance) })
    forget.removeAll { held.contains(Self.place($0.address, on: $0.appliance)) }
    waiting += names.sorted().map {
      Waiting(address: $0, reason: "what is left of it from before its identities were taken over goes first: plan again after this")
    }
    let left = Set(drafts.map(\.changeIndex))
    let idle = changes.indices.filter { changes[$0].action != .forget && changes[$0].action != .adopt && !left.contains($0) }
    keepChanges { !idle.contains($0) }
  }
}
