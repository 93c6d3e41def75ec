package import FabricModel

/// Replays a plan step by step on the observed fabric and reports every invariant that a step breaks; it shares no code with what orders steps.
///
/// It is relative: what the observed fabric breaks already is told apart, and a step is blamed only for making something worse.
package struct PlanChecker {
  package struct Report: Sendable {
    /// What the observed fabric breaks already, among what the plan touches.
    package var preexisting: [Violation] = []
    package var broken: [Broken] = []

    package struct Broken: Hashable, Sendable {
      /// Id of the step after which it is so.
      package let step: String
      package let violation: Violation
    }
  }

  private let ground: CheckGround
  private var held: Held
  private var owners = OneOwnerPerIdentity()
  private var rates = GuaranteedRates()
  private var counts = Counts()
  private var references = ReferencesExist()

  /// Checks the steps in the order of the plan.
  ///
  /// - Parameters:
  ///   - reservable: how much of each hardware unit's speed may be guaranteed; nil for all of it.
  ///   - order: another order of the steps, by index, that their edges allow; absent, the edges must leave none but that of the plan.
  package static func check(
    _ steps: [Step], on observed: Fabric, hardware: Hardware, reservable: [Percent?] = [], order: [Int]? = nil
  ) -> Report {
    guard !steps.isEmpty else { return Report() }
    let touched = Set(steps.map(\.appliance)).sorted()
    var checker = PlanChecker(CheckGround(touched, hardware: hardware, reservable: reservable), observed, steps)
    for step in steps { if let after = step.change.after { checker.owners.expect(after) } }
    checker.load(observed)
    var report = Report(preexisting: checker.settle())
    var taken = Array(repeating: false, count: order == nil ? 0 : steps.count)
    for position in order ?? Array(steps.indices) {
      let disorder =
        order == nil
        ? SerialOrder.violation(of: position, in: steps) : SerialOrder.violation(of: position, in: steps, taken: taken)
      if order != nil { taken[position] = true }
      let broken = [disorder].compactMap { $0 } + checker.take(position, steps[position])
      report.broken += broken.map { Report.Broken(step: steps[position].id, violation: $0) }
    }
    return report
  }

  /// What a fabric breaks as it stands.
  package static func violations(of fabric: Fabric, hardware: Hardware, reservable: [Percent?] = []) -> [Violation] {
    let ground = CheckGround(fabric.appliances.map(\.name), hardware: hardware, reservable: reservable)
    var checker = PlanChecker(ground, fabric, [])
    checker.load(fabric)
    return checker.settle()
  }

  private init(_ ground: CheckGround, _ observed: Fabric, _ steps: [Step]) {
    self.ground = ground
    held = Held(observed, steps, ground)
  }

  private mutating func load(_ observed: Fabric) {
    for appliance in ground.names.indices { held.forEachObserved(on: appliance) { count($0, 1) } }
    for state in observed.appliances where ground.position(of: state.name) == nil { loadOwners(state) }
  }

  /// Of an appliance that the plan does not touch, only the owners of identities that it does touch matter.
  private mutating func loadOwners(_ state: ApplianceState) {
    for profile in state.profiles {
      let server = profile.record.server ?? ""
      func see(_ record: Record, _ identity: Identity?) {
        guard let identity, owners.knows(identity) else { return }
        owners.count(Fact(appliance: -1, record: record, server: server), 1, on: state.name)
      }
      guard !server.isEmpty else { continue }
      if let uuid = profile.record.uuid { see(.profile(profile.record), .uuid(uuid)) }
      for vport in profile.vports { see(.vport(vport), vport.identity) }
    }
  }

  private mutating func take(_ position: Int, _ step: Step) -> [Violation] {
    guard let appliance = ground.position(of: step.appliance) else { return [] }
    let before = held.record(at: step.target, on: appliance)
    let misfit = StepsApply.violation(of: step, held: before)
    if case .profile(let name) = step.target {
      changeProfile(name, from: before, to: step.change.after, by: position, on: appliance)
    } else {
      change(step.target, from: before, to: step.change.after, on: appliance)
      held.take(position, on: appliance)
    }
    return [misfit].compactMap { $0 } + settle()
  }

  private mutating func change(_ address: ObjectAddress, from before: Record?, to after: Record?, on appliance: Int) {
    var server = ""
    if case .vport(let vport) = address { server = held.server(of: vport.profile, on: appliance) }
    if let before { count(Fact(appliance: appliance, record: before, server: server), -1) }
    if let after { count(Fact(appliance: appliance, record: after, server: server), 1) }
  }

  /// A profile takes its v-ports along to its server.
  private mutating func changeProfile(_ name: String, from before: Record?, to after: Record?, by step: Int, on appliance: Int) {
    let was = held.server(of: name, on: appliance)
    if let before { count(Fact(appliance: appliance, record: before, server: was), -1) }
    held.take(step, on: appliance)
    let server = held.server(of: name, on: appliance)
    if let after { count(Fact(appliance: appliance, record: after, server: server), 1) }
    guard was != server else { return }
    for vport in held.vports(of: name, on: appliance) {
      count(Fact(appliance: appliance, record: vport, server: was), -1)
      count(Fact(appliance: appliance, record: vport, server: server), 1)
    }
  }

  private mutating func count(_ fact: Fact, _ by: Int) {
    owners.count(fact, by, ground)
    rates.count(fact, by, ground)
    counts.count(fact, by, ground)
    references.count(fact, by, ground)
  }

  private mutating func settle() -> [Violation] {
    owners.settle(ground) + rates.settle(ground) + counts.settle(ground) + references.settle(ground)
  }
}
