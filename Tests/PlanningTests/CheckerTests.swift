import FabricModel
import Testing

@testable import Planning

/// Hand-made plans that break I1, I2, P1 or P2, and what was broken before.
@Suite struct CheckerTests {
  private let stage = CheckerStage()

  // MARK: I1

  @Test func anAddressOfTwoVPortsIsFound() {
    #expect(stage.broken(stage.create(CheckerStage.vnic(2, "vnic0", port: 1, mac: 1))) == ["s1 I1 02:00:00:00:00:01"])
    var down = CheckerStage.vnic(2, "vnic0", port: 1, mac: 1)
    down.isUp = false
    #expect(stage.broken(stage.create(down)) == [])
  }

  @Test func anAddressThatMovesMustBeReleasedFirst() {
    let leave = RecordChange(before: .vport(CheckerStage.vnic(1, "vnic0", port: 1, mac: 1)), after: nil)
    let arrive = stage.create(CheckerStage.vnic(2, "vnic0", port: 1, mac: 1))
    #expect(stage.broken(leave, arrive) == [])
    #expect(stage.broken(arrive, leave) == ["s1 I1 02:00:00:00:00:01"])
  }

  @Test func aProfileTakesItsAddressesToItsServer() {
    var unbound = CheckerStage.profile(3)
    unbound.server = ""
    unbound.serverPort = 0
    let unbind = RecordChange(before: .profile(CheckerStage.profile(3)), after: .profile(unbound))
    let bind = RecordChange(before: .profile(unbound), after: .profile(CheckerStage.profile(3)))
    #expect(stage.broken(unbind, stage.create(CheckerStage.vnic(3, "vnic0", port: 1, mac: 1))) == [])
    #expect(stage.broken(unbind, stage.create(CheckerStage.vnic(3, "vnic0", port: 1, mac: 1)), bind) == ["s3 I1 02:00:00:00:00:01"])
  }

  @Test func aUUIDIsOfOneProfileWhicheverAppliancesHaveItsParts() {
    var other = CheckerStage.profile(1)
    other.server = "srv-9"
    other.serverPort = 0
    other.name = "esx-9"
    #expect(stage.broken(stage.create(.profile(other))) == ["s1 I1 00000000-0000-0000-0000-000000000001"])
    var steps = [Step(appliance: "vio-2", change: stage.create(.profile(CheckerStage.profile(1))))]
    steps[0].id = "s1"
    #expect(PlanChecker.check(steps, on: stage.fabric, hardware: stage.hardware).broken == [])
    steps[0].change = stage.create(.profile(other))
    #expect(PlanChecker.check(steps, on: stage.fabric, hardware: stage.hardware).broken.map(\.violation.invariant) == ["I1"])
  }

  // MARK: I2

  @Test func guaranteesBeyondAPortAreFound() {
    #expect(stage.broken(stage.create(CheckerStage.vnic(1, "vnic1", port: 1, mac: 2, gigabits: 10))) == [])
    #expect(stage.broken(stage.create(CheckerStage.vnic(1, "vnic1", port: 1, mac: 2, gigabits: 11))) == ["s1 I2 vio-1/1/1"])
    #expect(stage.broken(stage.create(CheckerStage.vnic(1, "vnic1", port: 2, mac: 2, gigabits: 5))) == [])
    #expect(stage.broken(stage.create(CheckerStage.vnic(1, "vnic1", port: 2, mac: 2, gigabits: 6))) == ["s1 I2 vio-1/1/2"])
  }

  @Test func shrinkingComesBeforeGrowing() {
    let small = CheckerStage.vnic(1, "vnic0", port: 1, mac: 1)
    let wide = CheckerStage.vnic(1, "vnic0", port: 1, mac: 1, gigabits: 8)
    let grow = stage.create(CheckerStage.vnic(2, "vnic0", port: 1, mac: 2, gigabits: 7))
    let shrink = RecordChange(before: .vport(wide), after: .vport(small))
    let widen = RecordChange(before: .vport(small), after: .vport(wide))
    #expect(stage.broken(widen, shrink, grow) == [])
    #expect(stage.broken(widen, grow, shrink) == ["s2 I2 vio-1/1/1"])
  }

  @Test func guaranteesBeyondAServersCableAreFound() {
    let first = stage.create(CheckerStage.vnic(1, "vnic1", port: 1, mac: 2, gigabits: 10))
    #expect(stage.broken(first, stage.create(CheckerStage.vnic(1, "vnic2", port: 2, mac: 3, gigabits: 5))) == [])
    var wide = CheckerStage.vnic(1, "vnic2", port: 2, mac: 3, gigabits: 5)
    wide.minimum = .mbps(5001)
    #expect(stage.broken(first, stage.create(wide)) == ["s2 I2 vio-1/1/2", "s2 I2 profile/esx-1 on vio-1"])
  }

  // MARK: P1, P2

  @Test func aStepMustFindWhatItExpects() {
    var narrow = CheckerStage.network("net-1", 1)
    narrow.mtu = 1400
    #expect(stage.broken(stage.create(.network(narrow))) == ["s1 P1 vio-1:network/net-1"])
    #expect(stage.broken(RecordChange(before: .network(narrow), after: nil)) == ["s1 P1 vio-1:network/net-1", "s1 I6 vio-1/network/net-1"])
    #expect(stage.broken(RecordChange(before: .network(CheckerStage.network("net-9", 9)), after: .network(narrow))).count == 1)
    #expect(stage.broken(stage.create(.network(CheckerStage.network("net-1", 1)))) == [], "its effect is there already")
  }

  @Test func aStepFollowsEarlierStepsAndEachOnce() {
    var steps = stage.chain([
      stage.create(.network(CheckerStage.network("net-3", 3))), stage.create(.network(CheckerStage.network("net-4", 4))),
    ])
    func broken(_ first: [Int], _ second: [Int]) -> [String] {
      steps[0].follows = first.map { Step.Predecessor($0, until: .performed) }
      steps[1].follows = second.map { Step.Predecessor($0, until: .verified) }
      return PlanChecker.check(steps, on: stage.fabric, hardware: stage.hardware).broken.map { "\($0.step) \($0.violation.invariant)" }
    }
    #expect(broken([], []) == [], "steps need not follow each other")
    #expect(broken([], [0]) == [])
    #expect(broken([1], []) == ["s1 P2"])
    #expect(broken([0], []) == ["s1 P2"])
    #expect(broken([], [2]) == ["s2 P2"])
    #expect(broken([-1], []) == ["s1 P2"])
    #expect(broken([], [0, 0]) == ["s2 P2"])
  }

  @Test func whatIsBrokenAlreadyIsToldApart() {
    var fabric = stage.fabric
    fabric.put(.vport(CheckerStage.vnic(2, "vnic0", port: 1, mac: 1, gigabits: 12)), on: "vio-1")
    let shrunk = CheckerStage.vnic(2, "vnic0", port: 1, mac: 1, gigabits: 11)
    let steps = stage.chain([
      RecordChange(before: .vport(CheckerStage.vnic(2, "vnic0", port: 1, mac: 1, gigabits: 12)), after: .vport(shrunk))
    ])
    let report = PlanChecker.check(steps, on: fabric, hardware: stage.hardware, terms: stage.terms)
    #expect(report.preexisting.map(\.invariant) == ["I1", "I2"])
    #expect(report.broken == [])
    #expect(PlanChecker.violations(of: fabric, hardware: stage.hardware, terms: stage.terms) == report.preexisting)
    let worse = stage.chain([stage.create(CheckerStage.vnic(3, "vnic0", port: 1, mac: 1, gigabits: 1))])
    let after = PlanChecker.check(worse, on: fabric, hardware: stage.hardware, terms: stage.terms)
    #expect(after.broken.map(\.violation.invariant) == ["I1", "I2"])
  }
}
