package import FabricModel

/// Which objects of the fabric a person means, in the words of `adopt`, `forget`, `--target` and `--exclude`.
///
/// A word is `all`; `esx-01` or `esx-01/*` for a profile and its v-ports; `vio-1` or `vio-1/*` for all that an appliance has; or an address:
/// `esx-01/vnic0`, `profile/esx-01`, `network/prod`, and with the appliance before it where only that one is meant: `vio-1/network/prod`.
package struct Selector: Hashable, Sendable {
  package static let none = Selector([])
  package static let all = Selector(["all"])

  package let words: [String]
  private let set: Set<String>

  package init(_ words: [String]) {
    self.words = words
    set = Set(words)
  }

  package var isEmpty: Bool { words.isEmpty }

  /// Whether one of its words means the object on this appliance.
  package func covers(_ record: Record, on appliance: String) -> Bool {
    if set.isEmpty { return false }
    if set.contains("all") { return true }
    return !set.isDisjoint(with: Self.names(of: record, on: appliance))
  }

  /// The words that mean nothing of a fabric, each with the name that may have been meant.
  package func unknown(among objects: [(record: Record, appliance: String)]) -> [(word: String, names: Set<String>)] {
    guard !set.isEmpty, set != ["all"] else { return [] }
    var names: Set<String> = ["all"]
    for object in objects { names.formUnion(Self.names(of: object.record, on: object.appliance)) }
    return words.filter { !names.contains($0) }.map { ($0, names) }
  }

  /// Every word that means an object.
  private static func names(of record: Record, on appliance: String) -> [String] {
    let address = record.address.description
    var names = [address, "\(appliance)/\(address)", appliance, "\(appliance)/*"]
    if let profile = record.profileName { names += [profile, "\(profile)/*", "\(appliance)/\(profile)", "\(appliance)/\(profile)/*"] }
    return names
  }
}

extension Fabric {
  /// Every object that can be owned, with its appliance.
  package var objects: [(record: Record, appliance: String)] {
    appliances.flatMap { state in state.records.map { ($0, state.name) } }
  }
}

extension ApplianceState {
  /// Every object that can be owned: networks, VSANs, profiles and their v-ports.
  package var records: [Record] {
    networks.map(Record.network) + vsans.map(Record.vsan)
      + profiles.flatMap { profile in [Record.profile(profile.record)] + profile.vports.map(Record.vport) }
  }
}
