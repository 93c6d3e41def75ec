package import FabricModel

/// A whole fabric in memory that changes one object at a time, as the appliances themselves would.
///
/// It keeps the fabric that it began with, and beside it only what has changed: a change costs the same on a large fabric as on a small one,
/// and so does beginning. An appliance that the fabric did not have is one that holds nothing yet.
package struct LiveFabric: Sendable {
  private let origin: Fabric
  /// What has become of the objects that changed; nil for those that are gone.
  private var changed: [Place: Record?] = [:]
  /// Names of the v-ports that came to a profile's part and were not there in the beginning.
  private var newcomers: [Part: [String]] = [:]
  /// Appliances that were not there in the beginning; their indices go on from the others'.
  private var strangers: [String] = []
  private var indices: [String: Int]

  /// An object, by the index of its appliance.
  fileprivate struct Place: Hashable {
    let appliance: Int
    let address: ObjectAddress
  }

  private struct Part: Hashable {
    let appliance: Int
    let profile: String
  }

  package init(_ fabric: Fabric) {
    origin = fabric
    indices = Dictionary(fabric.appliances.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What an appliance holds at an address now, with the fields that follow from other objects as they are now; nil where it holds nothing.
  package func record(at address: ObjectAddress, on appliance: String) -> Record? {
    indices[appliance].flatMap { record(at: address, on: $0) }
  }

  /// The v-ports of a profile that an appliance holds now, sorted by name.
  package func vports(ofProfile profile: String, on appliance: String) -> [VPortRecord] {
    indices[appliance].map { vports(of: profile, on: $0) } ?? []
  }

  /// Puts `after` where it finds `before`. Where `after` is already, nothing happens; a profile that goes takes its v-ports along.
  package mutating func perform(_ change: RecordChange, on appliance: String) throws(Misfit) {
    let address = change.address
    let held = record(at: address, on: appliance)
    guard change.fits(held) else {
      throw Misfit(appliance: appliance, address: address, expected: change.before ?? change.after, found: held)
    }
    if case .vport(let vport) = address, change.after != nil, record(at: .profile(vport.profile), on: appliance) == nil {
      throw Misfit(appliance: appliance, address: .profile(vport.profile), expected: nil, found: nil)
    }
    let index = indices[appliance] ?? admit(appliance)
    switch (address, change.after) {
    case (.vport(let vport), _?): welcome(vport, on: index)
    case (.profile(let name), nil):
      for vport in vports(of: name, on: index) { put(nil, at: .vport(vport.address), on: index) }
    default: break
    }
    put(change.after, at: address, on: index)
  }

  /// The fabric as it is now, everything in the order of names.
  package var fabric: Fabric {
    var states = origin.appliances + strangers.map { ApplianceState(name: $0) }
    var places: [Int: [Place]] = [:]
    for place in changed.keys { places[place.appliance, default: []].append(place) }
    for (index, changes) in places {
      states[index].take(changes.map { ($0.address, record(at: $0.address, on: index)) })
      let parts = Set(changes.compactMap { if case .profile(let name) = $0.address { name } else { nil } })
      for position in states[index].profiles.indices where parts.contains(states[index].profiles[position].record.name) {
        states[index].profiles[position].vports = vports(of: states[index].profiles[position].record.name, on: index)
      }
      states[index].sort()
    }
    return Fabric(appliances: states)
  }

  private mutating func admit(_ appliance: String) -> Int {
    indices[appliance] = origin.appliances.count + strangers.count
    strangers.append(appliance)
    return origin.appliances.count + strangers.count - 1
  }

  private func original(_ appliance: Int) -> ApplianceState? {
    appliance < origin.appliances.count ? origin.appliances[appliance] : nil
  }

  private func record(at address: ObjectAddress, on appliance: Int) -> Record? {
    let change = changed[Place(appliance: appliance, address: address)]
    guard let record = change ?? original(appliance)?.record(at: address) else { return nil }
    guard case .vport(let vport) = record else { return record }
    return .vport(following(vport, isNew: change != nil, on: appliance))
  }

  /// A v-port with the server and node name of its profile's part, wherever one of the two has changed.
  private func following(_ vport: VPortRecord, isNew: Bool, on appliance: Int) -> VPortRecord {
    let address = ObjectAddress.profile(vport.profile)
    guard isNew || changed[Place(appliance: appliance, address: address)] != nil,
      case .profile(let profile)? = record(at: address, on: appliance)
    else { return vport }
    var vport = vport
    vport.server = profile.server ?? vport.server
    if vport.kind == .vhba { vport.wwnn = profile.wwnn }
    return vport
  }

  private func vports(of profile: String, on appliance: Int) -> [VPortRecord] {
    let names = (original(appliance)?.profile(named: profile)?.vports.map(\.name) ?? [])
    let all = names + (newcomers[Part(appliance: appliance, profile: profile)] ?? [])
    return all.sorted().compactMap { name in
      guard case .vport(let vport)? = record(at: .vport(VPortAddress(profile: profile, name: name)), on: appliance) else { return nil }
      return vport
    }
  }

  /// Takes note of a v-port that an appliance holds for the first time.
  private mutating func welcome(_ vport: VPortAddress, on appliance: Int) {
    let place = Place(appliance: appliance, address: .vport(vport))
    guard changed[place] == nil, original(appliance)?.record(at: .vport(vport)) == nil else { return }
    newcomers[Part(appliance: appliance, profile: vport.profile), default: []].append(vport.name)
  }

  private mutating func put(_ record: Record?, at address: ObjectAddress, on appliance: Int) {
    changed.updateValue(record, forKey: Place(appliance: appliance, address: address))
  }
}
