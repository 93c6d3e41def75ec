internal import FabricModel

/// What the appliances hold while a plan is replayed: what was observed, but for what the steps so far made of it.
struct Held {
  private let states: [ApplianceState?]
  private let steps: [Step]
  /// The last step taken that changed an object, by index.
  private var changed: [Key: Int] = [:]
  /// The v-ports that steps put on a profile's part, once each.
  private var arrived: [NameKey: [VPortAddress]] = [:]

  private struct Key: Hashable {
    let appliance: Int
    let address: ObjectAddress
  }

  init(_ observed: Fabric, _ steps: [Step], _ ground: CheckGround) {
    states = ground.names.map { observed[$0] }
    self.steps = steps
  }

  func record(at address: ObjectAddress, on appliance: Int) -> Record? {
    if let step = changed[Key(appliance: appliance, address: address)] { return steps[step].change.after }
    return states[appliance]?.record(at: address)
  }

  /// Takes note of what a step makes of its target.
  mutating func take(_ step: Int, on appliance: Int) {
    let address = steps[step].target
    let isFirst = changed.updateValue(step, forKey: Key(appliance: appliance, address: address)) == nil
    if isFirst, case .vport(let vport) = address {
      arrived[NameKey(appliance: appliance, name: vport.profile), default: []].append(vport)
    }
  }

  /// The server of a profile's part; empty where there is none.
  func server(of profile: String, on appliance: Int) -> String {
    guard case .profile(let record)? = record(at: .profile(profile), on: appliance) else { return "" }
    return record.server ?? ""
  }

  /// The v-ports of a profile's part as they are now, in no matter which order.
  func vports(of profile: String, on appliance: Int) -> [Record] {
    let observed = states[appliance]?.profile(named: profile)?.vports.map(\.address) ?? []
    let others = arrived[NameKey(appliance: appliance, name: profile)] ?? []
    let more = others.isEmpty ? [] : others.filter { [known = Set(observed)] in !known.contains($0) }
    return (observed + more).compactMap { record(at: .vport($0), on: appliance) }
  }

  /// Everything an appliance held at first.
  func forEachObserved(on appliance: Int, _ body: (Fact) -> Void) {
    guard let state = states[appliance] else { return }
    func show(_ record: Record, _ server: String = "") { body(Fact(appliance: appliance, record: record, server: server)) }
    for adapter in state.inventory.adapters { show(.adapter(adapter.record)) }
    for network in state.networks { show(.network(network)) }
    for vsan in state.vsans { show(.vsan(vsan)) }
    for profile in state.profiles {
      let server = profile.record.server ?? ""
      show(.profile(profile.record), server)
      for vport in profile.vports { show(.vport(vport), server) }
    }
  }
}
