internal import FabricModel

/// Puts drafts into one serial order that keeps I1, I2, I4 and I6 after every step.
///
/// Steps are taken phase by phase as soon as nothing stands in their way; one that has to wait is woken by the step that frees what it waits for, so the work is linear.
/// An order with less waiting, and detours where there is no direct one, are a later replacement of this type alone.
struct Orderer {
  /// In the order of a change window.
  enum Phase: Int, CaseIterable {
    case prepare, shrink, profiles, build, change, retire, empty, cleanUp
  }

  struct Order {
    var steps: [Step] = []
    /// The index of the change of each step.
    var changes: [Int] = []
    /// What could not be ordered, and what each waits for.
    var stuck: [(draft: Draft, reason: String)] = []
  }

  private var replay: Replay
  private let rules: ImpactRules
  private let drafts: [Draft]
  private var queues: [[Int]] = Array(repeating: [], count: Phase.allCases.count)
  private var heads = Array(repeating: 0, count: Phase.allCases.count)
  private var waiting: [Need: [Int]] = [:]
  private var order = Order()
  /// The last step that touched a v-port of a profile.
  private var lastStep: [String: Int] = [:]

  static func order(_ drafts: [Draft], replay: Replay, rules: ImpactRules) -> Order {
    var orderer = Orderer(drafts: drafts, replay: replay, rules: rules)
    return orderer.run()
  }

  private init(drafts: [Draft], replay: Replay, rules: ImpactRules) {
    self.drafts = drafts
    self.replay = replay
    self.rules = rules
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
      guard draft.phase == .change || draft.phase == .retire, let profile = (draft.change.before ?? draft.change.after)?.profileName
      else { return 0 }
      defer { counts[profile, default: 0] += 1 }
      return counts[profile, default: 0]
    }
  }

  private mutating func run() -> Order {
    while let index = next() {
      let draft = drafts[index]
      if let need = replay.need(of: draft.change, on: draft.appliance) {
        waiting[need, default: []].append(index)
        continue
      }
      take(draft)
      for need in replay.released(by: draft.change, on: draft.appliance) {
        for woken in waiting.removeValue(forKey: need) ?? [] { queues[drafts[woken].phase.rawValue].append(woken) }
      }
    }
    let left = waiting.values.joined().sorted()
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
    return nil
  }

  private mutating func take(_ draft: Draft) {
    var step = Step(appliance: draft.appliance, change: draft.change)
    let cost = rules.cost(of: draft.change, on: draft.appliance, replay)
    step.id = "s\(order.steps.count + 1)"
    step.impact = cost.impact
    step.server = cost.server
    step.group = cost.group
    step.victims = cost.victims
    if let last = order.steps.indices.last { step.follows.append(Step.Predecessor(last, until: .performed)) }
    if let profile = (draft.change.before ?? draft.change.after)?.profileName {
      // A path goes only after the profile's other paths were seen to be there.
      if cost.impact >= .pathLoss, let last = lastStep[profile] {
        step.follows.removeAll { $0.step == last }
        step.follows.append(Step.Predecessor(last, until: .verified))
      }
      lastStep[profile] = order.steps.count
    }
    replay.perform(draft.change, on: draft.appliance)
    order.steps.append(step)
    order.changes.append(draft.changeIndex)
  }
}

extension Draft {
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
