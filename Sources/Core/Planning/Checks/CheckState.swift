internal import FabricModel

/// Where a run through the events of a plan stands.
///
/// A step has three events. With its *begin* comes everything bad that it might do: what it will use is used, what it gives up is not free yet,
/// what it interrupts is down. *Performed* frees what it gives up; *verified* brings up what is still active. So every instant is at least
/// as bad as any in which some of the steps under way have taken effect and others have not.
struct CheckState {
  let plan: CheckedPlan
  /// The version of each object; -1 where it is not there.
  private(set) var now: [Int32]
  /// The step under way that changes each object; -1 where none does.
  private(set) var changing: [Int32]
  /// How many steps keep each v-port down.
  private var down: [Int32]
  var tally: Tally
  var disruption: Disruption
  /// Of each step under way, the v-ports that it keeps down, where it is more than one.
  private var downed: [Int: [Int]] = [:]
  /// Steps that change a watched port or adapter as a whole and have begun and are not performed.
  private(set) var underWay: [[Int]]
  /// How many v-ports of others each lent adapter has.
  var guests: [Int]
  /// Of each path group, how many of its members steps have to leave up (I3), and below how many its server is disrupted (I8).
  let kept: [Int64]
  let lasting: [Int64]
  /// The counters of boot paths of the profiles that had one at first (I5).
  private(set) var keptBoots: Set<Int> = []
  /// What the fabric breaks before the first step.
  private(set) var preexisting: [Violation] = []
  var broken: [(step: Int, violation: Violation)] = []
  private var merged: [Load] = []

  init(_ plan: CheckedPlan) {
    self.plan = plan
    now = plan.objects.map { Int32($0.first) }
    changing = Array(repeating: -1, count: plan.objects.count)
    down = Array(repeating: 0, count: plan.objects.count)
    tally = Tally(plan.book.base)
    underWay = Array(repeating: [], count: plan.wholes.shared.count)
    guests = Array(repeating: 0, count: plan.wholes.shared.count)
    let floors = PathFloors(plan)
    (kept, lasting) = (floors.kept, floors.lasting)
    disruption = Disruption(classes: plan.classes, initial: plan.stopped + floors.fallen.map { plan.paths.paths[$0].profile })
    for object in plan.objects.indices where now[object] >= 0 { count(object, 1) }
    keptBoots = Set(tally.touched.filter { plan.book.counters[$0].quantity == .bootPaths && tally[$0] < 0 })
    preexisting = floors.violations(plan) + judged(by: nil)
    preexisting.sort { $0.invariant < $1.invariant }
    for number in plan.lent.values.joined() { guests[number] = countGuests(number) }
    tally.settle()
  }

  // MARK: Events

  mutating func begin(_ step: Int) {
    let effect = plan.effects[step]
    checkFit(of: step, effect)
    takeDown(step, effect)
    let wasBound = isBound(effect.object)
    // Of two that are under way for one object, the second is refused already.
    if changing[effect.object] < 0 { change(effect.object, by: effect) { $0.changing[effect.object] = Int32(step) } }
    if effect.whole >= 0 {
      underWay[effect.whole].append(step)
      checkSitters(of: step, effect)
    }
    checkArrivals(by: step, effect, isNewlyBound: !wasBound && isBound(effect.object))
    if effect.disrupts >= 0 { disruption.begin(effect.disrupts) }
    settle(step)
  }

  mutating func perform(_ step: Int) {
    let effect = plan.effects[step]
    if changing[effect.object] == step {
      change(effect.object, by: effect) { state in
        state.now[effect.object] = Int32(effect.after)
        state.changing[effect.object] = -1
      }
    }
    if effect.whole >= 0 { underWay[effect.whole].removeAll { $0 == step } }
    settle(step)
  }

  mutating func verify(_ step: Int) {
    let effect = plan.effects[step]
    if let vports = downed.removeValue(forKey: step) {
      for vport in vports { lower(vport, -1) }
    } else if case .itself = effect.downs {
      lower(effect.object, -1)
    }
    if effect.disrupts >= 0 { disruption.end(effect.disrupts) }
    settle(step)
  }

  private mutating func takeDown(_ step: Int, _ effect: Effect) {
    if case .itself = effect.downs { return lower(effect.object, 1) }
    let vports = downs(effect)
    guard !vports.isEmpty else { return }
    downed[step] = vports
    for vport in vports { lower(vport, 1) }
  }

  /// The v-ports that a step takes down, where it is not just its target.
  private func downs(_ effect: Effect) -> [Int] {
    switch effect.downs {
    case .none, .itself: return []
    case .part: return children(of: effect.object)
    case .vhbas: return children(of: effect.object).filter { plan.objects[$0].isVHBA }
    case .users(let number): return sitters(number).sorted()
    case .unit:
      let slot = now[effect.object] >= 0 ? plan.versions[Int(now[effect.object])].slot : 0
      let siblings = children(of: plan.objects[effect.object].part).filter { vport in
        vport != effect.object && possible(vport).contains { plan.versions[$0].isActive && plan.versions[$0].slot == slot }
      }
      return [effect.object] + siblings
    }
  }

  // MARK: What is where

  /// The version that a step under way makes of an object; nil where none does.
  private func next(_ object: Int) -> Int? { changing[object] < 0 ? nil : plan.effects[Int(changing[object])].after }

  /// The versions of an object that may be there at this instant.
  func possible(_ object: Int) -> [Int] {
    let versions = next(object).map { [Int(now[object]), $0] } ?? [Int(now[object])]
    return versions.filter { $0 >= 0 }
  }

  /// Whether a profile's part may be on a server.
  func isBound(_ part: Int) -> Bool { possible(part).contains { plan.versions[$0].isActive } }

  func children(of part: Int) -> [Int] {
    var found: [Int] = []
    var child = plan.objects[part].firstChild
    while child >= 0 {
      found.append(child)
      child = plan.objects[child].nextSibling
    }
    return found
  }

  /// The active v-ports that may be using a watched object, each once.
  func sitters(_ number: Int) -> Set<Int> {
    var found: Set<Int> = []
    for use in plan.wholes.uses[number] where plan.versions[use.version].isActive && possible(use.object).contains(use.version) {
      if isBound(plan.objects[use.object].part) { found.insert(use.object) }
    }
    return found
  }

  // MARK: Counting

  private mutating func lower(_ vport: Int, _ by: Int32) {
    // It matters only whether any step keeps it down.
    let changes = by > 0 ? down[vport] == 0 : down[vport] == 1
    if changes { count(vport, -1) }
    down[vport] += by
    if changes { count(vport, 1) }
  }

  /// Changes what an object may be, and with a part of a profile its v-ports where they notice.
  private mutating func change(_ object: Int, by effect: Effect, _ body: (inout CheckState) -> Void) {
    var concerned = [object]
    if plan.objects[object].firstChild >= 0, !isAlike(effect.expected, effect.after) || now[object] != effect.expected {
      concerned += children(of: object)
    }
    for one in concerned { count(one, -1) }
    body(&self)
    for one in concerned { count(one, 1) }
  }

  /// Whether v-ports do not notice which of two versions of their profile's part is there.
  private func isAlike(_ one: Int, _ other: Int) -> Bool {
    guard one >= 0, other >= 0 else { return one == other }
    let (a, b) = (plan.versions[one], plan.versions[other])
    return a.isActive == b.isActive && a.isUp == b.isUp && plan.boots.members[one] == nil && plan.boots.members[other] == nil
  }

  /// Adds what an object amounts to at this instant, or takes it away: of the versions that may be there, the worst of each counter.
  private mutating func count(_ object: Int, _ sign: Int64) {
    let (now, next) = (Int(now[object]), next(object))
    let part = plan.objects[object].part
    var (isBound, isUp) = (false, false)
    if part >= 0 {
      let (here, there) = (Int(self.now[part]), self.next(part) ?? Int(self.now[part]))
      isBound = (here >= 0 && plan.versions[here].isActive) || (there >= 0 && plan.versions[there].isActive)
      isUp = down[object] == 0 && here >= 0 && plan.versions[here].isUp && there >= 0 && plan.versions[there].isUp
      if isUp { countBoot(object, now, next ?? now, here, there, sign) }
    }
    guard let next, next != now else {
      for place in places(now, isBound: isBound, isUp: isUp) { add(plan.book.loads[place], sign) }
      return
    }
    merge(places(now, isBound: isBound, isUp: isUp), places(next, isBound: isBound, isUp: isUp))
    for load in merged { add(load, sign) }
  }

  private mutating func add(_ load: Load, _ sign: Int64) { tally.add(sign * load.amount, to: Int(load.counter), plan.book.counters) }

  /// Where the loads of a version stand; those of conditions that are not met come last.
  private func places(_ version: Int, isBound: Bool, isUp: Bool) -> Range<Int> {
    guard version >= 0 else { return 0..<0 }
    let page = plan.versions[version].page
    // What is up is on a server.
    return Int(page.always)..<Int(isUp ? page.end : isBound ? page.up : page.bound)
  }

  private mutating func merge(_ one: Range<Int>, _ other: Range<Int>) {
    let loads = plan.book.loads
    merged.removeAll(keepingCapacity: true)
    for place in one {
      let match = other.first { loads[$0].counter == loads[place].counter }
      merged.append(Load(counter: loads[place].counter, amount: max(loads[place].amount, match.map { loads[$0].amount } ?? 0)))
    }
    for place in other where !one.contains(where: { loads[$0].counter == loads[place].counter }) {
      merged.append(Load(counter: loads[place].counter, amount: max(loads[place].amount, 0)))
    }
  }

  private mutating func countBoot(_ object: Int, _ now: Int, _ next: Int, _ here: Int, _ there: Int, _ sign: Int64) {
    let counter = plan.boots.counter(of: plan.objects[object].profile)
    guard counter >= 0, now >= 0, next >= 0, plan.versions[now].isUp, plan.versions[next].isUp else { return }
    guard plan.boots.names(object, in: here), plan.boots.names(object, in: there) else { return }
    tally.add(-sign, to: counter, plan.book.counters)
  }
}
