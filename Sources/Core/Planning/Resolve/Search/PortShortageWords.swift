internal import FabricModel

extension PortShortage {
  /// `3 v-ports of web-01 need 6Gbps; ports vio-1/1/1 and vio-1/2/1 can guarantee 5Gbps in all`; nil where there is one port or
  /// controller, of which all has been said.
  func words(_ search: PlacementSearch, _ resolver: Resolver) -> String? {
    let hardware = resolver.hardware
    let places = kind == .drives ? Set(units.map { hardware.units[$0].adapter }) : Set(units)
    if places.count < 2, kind != .cable { return nil }
    let who = Self.who(seats.map { search.seats[$0].index }, resolver)
    let ports = "ports \(listed(units.map { hardware.address(of: $0).description }, most: 6))"
    switch (kind, need, room) {
    case (.spread, .count(let need), .count(let room)):
      return "\(who) must not share what their 'spread' names, which takes \(need) places; their ports have \(room)"
    case (.functions, _, .count(let room)): return "\(who) need a function each; \(ports) have \(room) for them"
    case (.drives, _, .count(let room)): return "\(who) need a logical drive each; the controllers of \(ports) have \(room) for them"
    case (.cable, .rate(let need), .rate(let room)):
      return "\(who) need \(need); the server's cables to \(appliances(hardware)) can guarantee \(room) in all"
    case (.cable, .times(_, let rate), .count(let room)):
      return "\(who) need \(rate) or more each; the server's cables to \(appliances(hardware)) have room for \(room) such"
    case (_, .rate(let need), .rate(let room)): return "\(who) need \(need); \(ports) can guarantee \(room) in all"
    case (_, .times(_, let rate), .count(let room)): return "\(who) need \(rate) or more each; \(ports) have room for \(room) such"
    default: return nil
    }
  }

  private func appliances(_ hardware: Hardware) -> String {
    listed(Set(units.map { hardware.appliances[hardware.units[$0].appliance].name }).sorted(), most: 6)
  }

  /// `3 v-ports of web-01`, or of several profiles.
  static func who(_ wanted: [Int], _ resolver: Resolver) -> String {
    let profiles = Set(wanted.map { resolver.wanted[$0].record.profile }).sorted()
    return "\(wanted.count) v-port\(wanted.count == 1 ? "" : "s") of \(listed(profiles))"
  }
}
