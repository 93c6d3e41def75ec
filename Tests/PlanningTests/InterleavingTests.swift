import FabricModel
import Testing

@testable import Planning

/// Hand-made plans that are safe in the order of the plan and not in all orders that their edges leave, and their twins with the edge that was missing.
@Suite struct InterleavingTests {
  private let stage = CheckerStage()
  private static let small = CheckerStage.vnic(1, "vnic0", port: 1, mac: 1)

  // MARK: I1, I2

  @Test func anIdentityMovesOnlyAfterItsRelease() {
    let leave = Planned(.init(before: .vport(Self.small), after: nil), .outage)
    let arrive = Planned(stage.create(CheckerStage.vnic(2, "vnic0", port: 1, mac: 1)))
    expectOnlyInOrder("I1", [leave, arrive], until: .performed)
  }

  @Test func aProfileBindsOnlyAfterAnotherLetGoOfItsAddress() {
    var unbound = CheckerStage.profile(3)
    (unbound.server, unbound.serverPort) = ("", 0)
    var stage = stage
    stage.fabric.put(.profile(unbound), on: "vio-1")
    var dormant = CheckerStage.vnic(3, "vnic0", port: 2, mac: 1)
    dormant.server = ""
    stage.fabric.put(.vport(dormant), on: "vio-1")
    let leave = Planned(.init(before: .vport(Self.small), after: nil), .outage)
    let bind = Planned(.init(before: .profile(unbound), after: .profile(CheckerStage.profile(3))))
    expectOnlyInOrder("I1", [leave, bind], until: .performed, on: stage)
  }

  @Test func roomIsTakenOnlyAfterItWasMade() {
    var stage = stage
    let wide = CheckerStage.vnic(2, "vnic0", port: 1, mac: 2, gigabits: 8)
    stage.fabric.put(.vport(wide), on: "vio-1")
    let shrink = Planned(.init(before: .vport(wide), after: .vport(CheckerStage.vnic(2, "vnic0", port: 1, mac: 2, gigabits: 2))))
    let grow = Planned(.init(before: .vport(Self.small), after: .vport(CheckerStage.vnic(1, "vnic0", port: 1, mac: 1, gigabits: 7))))
    expectOnlyInOrder("I2", [shrink, grow], until: .performed, on: stage)
  }

  @Test func aVPortThatMovesCountsOnBothItsPorts() {
    var stage = stage
    stage.fabric.put(.vport(CheckerStage.vnic(2, "vnic0", port: 1, mac: 2, gigabits: 6)), on: "vio-1")
    let move = Planned(
      .init(
        before: .vport(CheckerStage.vnic(2, "vnic0", port: 1, mac: 2, gigabits: 6)),
        after: .vport(CheckerStage.vnic(2, "vnic0", port: 2, mac: 2, gigabits: 5))), .outage)
    let grow = Planned(.init(before: .vport(Self.small), after: .vport(CheckerStage.vnic(1, "vnic0", port: 1, mac: 1, gigabits: 5))))
    expectOnlyInOrder("I2", [move, grow], until: .performed, on: stage)
  }

  // MARK: I3, I5, I8

  /// Two vNICs of one network on a server, each of which a step interrupts.
  private func pair(_ impact: Impact, networks: [String] = ["net-1", "net-1"], boot: Bool = false) -> (CheckerStage, [Planned]) {
    var stage = stage
    let steps = [CheckerStage.vnic(1, "vnic0", port: 1, mac: 1), CheckerStage.vnic(1, "vnic1", port: 2, mac: 2)].enumerated().map {
      index, vport in
      var was = vport
      was.native = networks[index]
      var after = was
      after.mtu = 9000
      stage.fabric.put(.vport(was), on: "vio-1")
      return Planned(.init(before: .vport(was), after: .vport(after)), impact)
    }
    if boot {
      var profile = CheckerStage.profile(1)
      profile.boot = ["vnic0", "vnic1"]
      stage.fabric.put(.profile(profile), on: "vio-1")
    }
    return (stage, steps)
  }

  @Test func theSecondPathGoesOnlyAfterTheFirstWasSeenUp() {
    let (stage, steps) = pair(.pathLoss)
    expectOnlyInOrder("I3", steps, until: .verified, on: stage)
    #expect(invariants(steps, [[], [.init(0, until: .performed)]], on: stage) == ["I3"], "performed is not seen yet")
  }

  @Test func aStepThatTakesTheLastPathHasToSaySo() {
    let (stage, steps) = pair(.pathLoss, networks: ["net-1", "net-2"])
    #expect(invariants(steps, [[], [.init(0, until: .verified)]], on: stage) == ["I3"])
    let (_, honest) = pair(.outage, networks: ["net-1", "net-2"])
    #expect(invariants(honest, [[], []], on: stage) == [])
  }

  @Test func aDeclaredGroupKeepsItsMinimum() {
    var (stage, steps) = pair(.pathLoss, networks: ["net-1", "net-2"])
    stage.terms.groups["esx-1"] = [SafetyTerms.Group(name: "bond", members: ["vnic0", "vnic1"], minAvailable: 1)]
    expectOnlyInOrder("I3", steps, until: .verified, on: stage)
    stage.terms.groups["esx-1"] = [SafetyTerms.Group(name: "bond", members: ["vnic0", "vnic1"], minAvailable: 2)]
    #expect(invariants(steps, [[], [.init(0, until: .verified)]], on: stage) == ["I3"])
    stage.terms.groups["esx-1"] = [SafetyTerms.Group(name: "bond", members: ["vnic0", "vnic1"], minAvailable: 0)]
    #expect(invariants(steps, [[], []], on: stage) == [])
  }

  @Test func aPortThatIsNotPluggedInIsNoPath() {
    var (stage, steps) = pair(.pathLoss)
    var hardware = Hardware()
    stage.fabric.appliances[0].inventory.adapters[0].ports[1].isLinkUp = false
    hardware.add("vio-1", stage.fabric.appliances[0].inventory, labels: [])
    stage.hardware = hardware
    let report = PlanChecker.check(Planned.steps([steps[0]], [[]]), on: stage.fabric, hardware: stage.hardware, terms: stage.terms)
    #expect(report.broken.map(\.violation.invariant) == ["I3"])
    steps.removeFirst()
    #expect(invariants(steps, [[]], on: stage) == [], "it was down before")
  }

  @Test func nobodyMissesPathsOnAServerThatIsOff() {
    var (stage, steps) = pair(.none)
    stage.fabric.appliances[0].inventory.serverPorts = [ServerPort(number: 1, server: "srv-1", power: .off)]
    #expect(invariants(steps, [[], []], on: stage) == [])
    stage.fabric.appliances[0].inventory.serverPorts = []
    #expect(invariants(steps, [[], []], on: stage) == ["I3"])
    stage.terms.fenced["srv-1"] = "in the workshop"
    #expect(invariants(steps, [[], []], on: stage) == [])
  }

  @Test func whatIsNewIsAPathOnlyAfterItWasSeen() {
    let arrive = Planned(stage.create(CheckerStage.vnic(1, "vnic1", port: 2, mac: 2)))
    let leave = Planned(.init(before: .vport(Self.small), after: nil), .pathLoss)
    expectOnlyInOrder("I3", [arrive, leave], until: .verified)
    #expect(invariants([arrive, leave], [[], [.init(0, until: .performed)]]) == ["I3"])
  }

  @Test func aWholeNetworkTakesItsUsersDown() {
    var other = CheckerStage.network("net-1", 1)
    other.vlan = VLANID(9)
    let change = Planned(.init(before: .network(CheckerStage.network("net-1", 1)), after: .network(other)), .pathLoss)
    #expect(invariants([change], [[]]) == ["I3"])
    var renamed = CheckerStage.network("net-1", 1)
    renamed.mtu = 9000
    let harmless = Planned(.init(before: .network(CheckerStage.network("net-1", 1)), after: .network(renamed)))
    #expect(invariants([harmless], [[]]) == [])
  }

  @Test func whatAnApplianceAttachesTogetherGoesDownTogether() {
    var (stage, steps) = pair(.pathLoss)
    // Both on one adapter: removing the first takes the second along.
    steps = [Planned(.init(before: .vport(Self.small), after: nil), .pathLoss)]
    #expect(invariants(steps, [[]], on: stage) == [])
    stage.terms.attachesAdapters = ["vio-1"]
    #expect(invariants(steps, [[]], on: stage) == ["I3"])
  }

  @Test func theSecondBootPathGoesOnlyAfterTheFirstWasSeenUp() {
    var (stage, steps) = pair(.pathLoss, boot: true)
    // Nothing but booting needs either of them.
    stage.terms.groups["esx-1"] = [SafetyTerms.Group(name: "free", members: ["vnic0", "vnic1"], minAvailable: 0)]
    expectOnlyInOrder("I5", steps, until: .verified, on: stage)
    steps[0].impact = .outage
    steps[1].impact = .outage
    #expect(invariants(steps, [[], []], on: stage) == [])
  }

  @Test func aListOfBootPathsMayChange() {
    let (stage, _) = pair(.none, boot: true)
    var (was, after) = (CheckerStage.profile(1), CheckerStage.profile(1))
    (was.boot, after.boot) = (["vnic0", "vnic1"], ["vnic2"])
    #expect(invariants([Planned(.init(before: .profile(was), after: .profile(after)), .none)], [[]], on: stage) == [])
  }

  /// Profiles 1 and 2, each of which loses its one path for a while.
  private var outages: (CheckerStage, [Planned]) {
    var stage = stage
    let steps = [1, 2].map { number in
      let was = CheckerStage.vnic(number, "vnic0", port: 1, mac: UInt64(number))
      stage.fabric.put(.vport(was), on: "vio-1")
      var after = was
      after.mtu = 9000
      return Planned(.init(before: .vport(was), after: .vport(after)), .outage, server: "srv-\(number)")
    }
    return (stage, steps)
  }

  @Test func oneServerIsDisruptedAfterTheOther() {
    let (stage, steps) = outages
    expectOnlyInOrder("I8", steps, until: .verified, on: stage)
  }

  @Test func aPolicySaysHowManyServersMayBeDisrupted() {
    var (stage, steps) = outages
    stage.terms.policies = ["esx-1": "night", "esx-2": "night"]
    stage.terms.maxUnavailable = ["night": 2]
    #expect(invariants(steps, [[], []], on: stage) == [])
    stage.terms.mayBeUnavailable = 1
    #expect(invariants(steps, [[], []], on: stage) == ["I8"])
    stage.terms.mayBeUnavailable = nil
    stage.terms.policies["esx-2"] = "day"
    #expect(invariants(steps, [[], []], on: stage) == [], "each in its own class")
    stage.terms.maxUnavailable["day"] = 0
    #expect(invariants([steps[1]], [[]], on: stage) == ["I8"])
    steps[1].impact = .hostReboot
    #expect(invariants([steps[1]], [[]], on: stage).contains("I8"))
  }

  @Test func serversThatAreOffCountAsDisrupted() {
    var (stage, steps) = outages
    stage.fabric.appliances[0].inventory.serverPorts = [ServerPort(number: 3, server: "srv-3", power: .off)]
    #expect(invariants([steps[0]], [[]], on: stage) == ["I8"])
    stage.terms.fenced["srv-3"] = "in the workshop"
    #expect(invariants([steps[0]], [[]], on: stage) == [])
    stage.fabric.appliances[0].inventory.serverPorts = [ServerPort(number: 1, server: "srv-1", power: .off)]
    steps[0].impact = .none
    steps[0].server = nil
    #expect(invariants([steps[0]], [[]], on: stage) == [], "it may go on being so")
  }

  // MARK: I4, I6, I7

  @Test func anExclusiveAdapterChangesHands() {
    var stage = stage
    func onCard(_ profile: Int) -> VPortRecord {
      var vport = CheckerStage.vnic(profile, "vnic5", port: 1, mac: UInt64(50 + profile))
      vport.slotPort = SlotPort(slot: 2, port: 1)
      return vport
    }
    stage.fabric.put(.vport(onCard(1)), on: "vio-1")
    let leave = Planned(.init(before: .vport(onCard(1)), after: nil), .outage)
    expectOnlyInOrder("I4", [leave, Planned(stage.create(onCard(2)))], until: .performed, on: stage)
  }

  @Test func aLentAdapterHasNobodyElse() {
    var lent = AdapterRecord(slot: 1)
    lent.lentTo = "srv-2"
    let lend = Planned(.init(before: .adapter(AdapterRecord(slot: 1)), after: .adapter(lent)), .outage)
    let leave = Planned(.init(before: .vport(Self.small), after: nil), .outage)
    #expect(Set(invariants([leave, lend], [[], []])) == ["I4", "I7"])
    #expect(invariants([leave, lend], [[], [.init(0, until: .performed)]]) == [])
    let own = Planned(stage.create(CheckerStage.vnic(2, "vnic9", port: 1, mac: 9)))
    #expect(invariants([leave, lend, own], [[], [.init(0, until: .performed)], [.init(1, until: .performed)]]) == [])
    let other = Planned(stage.create(CheckerStage.vnic(3, "vnic9", port: 1, mac: 9)))
    #expect(invariants([leave, lend, other], [[], [.init(0, until: .performed)], [.init(1, until: .performed)]]) == ["I4"])
  }

  @Test func aNetworkComesBeforeItsUsersAndGoesAfterThem() {
    var user = CheckerStage.vnic(2, "vnic0", port: 1, mac: 2)
    user.native = "net-3"
    let make = Planned(stage.create(.network(CheckerStage.network("net-3", 3))))
    expectOnlyInOrder("I6", [make, Planned(stage.create(user))], until: .performed)
    let leave = Planned(.init(before: .vport(Self.small), after: nil), .outage)
    let remove = Planned(.init(before: .network(CheckerStage.network("net-1", 1)), after: nil))
    expectOnlyInOrder("I6", [leave, remove], until: .performed)
  }

  @Test func aWholePortIsChangedWithoutStrangersOnIt() {
    var port = PortRecord(slotPort: SlotPort(slot: 1, port: 2))
    var taller = port
    taller.mtu = 9000
    port.mtu = stage.fabric.appliances[0].inventory[at: port.slotPort]?.mtu
    let change = Planned(.init(before: .port(port), after: .port(taller)), .outage)
    let arrive = Planned(stage.create(CheckerStage.vnic(2, "vnic0", port: 2, mac: 2)))
    expectOnlyInOrder("I7", [change, arrive], until: .performed)
    expectOnlyInOrder("I7", [change, arrive].reversed(), breaks: true)
    var stage = stage
    stage.fabric.put(.vport(CheckerStage.vnic(2, "vnic0", port: 2, mac: 2)), on: "vio-1")
    #expect(invariants([change], [[]], on: stage) == ["I7"])
    var known = change
    known.victims = ["esx-2/vnic0"]
    #expect(invariants([known], [[]], on: stage) == [])
  }

  @Test func anAdapterIsEmptyBeforeItsMaintenance() {
    var resting = AdapterRecord(slot: 1)
    resting.maintenance = true
    var rest = Planned(.init(before: .adapter(AdapterRecord(slot: 1)), after: .adapter(resting)), .outage)
    let leave = Planned(.init(before: .vport(Self.small), after: nil), .outage)
    rest.victims = ["esx-1/vnic0"]
    expectOnlyInOrder("I7", [leave, rest], until: .performed)
  }

  // MARK: I9, P1

  @Test func anIdentityOfThePoolIsNotDealtAgainInOnePlan() {
    var stage = stage
    let transferable = stage.terms.transferable
    let leave = Planned(.init(before: .vport(Self.small), after: nil), .outage)
    let arrive = Planned(stage.create(CheckerStage.vnic(2, "vnic0", port: 1, mac: 1)))
    stage.terms.transferable = []
    let edges: [[Step.Predecessor]] = [[], [.init(0, until: .verified)]]
    #expect(invariants([leave, arrive], edges, on: stage) == ["I9"])
    stage.terms.transferable = transferable
    #expect(invariants([leave, arrive], edges, on: stage) == [])
    let again = Planned(stage.create(CheckerStage.vnic(1, "vnic0", port: 2, mac: 1)))
    stage.terms.transferable = []
    #expect(invariants([leave, again], edges, on: stage) == [], "it goes back to its own v-port")
  }

  @Test func twoStepsOfOneObjectAreKeptApart() {
    var second = CheckerStage.network("net-3", 3)
    second.mtu = 9000
    let make = Planned(stage.create(.network(CheckerStage.network("net-3", 3))))
    let change = Planned(.init(before: .network(CheckerStage.network("net-3", 3)), after: .network(second)))
    expectOnlyInOrder("P1", [make, change], until: .performed)
  }

  // MARK: How

  /// The plan is safe when each step waits for the one before, and otherwise breaks that invariant alone, whichever runs find it.
  private func expectOnlyInOrder(
    _ invariant: String, _ planned: [Planned], until: Step.Until = .performed, on stage: CheckerStage? = nil, breaks: Bool = false,
    _ place: SourceLocation = #_sourceLocation
  ) {
    let ordered = planned.indices.map { $0 == 0 ? [] : [Step.Predecessor($0 - 1, until: until)] }
    #expect(invariants(planned, ordered, on: stage) == (breaks ? [invariant] : []), sourceLocation: place)
    #expect(invariants(planned, planned.map { _ in [] }, on: stage) == [invariant], sourceLocation: place)
  }

  /// The invariants that the runs of plan time find broken; what they do not find, many random runs must not find either.
  private func invariants(
    _ planned: [Planned], _ follows: [[Step.Predecessor]], on other: CheckerStage? = nil
  ) -> [String] {
    let stage = other ?? stage
    let steps = Planned.steps(planned, follows)
    func broken(_ runs: [CheckRun]?) -> Set<String> {
      let report = PlanChecker.check(steps, on: stage.fabric, hardware: stage.hardware, terms: stage.terms, runs: runs)
      return Set(report.broken.map(\.violation.invariant))
    }
    let found = broken([.planOrder, .newestFirst, .lateVerification])
    #expect(broken(nil).isSubset(of: found))
    return found.sorted()
  }
}

/// A step of a hand-made plan, without what it follows.
struct Planned {
  let change: RecordChange
  var impact: Impact
  var server: String?
  var victims: [String] = []

  init(_ change: RecordChange, _ impact: Impact = .none, server: String? = nil) {
    self.change = change
    self.impact = impact
    self.server = server
  }

  /// The steps of `vio-1`, each with what it follows.
  static func steps(_ planned: [Planned], _ follows: [[Step.Predecessor]]) -> [Step] {
    zip(planned, follows).enumerated().map { index, each in
      var step = Step(appliance: "vio-1", change: each.0.change)
      step.id = "s\(index + 1)"
      step.impact = each.0.impact
      step.servers = [each.0.server].compactMap { $0 }
      step.victims = each.0.victims
      step.follows = each.1
      return step
    }
  }
}
