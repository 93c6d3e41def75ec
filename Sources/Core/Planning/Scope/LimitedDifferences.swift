internal import FabricModel

extension Differences {
  /// Leaves only what the limits let pass: the changes that are selected, and those that these cannot do without.
  ///
  /// The steps of a change stay together: a v-port that moves never only leaves. What is excluded is not drawn in; where that is in the way,
  /// no safe order is found.
  mutating func keep(_ limits: Limits, on ground: Fabric, hardware: Hardware, reservable: [Percent?]) {
    guard !limits.isEmpty else { return }
    var excluded: Set<Int> = []
    var kept: Set<Int> = []
    for draft in drafts {
      guard let record = draft.change.after ?? draft.change.before else { continue }
      if limits.excludes.covers(record, on: draft.appliance) { excluded.insert(draft.changeIndex) }
      if limits.isTargeted(record, on: draft.appliance) { kept.insert(draft.changeIndex) }
    }
    kept.subtract(excluded)
    var needs = ChangeNeeds(drafts, allowed: Set(drafts.map(\.changeIndex)).subtracting(excluded), ground, hardware, reservable)
    needs.extend(&kept)
    let drawn = Set(
      drafts.lazy.filter { kept.contains($0.changeIndex) }.map { Self.place($0.change.address.description, on: $0.appliance) })
    let held = Set(
      drafts.lazy.filter { !kept.contains($0.changeIndex) }.map { Self.place($0.change.address.description, on: $0.appliance) })
    remember = remember.filter { item in
      let place = Self.place(item.record.address.description, on: item.appliance)
      return !held.contains(place) && (drawn.contains(place) || limits.covers(item.record, on: item.appliance))
    }
    forget = forget.filter { item in
      let place = Self.place(item.address, on: item.appliance)
      return !held.contains(place) && (drawn.contains(place) || !outside.contains(place))
    }
    lifted.removeAll { held.contains(Self.place($0.address, on: $0.appliance)) }
    // What is not carried out takes over nothing.
    let staying = Set(
      drafts.lazy.filter { !kept.contains($0.changeIndex) }.compactMap { ($0.change.after ?? $0.change.before)?.profileName })
    let unburied = burials.filter { $0.record.profileName.map(staying.contains) ?? false }
    let unforgotten = Set(unburied.map { Self.place("\($0.record.address)", on: $0.appliance) })
    burials.removeAll { unforgotten.contains(Self.place("\($0.record.address)", on: $0.appliance)) }
    forget.removeAll { $0.mayRemain && unforgotten.contains(Self.place($0.address, on: $0.appliance)) }
    let busy = Set(drafts.map(\.changeIndex))
    keepChanges { [coveredChanges] in kept.contains($0) || (!busy.contains($0) && coveredChanges.contains($0)) }
  }

  /// Drops changes with their drafts, and numbers the rest anew.
  mutating func keepChanges(where isKept: (Int) -> Bool) {
    let kept = changes.indices.filter(isKept)
    let index = Dictionary(kept.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    changes = kept.map { changes[$0] }
    drafts = drafts.compactMap { draft in
      index[draft.changeIndex].map { Draft(appliance: draft.appliance, change: draft.change, changeIndex: $0) }
    }
  }
}
