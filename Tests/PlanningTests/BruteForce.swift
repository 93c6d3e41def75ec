import FabricMemory
import FabricModel

@testable import Planning

/// What the checker has to find, by trying all there is: every set of steps that may be performed and verified, and of the steps begun
/// every subset that may have taken effect. Written down from DESIGN section 6, over whole fabrics, for one appliance and small plans.
struct BruteForce {
  let steps: [Step]
  let limits: (port: Bitrate, cable: Bitrate)
  private let first: Fabric
  /// By the set of steps that have taken effect.
  private var outcomes: [Int: Outcome] = [:]
  private var found: Set<String> = []

  private struct Outcome {
    let active: [VPortRecord]
    let broken: Set<String>
  }

  static func invariants(_ steps: [Step], on fabric: Fabric, port: Bitrate, cable: Bitrate) -> Set<String> {
    var search = BruteForce(steps: steps, limits: (port, cable), first: fabric)
    var seen: Set<[Int]> = []
    search.explore(performed: 0, verified: 0, &seen)
    return search.found
  }

  private init(steps: [Step], limits: (port: Bitrate, cable: Bitrate), first: Fabric) {
    self.steps = steps
    self.limits = limits
    self.first = first
  }

  private mutating func explore(performed: Int, verified: Int, _ seen: inout Set<[Int]>) {
    guard seen.insert([performed, verified]).inserted else { return }
    let begun = steps.indices.filter { step in
      performed & 1 << step == 0
        && steps[step].follows.allSatisfy { (($0.until == .performed ? performed : verified) & 1 << $0.step) != 0 }
    }
    judge(performed, verified, begun)
    for step in begun { explore(performed: performed | 1 << step, verified: verified, &seen) }
    for step in steps.indices where performed & 1 << step != 0 && verified & 1 << step == 0 {
      explore(performed: performed, verified: verified | 1 << step, &seen)
    }
  }

  private mutating func judge(_ performed: Int, _ verified: Int, _ begun: [Int]) {
    let subsets = (0..<1 << begun.count).map { subset in
      begun.enumerated().reduce(performed) { subset & 1 << $1.offset == 0 ? $0 : $0 | 1 << $1.element }
    }
    let states = subsets.map { outcome(of: $0) }
    for state in states { found.formUnion(state.broken) }
    judgePaths(
      states, inFlight: steps.indices.filter { (begun.contains($0) || performed & 1 << $0 != 0) && verified & 1 << $0 == 0 }, begun)
    for step in begun {
      guard case .port(let port)? = steps[step].change.after else { continue }
      let sitters = states.flatMap(\.active).filter { $0.slotPort == port.slotPort }
      if sitters.contains(where: { !steps[step].victims.contains($0.address.description) }) { found.insert("I7") }
    }
  }

  private mutating func outcome(of set: Int) -> Outcome {
    if let known = outcomes[set] { return known }
    var live = LiveFabric(first)
    for step in steps.indices where set & 1 << step != 0 {
      do { try live.perform(steps[step].change, on: steps[step].appliance) } catch { found.insert("P1") }
    }
    let fabric = live.fabric
    let active = vports(fabric).filter { isActive($0.vport, $0.server) }.map(\.vport)
    outcomes[set] = Outcome(active: active, broken: broken(in: fabric))
    return outcomes[set] ?? Outcome(active: [], broken: [])
  }

  // MARK: One fabric

  private typealias Seat = (vport: VPortRecord, server: String)

  private func vports(_ fabric: Fabric) -> [Seat] {
    fabric.appliances.flatMap(\.profiles).flatMap { profile in profile.vports.map { ($0, profile.record.server ?? "") } }
  }

  private func isActive(_ vport: VPortRecord, _ server: String) -> Bool { !server.isEmpty && vport.slotPort != nil && vport.isUp != false }

  private func broken(in fabric: Fabric) -> Set<String> {
    var found: Set<String> = []
    let all = vports(fabric)
    let names = Set(fabric.appliances.flatMap(\.networks).map(\.name))
    let owners = Dictionary(grouping: all.filter { isActive($0.vport, $0.server) && $0.vport.identity != nil }) { $0.vport.identity }
    if owners.values.contains(where: { $0.count > 1 }) { found.insert("I1") }
    func sum(_ seats: [Seat]) -> Bitrate { seats.reduce(.zero) { $0 + ($1.vport.minimum ?? .zero) } }
    let ports = Dictionary(grouping: all.filter { $0.vport.slotPort != nil }) { $0.vport.slotPort }
    let cables = Dictionary(grouping: all.filter { $0.vport.slotPort != nil && !$0.server.isEmpty }) { $0.vport.profile }
    if ports.values.contains(where: { sum($0) > limits.port }) || cables.values.contains(where: { sum($0) > limits.cable }) {
      found.insert("I2")
    }
    if all.contains(where: { !($0.vport.native ?? "").isEmpty && !names.contains($0.vport.native ?? "") }) { found.insert("I6") }
    return found
  }

  // MARK: Paths

  /// The members of a profile's implicit group for a network that are up, whichever of the steps begun have taken effect.
  private func up(_ profile: String, _ network: String, _ states: [Outcome], without down: Set<VPortAddress>) -> Int {
    states.map { state in
      state.active.count { $0.profile == profile && $0.native == network && !down.contains($0.address) }
    }.min() ?? 0
  }

  private func takenDown(by step: Int) -> [VPortRecord] {
    switch steps[step].change.before {
    case .vport(let vport)?:
      guard case .vport(let after)? = steps[step].change.after else { return [vport] }
      return after.mtu == vport.mtu && after.native == vport.native && after.slotPort == vport.slotPort && after.mac == vport.mac
        ? [] : [vport]
    case .profile(let profile)?: return vports(first).map(\.vport).filter { $0.profile == profile.name }
    case .port(let port)?: return vports(first).map(\.vport).filter { $0.slotPort == port.slotPort }
    default: return []
    }
  }

  private mutating func judgePaths(_ states: [Outcome], inFlight: [Int], _ begun: [Int]) {
    var down = Set(inFlight.flatMap { takenDown(by: $0).map(\.address) })
    for step in inFlight where steps[step].change.before == nil {
      if case .vport(let vport)? = steps[step].change.after { down.insert(vport.address) }
    }
    let (beginning, end) = ([outcome(of: 0)], [outcome(of: (1 << steps.count) - 1)])
    for step in begun where steps[step].impact < .outage {
      for vport in takenDown(by: step) {
        let network = vport.native ?? ""
        let before = up(vport.profile, network, beginning, without: [])
        if up(vport.profile, network, states, without: down) < min(1, before) { found.insert("I3") }
      }
    }
    var disrupted = Set(inFlight.filter { steps[$0].impact == .outage }.compactMap { steps[$0].server })
    for vport in beginning[0].active {
      let (profile, network) = (vport.profile, vport.native ?? "")
      let least = min(1, up(profile, network, end, without: []))
      if up(profile, network, states, without: down) < least { disrupted.insert(profile.replacing("esx", with: "srv")) }
    }
    if disrupted.count > 1 { found.insert("I8") }
  }
}

/// All states that the checker itself can come to, each by one way.
struct Exploration {
  private var seen: Set<[Int]> = []
  private var found: Set<String> = []
  private let steps: [Step]

  static func invariants(_ steps: [Step], on fabric: Fabric, hardware: Hardware, terms: SafetyTerms) -> Set<String> {
    var exploration = Exploration(steps: steps)
    var state = CheckState(CheckedPlan(steps, fabric, touched: ["vio-1"], hardware: hardware, terms: terms))
    let agenda = Agenda(steps)
    for step in agenda.roots { state.begin(step) }
    exploration.explore(state, agenda, begun: agenda.roots, performed: 0, verified: 0)
    return exploration.found
  }

  private init(steps: [Step]) { self.steps = steps }

  private mutating func explore(_ state: CheckState, _ agenda: Agenda, begun: [Int], performed: Int, verified: Int) {
    guard seen.insert([performed, verified]).inserted else { return }
    found.formUnion(state.broken.map(\.violation.invariant))
    for step in begun {
      var (state, agenda) = (state, agenda)
      state.perform(step)
      let ready = agenda.release(step, .performed)
      for step in ready { state.begin(step) }
      explore(state, agenda, begun: begun.filter { $0 != step } + ready, performed: performed | 1 << step, verified: verified)
    }
    for step in steps.indices where performed & 1 << step != 0 && verified & 1 << step == 0 {
      var (state, agenda) = (state, agenda)
      state.verify(step)
      let ready = agenda.release(step, .verified)
      for step in ready { state.begin(step) }
      explore(state, agenda, begun: begun + ready, performed: performed, verified: verified | 1 << step)
    }
  }
}
