internal import FabricModel

/// Finds profiles and their v-ports in the observed and the recorded fabric by name.
struct Presence: Sendable {
  let observed: ProfileIndex
  let recorded: ProfileIndex

  init(_ observed: Fabric?, _ recorded: Fabric) {
    self.observed = ProfileIndex(observed ?? Fabric())
    self.recorded = ProfileIndex(recorded)
  }

  func vport(_ address: VPortAddress) -> VPortRecord? { observed.vport(address) ?? recorded.vport(address) }
}

/// Where the parts of each profile are in one fabric.
struct ProfileIndex: Sendable {
  /// A profile's part on one appliance.
  struct Part {
    let appliance: String
    let state: ProfileState
  }

  private struct Place {
    let appliance: Int
    let profile: Int
    /// The place of the same profile's part on a later appliance.
    var next: Int?
  }

  private let fabric: Fabric
  private var places: [Place] = []
  /// The first place of each profile.
  private var first: [String: Int] = [:]

  init(_ fabric: Fabric) {
    self.fabric = fabric
    let count = fabric.appliances.reduce(0) { $0 + $1.profiles.count }
    places.reserveCapacity(count)
    first.reserveCapacity(count)
    // From behind, so that each part knows the next one.
    for appliance in fabric.appliances.indices.reversed() {
      let profiles = fabric.appliances[appliance].profiles
      for profile in profiles.indices.reversed() {
        let next = first.updateValue(places.count, forKey: profiles[profile].record.name)
        places.append(Place(appliance: appliance, profile: profile, next: next))
      }
    }
  }

  /// The parts of a profile, in the order of appliances.
  subscript(profile: String) -> [Part] {
    var parts: [Part] = []
    var next = first[profile]
    while let place = next.map({ places[$0] }) {
      let name = fabric.appliances[place.appliance].name
      parts.append(Part(appliance: name, state: fabric.appliances[place.appliance].profiles[place.profile]))
      next = place.next
    }
    return parts
  }

  func vport(_ address: VPortAddress) -> VPortRecord? {
    for part in self[address.profile] {
      if let position = part.state.vports.position(of: address.name) { return part.state.vports[position] }
    }
    return nil
  }
}

extension [VPortRecord] {
  /// The index of the v-port of this name. There are few in a profile, and none is copied on the way.
  ///
  /// - Parameter likely: where to look first.
  func position(of name: String, likely: Int = 0) -> Int? {
    if likely < count, self[likely].name == name { return likely }
    for index in indices where self[index].name == name { return index }
    return nil
  }
}
