internal import FabricModel
internal import Planning

/// Compares what a plan read with what is there when it is to be carried out.
struct Staleness {
  /// Steps whose effect is there already.
  private(set) var finished: Set<Int> = []
  private(set) var stale: [StaleObject] = []

  init(_ plan: Plan, fresh: Fabric) {
    let chains = ObjectChain.chains(of: plan.steps.indices, in: plan)
    var reads: [Place: String] = [:]
    for read in plan.basis.reads { reads[Place(appliance: read.appliance, address: read.address)] = read.fingerprint }
    var moved: [Place: ProfileRecord] = [:]
    for chain in chains {
      if case .profile(let profile)? = plan.steps[chain.steps[0]].change.before {
        moved[Place(appliance: chain.appliance, address: profile.name)] = profile
      }
    }
    var chained: Set<Place> = []
    for chain in chains {
      let place = Place(appliance: chain.appliance, address: chain.address.description)
      chained.insert(place)
      judge(chain, reads[place], fresh[chain.appliance]?.record(at: chain.address), moved, plan)
    }
    for read in plan.basis.reads where !chained.contains(Place(appliance: read.appliance, address: read.address)) {
      let now = ObjectAddress(inProfile: read.address).flatMap { fresh[read.appliance]?.record(at: $0) }
      guard !Self.is(read.fingerprint, now, on: read.appliance, moved) else { continue }
      stale.append(StaleObject(appliance: read.appliance, address: read.address, planned: .fingerprint(read.fingerprint), now: now))
    }
    stale.sort { ($0.appliance, $0.address) < ($1.appliance, $1.address) }
  }

  private mutating func judge(_ chain: ObjectChain, _ fingerprint: String?, _ now: Record?, _ moved: [Place: ProfileRecord], _ plan: Plan) {
    let before = plan.steps[chain.steps[0]].change.before
    if Self.is(fingerprint ?? Record.fingerprint(before), now, on: chain.appliance, moved) { return }
    if let count = chain.finished(now, in: plan), count > 0 {
      finished.formUnion(chain.steps.prefix(count))
    } else {
      stale.append(StaleObject(appliance: chain.appliance, address: chain.address.description, planned: .record(before), now: now))
    }
  }

  /// Whether a record has the fingerprint, or had it before the plan's own step on its profile changed what follows from that.
  private static func `is`(_ fingerprint: String, _ now: Record?, on appliance: String, _ moved: [Place: ProfileRecord]) -> Bool {
    if Record.fingerprint(now) == fingerprint { return true }
    guard case .vport(var vport)? = now, let profile = moved[Place(appliance: appliance, address: vport.profile)] else { return false }
    vport.server = profile.server
    if vport.kind == .vhba { vport.wwnn = profile.wwnn }
    return Record.fingerprint(.vport(vport)) == fingerprint
  }
}

extension ObjectAddress {
  /// Of a profile or one of its v-ports: nothing else is read that no step changes.
  fileprivate init?(inProfile text: String) {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    self = parts[0] == "profile" ? .profile(parts[1]) : .vport(VPortAddress(profile: parts[0], name: parts[1]))
  }
}
