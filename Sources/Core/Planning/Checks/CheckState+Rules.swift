internal import FabricModel

// What the rules say of the event at hand.

extension CheckState {
  /// P1.
  mutating func checkFit(of step: Int, _ effect: Effect) {
    let it = plan.steps[step]
    if changing[effect.object] >= 0 {
      return blame(step, StepsApply.violation(of: it, beside: plan.steps[Int(changing[effect.object])]))
    }
    let version = Int(now[effect.object])
    if version == effect.expected, effect.fits { return }
    let held = plan.record(version, at: it.target, on: it.appliance)
    if !it.change.fits(held) { blame(step, StepsApply.violation(of: it, held: held)) }
  }

  /// I7: who sits where a step changes the whole of something.
  mutating func checkSitters(of step: Int, _ effect: Effect) {
    let sitters = sitters(effect.whole)
    guard !sitters.isEmpty else { return }
    let victims = effect.empties ? [] : Set(plan.steps[step].victims)
    let names = sitters.map(plan.name).filter { !victims.contains($0) }.sorted()
    guard !names.isEmpty else { return }
    blame(
      step,
      plan.wholes.violation(effect.whole, of: plan.steps[step], sitters: names, mustBeEmpty: effect.empties, plan.ground))
  }

  /// I7: whoever comes to sit where another step is changing the whole of something.
  mutating func checkArrivals(by step: Int, _ effect: Effect, isNewlyBound: Bool) {
    guard !underWay.isEmpty else { return }
    let object = plan.objects[effect.object]
    let arrivals = object.part >= 0 ? [effect.object] : isNewlyBound ? children(of: effect.object) : []
    for vport in arrivals where isBound(plan.objects[vport].part) {
      for version in possible(vport) where plan.versions[version].isActive {
        for number in [plan.versions[version].portWatch, plan.versions[version].adapterWatch] where number >= 0 {
          if !isNewlyBound, sits(vport, on: number) { continue }
          for whole in underWay[number] { checkArrival(of: vport, on: number, by: step, beside: whole) }
        }
      }
    }
  }

  /// Whether it sat there before the step that changes it.
  private func sits(_ vport: Int, on number: Int) -> Bool {
    guard now[vport] >= 0 else { return false }
    let version = plan.versions[Int(now[vport])]
    return version.isActive && (version.portWatch == number || version.adapterWatch == number)
  }

  private mutating func checkArrival(of vport: Int, on number: Int, by step: Int, beside whole: Int) {
    let empties = plan.effects[whole].empties
    guard empties || !plan.steps[whole].victims.contains(plan.name(of: vport)) else { return }
    blame(
      step,
      plan.wholes.violation(
        number, of: plan.steps[whole], sitters: [plan.name(of: vport)], mustBeEmpty: empties, plan.ground))
  }

  /// Ends the event at hand, a step's.
  mutating func settle(_ step: Int) {
    checkGuests(by: step)
    noteFallenPaths()
    for violation in judged(by: step) + disruption.settle(plan) { blame(step, violation) }
    tally.settle()
  }

  private mutating func blame(_ step: Int, _ violation: Violation) { broken.append((step, violation)) }

  /// I8: a group that has too few up disrupts its server.
  private mutating func noteFallenPaths() {
    for counter in tally.touched where plan.book.counters[counter].quantity == .paths {
      let path = plan.book.counters[counter].subject
      let (was, isNow) = (-tally.before(counter) < lasting[path], -tally[counter] < lasting[path])
      if isNow, !was { disruption.begin(plan.paths.paths[path].profile) }
      if was, !isNow { disruption.end(plan.paths.paths[path].profile) }
    }
  }

  /// I4: of the v-ports on a lent adapter, those of other servers.
  private mutating func checkGuests(by step: Int) {
    guard !plan.lent.isEmpty else { return }
    for number in plan.lent[plan.objects[plan.effects[step].object].appliance] ?? [] {
      let count = countGuests(number)
      defer { guests[number] = count }
      guard count > guests[number], case .adapter(let adapter) = plan.wholes.shared[number] else { continue }
      let name = plan.ground.describe(adapter: adapter)
      let who = "\(count) v-port\(count == 1 ? "" : "s") of other servers"
      blame(step, Violation("I4", name, "\(who) \(count == 1 ? "is" : "are") on adapter \(name), which is lent"))
    }
  }

  func countGuests(_ number: Int) -> Int {
    guard case .adapter(let adapter) = plan.wholes.shared[number] else { return 0 }
    let facts = plan.ground.adapters[adapter]
    guard let object = plan.lentObject(facts.slot, on: facts.appliance) else { return 0 }
    let hosts = Set(possible(object).map { plan.versions[$0].server }.filter { $0 >= 0 })
    guard !hosts.isEmpty else { return 0 }
    return sitters(number).count { vport in
      possible(plan.objects[vport].part).contains { part in
        let server = plan.versions[part].server
        return server >= 0 && hosts != [server]
      }
    }
  }

  /// What the event at hand made worse, in the order of the rules; no step's where there is none yet.
  func judged(by step: Int?) -> [Violation] {
    var found: [Violation] = []
    for counter in tally.touched {
      if let violation = verdict(counter, step) { found.append(violation) }
    }
    if found.count > 1 { found.sort { $0.invariant < $1.invariant } }
    return found
  }

  private func verdict(_ number: Int, _ step: Int?) -> Violation? {
    let counter = plan.book.counters[number]
    guard counter.quantity != .occurrences, tally.hasRisen(number) else { return nil }
    let count = tally[number]
    switch counter.quantity {
    case .identity, .uuid:
      return count > counter.limit ? plan.owners.violation(counter, count: count, owners: owners(of: number)) : nil
    case .guaranteed, .cable:
      return count > counter.limit ? plan.rates.violation(counter, count: count, plan.ground, part: cable) : nil
    case .functions, .filters, .drives, .serverPort, .servers:
      return count > counter.limit ? plan.counts.violation(counter, count: count, plan.ground) : nil
    case .sharers:
      return count > counter.limit && tally[number + 1] > 0 ? plan.counts.violation(counter, count: count, plan.ground) : nil
    case .exclusive: return verdictOfPartner(number - 1)
    case .users: return count > 0 && tally[number + 1] > 0 ? plan.references.violation(counter, users: count, plan.ground) : nil
    case .missing: return verdictOfPartner(number - 1)
    case .stray: return plan.references.violation(counter, users: count, plan.ground)
    case .paths:
      guard let step, !plan.effects[step].isFree, -count < kept[counter.subject] else { return nil }
      return plan.paths.violation(counter.subject, up: -count, profile: plan.profiles[plan.paths.paths[counter.subject].profile])
    case .bootPaths:
      // A list of boot paths that changes takes none down.
      guard let step, !plan.effects[step].isFree, count == 0, keptBoots.contains(number), plan.effects[step].takesDown,
        !plan.steps[step].changesBootList
      else { return nil }
      return plan.boots.violation(profile: plan.profiles[counter.subject])
    case .occurrences: return nil
    }
  }

  /// Of two counters that are too much only together, the second rose alone.
  private func verdictOfPartner(_ first: Int) -> Violation? {
    guard !tally.hasRisen(first) else { return nil }
    let counter = plan.book.counters[first]
    switch counter.quantity {
    case .users: return tally[first] > 0 ? plan.references.violation(counter, users: tally[first], plan.ground) : nil
    default: return tally[first] > counter.limit ? plan.counts.violation(counter, count: tally[first], plan.ground) : nil
    }
  }

  private func cable(_ part: Int) -> (profile: String, appliance: String) {
    (plan.objects[part].name, plan.ground.names[plan.objects[part].appliance])
  }

  /// Two of the v-ports that may have an identity now.
  private func owners(of counter: Int) -> [String] {
    let holders = plan.owners.claimants(of: plan.book.counters[counter].subject).filter { object in
      isBound(plan.objects[object].part)
        && possible(object).contains { version in
          let page = plan.versions[version].page
          return (Int(page.bound)..<Int(page.up)).contains { plan.book.loads[$0].counter == counter }
        }
    }
    return holders.prefix(2).map { "\(plan.name(of: $0)) on \(plan.ground.names[plan.objects[$0].appliance])" }
  }
}

extension Step {
  /// Whether a profile is to boot from other v-ports than before.
  fileprivate var changesBootList: Bool {
    guard case .profile(let was)? = change.before, case .profile(let it)? = change.after else { return false }
    return was.boot != it.boot
  }
}
