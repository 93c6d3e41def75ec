import FabricModel
import Ledger
import Planning
import Reconciliation
import Testing

@testable import Commands

/// What the live block says of a run.
@Suite struct RunTallyTests {
  /// `vio-1` with four steps, `vio-2` with two.
  private var tally: RunTally {
    var plan = Plan()
    for (index, appliance) in ["vio-1", "vio-1", "vio-1", "vio-1", "vio-2", "vio-2"].enumerated() {
      var step = Step(appliance: appliance, change: RecordChange(before: nil, after: .network(NetworkRecord(name: "n\(index)"))))
      step.id = "s\(index)"
      plan.steps.append(step)
    }
    return RunTally(plan)
  }

  private func call(_ tally: inout RunTally, _ appliance: String, _ step: String, from begin: Double, to end: Double) {
    tally.take(.batchBegun(appliance: appliance, steps: [step]), at: begin)
    tally.take(.batchDone(appliance: appliance, steps: [step]), at: end)
  }

  private func lines(_ tally: RunTally, columns: Int = 80, rows: Int = 24, seconds: Double = 2) -> [String] {
    RunBlock(tally, seconds: seconds).lines(TerminalSize(columns: columns, rows: rows))
  }

  @Test func anApplianceHasALineWhileItsCallIsUnderWay() {
    var tally = tally
    tally.take(.started(RunID("r1"), steps: 6, noops: 1), at: 0)
    #expect(lines(tally) == ["1 of 6 steps done; 2 s"])
    tally.take(.batchBegun(appliance: "vio-2", steps: ["s4"]), at: 0)
    tally.take(.batchBegun(appliance: "vio-1", steps: ["s0", "s1"]), at: 0)
    #expect(lines(tally) == ["vio-1: 0 of 4 verified, 2 under way", "vio-2: 0 of 2 verified, 1 under way", "1 of 6 steps done; 2 s"])
    tally.take(.batchDone(appliance: "vio-1", steps: ["s0", "s1"]), at: 1)
    tally.take(.verified(appliance: "vio-1", steps: ["s0", "s1"]), at: 1)
    #expect(lines(tally) == ["vio-2: 0 of 2 verified, 1 under way", "3 of 6 steps done; 2 s"])
  }

  @Test func aRetryAndAFailureAreShown() {
    var tally = tally
    tally.take(.batchBegun(appliance: "vio-1", steps: ["s0"]), at: 0)
    tally.take(.retrying(appliance: "vio-1", retry: 1, reason: "busy"), at: 1)
    #expect(lines(tally).first == "vio-1: 0 of 4 verified, 1 under way, try 2")
    tally.take(.failed(appliance: "vio-1", steps: ["s0"], reason: "no"), at: 2)
    #expect(lines(tally) == ["0 of 6 steps done, 1 failed; 2 s"])
  }

  @Test func theTimeLeftIsNotGuessedBeforeThreeCallsEnded() {
    var tally = tally
    call(&tally, "vio-1", "s0", from: 0, to: 2)
    call(&tally, "vio-2", "s4", from: 0, to: 2)
    #expect(tally.secondsLeft == nil)
    #expect(lines(tally).last == "0 of 6 steps done; 2 s")
    call(&tally, "vio-1", "s1", from: 2, to: 4)
    #expect(lines(tally).last == "0 of 6 steps done; 2 s, about 4 s left")
  }

  @Test func theTimeLeftIsThatOfTheFullestAppliance() {
    var tally = tally
    for (number, step) in ["s0", "s1", "s2"].enumerated() {
      call(&tally, "vio-1", step, from: Double(number) * 10, to: Double(number) * 10 + 10)
    }
    // Two steps on vio-2, one after the other, beside one on vio-1.
    #expect(tally.secondsLeft == 20)
  }

  @Test func whereNothingIsLeftToPerformNoTimeIsLeft() {
    var tally = tally
    for step in ["s0", "s1", "s2", "s3"] { call(&tally, "vio-1", step, from: 0, to: 1) }
    for step in ["s4", "s5"] { call(&tally, "vio-2", step, from: 0, to: 1) }
    #expect(tally.secondsLeft == nil)
  }

  @Test func aStepThatWaitsBetweenCallsCostsNoTime() {
    var tally = tally
    call(&tally, "vio-1", "s0", from: 0, to: 1)
    call(&tally, "vio-1", "s1", from: 100, to: 101)
    call(&tally, "vio-1", "s2", from: 200, to: 201)
    #expect(tally.secondsLeft == 2)
  }

  @Test func theBlockFitsTheTerminal() {
    var plan = Plan()
    for index in 0..<30 {
      plan.steps.append(Step(appliance: "vio-\(100 + index)", change: RecordChange(before: nil, after: .network(NetworkRecord(name: "n")))))
    }
    var tally = RunTally(plan)
    for index in 0..<30 { tally.take(.batchBegun(appliance: "vio-\(100 + index)", steps: ["s"]), at: 0) }
    let lines = lines(tally, columns: 20, rows: 8)
    #expect(lines.count == 6)
    #expect(lines.allSatisfy { $0.count < 20 })
    #expect(lines[4] == "… and 26 appliances".prefix(19))
  }

  @Test(arguments: [(0.2, "1 s"), (59, "59 s"), (60, "1 min"), (61.5, "1 min 2 s"), (7_800, "2 h 10 min")])
  func timesAreForPeople(seconds: Double, text: String) {
    #expect(RunBlock.time(seconds) == text)
  }

  @Test func whatWasDrawnIsTakenAwayAgain() {
    #expect(LiveBlock.erasure(of: 0) == "")
    #expect(LiveBlock.erasure(of: 3) == "\r\u{1B}[3A\u{1B}[J")
  }
}
