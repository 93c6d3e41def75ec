internal import FabricModel

// An appliance that deals addresses itself may not tell which: a backup of a UCS domain without its state names the pool and no address. What
// is there without one keeps none in the manifests' eyes, since weft's pools would deal it a second one.
extension Resolver {
  /// Whether a v-port stays on an appliance that deals addresses itself.
  private func vportDealt(_ index: Int) -> VPortRecord? {
    guard !dealing.isEmpty, let unit = wanted[index].unit else { return nil }
    let appliance = hardware.appliances[hardware.units[unit].appliance].name
    guard dealing.contains(appliance) else { return nil }
    let part = present.observed[wanted[index].record.profile].first { $0.appliance == appliance }
    return part?.state.vports.first { $0.name == wanted[index].record.name && $0.kind == wanted[index].record.kind }
  }

  /// Of such v-ports, those that tell an address keep it, whatever the ledger has, and the others are left open. What manifests write stands.
  mutating func keepDealt(_ book: inout AddressBook) {
    guard !dealing.isEmpty else { return }
    for index in wanted.indices where wanted[index].lacksIdentity {
      guard let there = vportDealt(index) else { continue }
      guard let identity = there.identity else {
        wanted[index].isLeftOpen = true
        continue
      }
      guard book.owner(of: identity) == nil else { continue }
      _ = book.take(identity, by: .vport(index))
      wanted[index].record.set(identity)
    }
  }

  /// Whether a profile has no such identity on an appliance that deals them, and no manifest writes one.
  func leavesOpen<Value>(_ field: KeyPath<ProfileRecord, Value?>, of profile: Int, on appliance: String) -> Bool {
    guard dealing.contains(appliance), !writes(field, profile) else { return false }
    let part = present.observed[site.manifest.profiles[profile].name].first { $0.appliance == appliance }
    return part.map { $0.state.record[keyPath: field] == nil } ?? false
  }

  /// Whether that is so on every appliance that the profile is on, so that none is to be found for it.
  func leavesOpen<Value>(_ field: KeyPath<ProfileRecord, Value?>, of profile: Int) -> Bool {
    guard !dealing.isEmpty else { return false }
    var appliances = Set(vports[profile].compactMap { wanted[$0].unit.map { hardware.appliances[hardware.units[$0].appliance].name } })
    if appliances.isEmpty { appliances = Set(present.observed[site.manifest.profiles[profile].name].map(\.appliance)) }
    return !appliances.isEmpty && appliances.allSatisfy { leavesOpen(field, of: profile, on: $0) }
  }

  private func writes<Value>(_ field: KeyPath<ProfileRecord, Value?>, _ profile: Int) -> Bool {
    let spec = site.manifest.profiles[profile].spec
    return field == \ProfileRecord.uuid ? spec.uuid?.isPool == false : spec.wwnn?.isPool == false
  }

  /// Whether an appliance that chooses servers itself has chosen none for a profile.
  func waitsForServer(_ profile: String) -> Bool {
    guard !dealing.isEmpty else { return false }
    let parts = present.observed[profile]
    return parts.contains { dealing.contains($0.appliance) } && !parts.contains { $0.state.record.isBound }
  }
}
