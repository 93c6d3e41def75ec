internal import FabricModel

/// Breaks circles of steps that wait for each other: one of them goes to a spare port first, or lets go of what it holds, and comes to where it belongs once the others have moved.
struct Detours {
  struct Detour {
    /// Index of the draft that makes it.
    let draft: Int
    let aside: Draft
    let rest: Draft
    /// Whether it is without a path meanwhile.
    let leavesPath: Bool
  }

  private let spares: SparePorts
  /// The waiting drafts that set something free, by what it is.
  private var releasers: [Need: [Int]]?
  /// Drafts that wait for something that no waiting draft sets free.
  private var hopeless: Set<Int> = []
  private var asides: Set<Int> = []
  /// The waiting drafts in the order in which they are looked at, and how far that went.
  private var queue: [Int] = []
  private var head = 0
  private var hasFound = true

  init(_ spares: SparePorts) { self.spares = spares }

  /// - Parameter needs: what each waiting draft waits for.
  mutating func next(_ drafts: [Draft], needs: [Int: Need], _ rules: ImpactRules, _ replay: Replay) -> Detour? {
    if releasers == nil { index(drafts, needs.keys.sorted(), replay) }
    while hasFound || head < queue.count {
      if head == queue.count {
        queue = needs.keys.filter { !hopeless.contains($0) }.sorted()
        head = 0
        hasFound = false
      }
      while head < queue.count {
        guard let circle = circle(from: queue[head], needs) else {
          head += 1
          continue
        }
        if let detour = best(of: circle, drafts, rules, replay) {
          asides.insert(detour.draft)
          hasFound = true
          return detour
        }
        hopeless.formUnion(circle.map(\.draft))
      }
    }
    return nil
  }

  /// The one that costs least.
  private func best(of circle: [Link], _ drafts: [Draft], _ rules: ImpactRules, _ replay: Replay) -> Detour? {
    circle.compactMap { way(aside: $0, drafts, replay) }
      .map { (detour: $0, impact: rules.cost(of: $0.aside.change, on: $0.aside.appliance, replay).impact) }
      .min { ($0.impact, $0.detour.draft) < ($1.impact, $1.detour.draft) }?.detour
  }

  private mutating func index(_ drafts: [Draft], _ waiting: [Int], _ replay: Replay) {
    var releasers: [Need: [Int]] = [:]
    for draft in waiting {
      for need in replay.released(by: drafts[draft].change, on: drafts[draft].appliance) { releasers[need, default: []].append(draft) }
    }
    self.releasers = releasers
  }

  /// A draft of a circle, and what the one before it waits for.
  private struct Link {
    let draft: Int
    let wanted: Need
  }

  /// Follows who waits for whom until somebody comes up again.
  private mutating func circle(from start: Int, _ needs: [Int: Need]) -> [Link]? {
    guard !hopeless.contains(start), let first = needs[start] else { return nil }
    var path = [Link(draft: start, wanted: first)]
    var places = [start: 0]
    while let last = path.last, let need = needs[last.draft] {
      let next = releasers?[need]?.first { $0 != last.draft && needs[$0] != nil && !hopeless.contains($0) }
      guard let next else {
        hopeless.insert(last.draft)
        places[last.draft] = nil
        path.removeLast()
        continue
      }
      if let place = places[next] {
        var circle = Array(path[place...])
        circle[0] = Link(draft: next, wanted: need)
        return circle
      }
      places[next] = path.count
      path.append(Link(draft: next, wanted: need))
    }
    return nil
  }

  /// How a draft of the circle can set free what the one before it waits for.
  private func way(aside link: Link, _ drafts: [Draft], _ replay: Replay) -> Detour? {
    let draft = drafts[link.draft]
    guard !asides.contains(link.draft), let before = draft.change.before, draft.change.after != nil else { return nil }
    let middle: Record
    var leavesPath = true
    switch before {
    case .vport(var it):
      guard it.kind != .vdisk, it.slotPort != nil else { return nil }
      if case .unit = link.wanted, let spare = spares.port(for: draft, replay) {
        it.slotPort = spare
        leavesPath = false
      } else {
        it.slotPort = SlotPort.none
      }
      middle = .vport(it)
    case .profile(var it):
      guard it.isBound else { return nil }
      it.server = ""
      it.serverPort = 0
      middle = .profile(it)
    default: return nil
    }
    let aside = RecordChange(before: before, after: middle)
    guard replay.need(of: aside, on: draft.appliance) == nil else { return nil }
    return Detour(
      draft: link.draft, aside: Draft(appliance: draft.appliance, change: aside, changeIndex: draft.changeIndex),
      rest: Draft(
        appliance: draft.appliance, change: RecordChange(before: middle, after: draft.change.after), changeIndex: draft.changeIndex),
      leavesPath: leavesPath)
  }
}

/// Ports on which a v-port can wait for its own.
struct SparePorts {
  let hardware: Hardware
  let pools: [PoolPorts]

  /// One on the same appliance, like the one that the v-port goes to and in the same pools, with room for it now.
  func port(for draft: Draft, _ replay: Replay) -> SlotPort? {
    guard case .vport(let was)? = draft.change.before, case .vport(let it)? = draft.change.after, let from = was.slotPort,
      let to = it.slotPort, from != to, let host = hardware.position(of: draft.appliance), let goal = hardware.unit(host, to)
    else { return nil }
    for unit in hardware.appliances[host].units where unit != goal && hardware.units[unit].slotPort != from && isLike(unit, goal) {
      var aside = was
      aside.slotPort = hardware.units[unit].slotPort
      if replay.need(of: RecordChange(before: .vport(was), after: .vport(aside)), on: draft.appliance) == nil {
        return hardware.units[unit].slotPort
      }
    }
    return nil
  }

  private func isLike(_ unit: Int, _ goal: Int) -> Bool {
    let (a, b) = (hardware.units[unit], hardware.units[goal])
    guard a.kind == b.kind, a.isShared, !a.inMaintenance, a.physicalNetwork == b.physicalNetwork, a.port.fabric == b.port.fabric,
      a.port.vsan == b.port.vsan, a.port.mtu == b.port.mtu
    else { return false }
    return pools.allSatisfy { !$0.contains(goal) || $0.contains(unit) }
  }
}
