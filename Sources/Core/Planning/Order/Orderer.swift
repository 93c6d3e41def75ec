internal import FabricModel

/// Puts drafts into one serial order that keeps I1 to I7 after every step; `Edges` then says which of its steps have to wait for which.
///
/// Steps are taken phase by phase as soon as nothing stands in their way; one that has to wait is woken by the step that frees what it waits for, so the work is linear.
/// What would cut a server off waits until everything else is done that might give it another path. Steps that wait for each other in a circle are looked at again by `OrderSearch`, and, where no direct order is found, one of them makes a detour.
struct Orderer {
  /// In the order of a change window.
  enum Phase: Int, CaseIterable {
    case prepare, shrink, profiles, build, change, retire, empty, cleanUp
  }

  /// A step in its place.
  struct Taken {
    let draft: Draft
    let cost: ImpactRules.Cost
    /// Whether its profile has all the paths it needs once it is done.
    var leavesWhole = true
  }

  struct Order {
    var steps: [Taken] = []
    /// What could not be ordered, and what each waits for.
    var stuck: [(draft: Draft, reason: String)] = []
    /// The drafts behind `stuck`, by index.
    var stuckDrafts: [Int] = []
  }

  private(set) var replay: Replay
  private let rules: ImpactRules
  private(set) var drafts: [Draft]
  private let turns: [Int: OrderSearch.Turn]
  private var nextTurns: [Int: Int] = [:]
  private var queues: [[Int]] = Array(repeating: [], count: Phase.allCases.count)
  private var heads = Array(repeating: 0, count: Phase.allCases.count)
  /// What would cut servers off, by profile, and the profiles in the order in which they came up.
  private var cuts: [String: [Int]] = [:]
  private var cutOrder: [String] = []
  private var cutHead = 0
  private var wasCut: Set<Int> = []
  /// Profiles that lack a path which their server needs.
  private var disturbed: Set<String> = []
  /// How many paths of a profile are gone for the time being: on no port, on no server, or on their way to another appliance.
  private var owed: [String: Int] = [:]
  private let moving: Set<VPortAddress>
  private var returning: Set<Int> = []
  private var waiting: [Need: [Int]] = [:]
  private var needs: [Int: Need] = [:]
  private var detours: Detours?
  private var order = Order()

  /// - Parameters:
  ///   - turns: the places of drafts, by index, in orders that were found by searching.
  ///   - detours: makes two steps of one where steps wait for each other in a circle; nil leaves them stuck.
  static func order(
    _ drafts: [Draft], replay: Replay, rules: ImpactRules, turns: [Int: OrderSearch.Turn] = [:], detours: Detours? = nil
  ) -> Order {
    var orderer = Orderer(drafts: drafts, replay: replay, rules: rules, turns: turns, detours: detours)
    return orderer.run()
  }

  private init(drafts: [Draft], replay: Replay, rules: ImpactRules, turns: [Int: OrderSearch.Turn], detours: Detours?) {
    self.drafts = drafts
    self.replay = replay
    self.rules = rules
    self.turns = turns
    self.detours = detours
    moving = Self.moving(drafts)
    order.steps.reserveCapacity(drafts.count)
    let ranks = Self.ranks(drafts)
    let sorted = drafts.indices.sorted { left, right in
      let (a, b) = (drafts[left], drafts[right])
      return (ranks[left], a.appliance) != (ranks[right], b.appliance)
        ? (ranks[left], a.appliance) < (ranks[right], b.appliance) : left < right
    }
    for index in sorted { queues[drafts[index].phase.rawValue].append(index) }
  }

  /// Which of its profile's interrupted v-ports a draft is, so that all first ones come before all second ones.
  private static func ranks(_ drafts: [Draft]) -> [Int] {
    var counts: [String: Int] = [:]
    return drafts.map { draft in
      guard draft.phase == .change || draft.phase == .retire, let profile = draft.profileName else { return 0 }
      defer { counts[profile, default: 0] += 1 }
      return counts[profile, default: 0]
    }
  }

  /// v-ports that leave one appliance and come to another.
  private static func moving(_ drafts: [Draft]) -> Set<VPortAddress> {
    var left: Set<VPortAddress> = []
    for draft in drafts { if draft.change.after == nil, case .vport(let address) = draft.change.address { left.insert(address) } }
    if left.isEmpty { return [] }
    var moving: Set<VPortAddress> = []
    for draft in drafts {
      if draft.change.before == nil, case .vport(let address) = draft.change.address, left.contains(address) { moving.insert(address) }
    }
    return moving
  }

  private mutating func run() -> Order {
    repeat {
      while let index = next() { consider(index) }
    } while makeDetour()
    let left = needs.keys.sorted()
    order.stuckDrafts = left
    order.stuck = left.map { index in
      let draft = drafts[index]
      return (draft, replay.need(of: draft.change, on: draft.appliance).map(replay.explain) ?? "it waits for a step that waits itself")
    }
    return order
  }

  private mutating func next() -> Int? {
    for phase in queues.indices where heads[phase] < queues[phase].count {
      heads[phase] += 1
      return queues[phase][heads[phase] - 1]
    }
    while cutHead < cutOrder.count {
      // The one put off first: the profile's record, which all its v-ports follow, comes before them.
      if let index = cuts[cutOrder[cutHead]]?.popLast() { return index }
      cuts[cutOrder[cutHead]] = nil
      cutHead += 1
    }
    return nil
  }

  private mutating func consider(_ index: Int) {
    let draft = drafts[index]
    let need = turn(of: index) ?? replay.need(of: draft.change, on: draft.appliance)
    if let need {
      waiting[need, default: []].append(index)
      needs[index] = need
      return
    }
    let cost = rules.cost(of: draft.change, on: draft.appliance, replay)
    if cost.impact == .outage, turns[index] == nil, wasCut.insert(index).inserted { return putOff(index) }
    take(index, cost)
  }

  private func turn(of index: Int) -> Need? {
    guard let turn = turns[index], nextTurns[turn.group, default: 0] != turn.place else { return nil }
    return .turn(turn)
  }

  private mutating func putOff(_ index: Int) {
    let profile = drafts[index].profileName ?? ""
    if cuts[profile] == nil { cutOrder.append(profile) }
    cuts[profile, default: []].insert(index, at: 0)
  }

  private mutating func take(_ index: Int, _ cost: ImpactRules.Cost) {
    let draft = drafts[index]
    replay.perform(draft.change, on: draft.appliance)
    var taken = Taken(draft: draft, cost: cost)
    if cost.impact.disrupts { disturbed.formUnion(cost.interrupted) }
    keepAccount(of: index)
    if let profile = draft.profileName, disturbed.contains(profile) {
      taken.leavesWhole = owed[profile, default: 0] == 0 && replay.paths(of: profile, rules).areWhole(off: rules.off)
      if taken.leavesWhole { disturbed.remove(profile) }
    }
    order.steps.append(taken)
    for need in replay.released(by: draft.change, on: draft.appliance) { wake(need) }
    if let turn = turns[index] {
      nextTurns[turn.group] = turn.place + 1
      wake(.turn(OrderSearch.Turn(group: turn.group, place: turn.place + 1)))
    }
  }

  /// Of what a profile is without, but will have again.
  private mutating func keepAccount(of index: Int) {
    let draft = drafts[index]
    guard let profile = draft.profileName else { return }
    if returning.remove(index) != nil { owed[profile, default: 0] -= 1 }
    if case .vport(let address) = draft.change.address, moving.contains(address) {
      if draft.change.after == nil { owed[profile, default: 0] += 1 }
      if draft.change.before == nil { owed[profile, default: 0] -= 1 }
    }
  }

  private mutating func wake(_ need: Need) {
    for woken in waiting.removeValue(forKey: need) ?? [] {
      needs[woken] = nil
      queues[drafts[woken].phase.rawValue].append(woken)
    }
  }

  /// Where steps wait for each other in a circle, lets one of them step aside; false where there is none that could.
  private mutating func makeDetour() -> Bool {
    guard !needs.isEmpty,
      let detour = detours?.next(drafts, needs: needs, rules, replay)
    else { return false }
    let aside = drafts.count
    drafts.append(detour.aside)
    drafts[detour.draft] = detour.rest
    if detour.leavesPath {
      returning.insert(detour.draft)
      owed[detour.aside.profileName ?? "", default: 0] += 1
    }
    // What it waited for may be another thing now.
    if let need = needs.removeValue(forKey: detour.draft) {
      waiting[need]?.removeAll { $0 == detour.draft }
      queues[drafts[detour.draft].phase.rawValue].append(detour.draft)
    }
    take(aside, rules.cost(of: detour.aside.change, on: detour.aside.appliance, replay))
    return true
  }
}

extension Draft {
  /// The profile it is about.
  var profileName: String? { (change.before ?? change.after)?.profileName }

  /// Where it stands in a change window: what others need comes first, what takes away comes last, and room is made in between.
  var phase: Orderer.Phase {
    switch (change.before, change.after) {
    case (_, .network?), (_, .vsan?): .prepare
    case (.port(let was)?, .port(let it)?): (it.mtu ?? 0) >= (was.mtu ?? 0) ? .prepare : .cleanUp
    case (.adapter(let was)?, .adapter(let it)?):
      (was.maintenance != true && it.maintenance == true) || (!was.isLent && it.isLent) ? .cleanUp : .prepare
    case (.vport(let was)?, .vport(let it)?): it.onlyShrinks(from: was) ? .shrink : .change
    case (nil, .vport?): .build
    case (_, .profile?): .profiles
    case (.vport?, nil): .retire
    case (.profile?, nil): .empty
    default: .cleanUp
    }
  }
}

extension VPortRecord {
  /// Whether becoming this from `was` only gives back guaranteed rate.
  fileprivate func onlyShrinks(from was: VPortRecord) -> Bool {
    guard (minimum ?? .zero) < (was.minimum ?? .zero) else { return false }
    return fields.allSatisfy { $0.agrees(self, was) || $0.name == "minBps" || $0.name == "maxBps" }
  }
}
