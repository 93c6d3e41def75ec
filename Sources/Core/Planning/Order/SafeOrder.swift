internal import FabricModel

/// The order of a plan's steps, and which of them wait for which.
struct SafeOrder {
  let order: Orderer.Order
  /// The predecessors of each step of the order.
  let follows: [[Step.Predecessor]]
  /// Where more servers of a class are down at once than may be, by policy.
  let crowded: [String: Edges.Crowding]

  /// What the order of drafts depends on.
  struct Ground {
    let observed: Fabric
    let hardware: Hardware
    let reservable: [Percent?]
    let pools: [PoolPorts]
    let rules: ImpactRules
  }

  /// Takes steps greedily; where some wait for each other in a circle, looks for a direct order of those, and then for detours.
  static func find(_ drafts: [Draft], on ground: Ground) -> SafeOrder {
    func start() -> Replay {
      Replay(observed: ground.observed, hardware: ground.hardware, reservable: ground.reservable, drafts: drafts)
    }
    let replay = start()
    var order = Orderer.order(drafts, replay: replay, rules: ground.rules)
    if !order.stuck.isEmpty {
      let turns = OrderSearch.turns(for: order.stuckDrafts, of: drafts, from: start)
      let detours = Detours(SparePorts(hardware: ground.hardware, pools: ground.pools))
      order = Orderer.order(drafts, replay: replay, rules: ground.rules, turns: turns, detours: detours)
    }
    let terms = ground.rules.terms
    let edges = Edges.follows(order.steps, from: replay, terms) { ground.observed.alreadyDown(ground.rules) }
    return SafeOrder(order: order, follows: edges.follows, crowded: edges.crowded)
  }
}
