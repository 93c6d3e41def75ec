import Testing
import Workloads

@Suite struct BarTests {
  @Test(arguments: [(12.0, true), (12.1, false)])
  func theNoOpPlanIsJudgedByItsRatioToTheFloors(wholeSeconds: Double, isMet: Bool) {
    let report = report(section(Report.noChange, size: 100_000, floors: 6, 4, whole: wholeSeconds))
    #expect(report.bar("plan.wall")?.figure == wholeSeconds / 10)
    #expect(report.bar("plan.wall")?.isMet == isMet)
  }

  @Test func anotherSizeThanTheDesignsIsNotJudged() {
    let report = report(section(Report.noChange, size: 10_000, floors: 6, 4, whole: 1))
    #expect(report.bar("plan.wall")?.isMet == nil)
    #expect(report.bar("plan.growth")?.isMet == nil)
  }

  @Test func anotherKindOfPlanIsNotJudged() {
    let report = report(section("plan, from nothing", size: 100_000, floors: 6, 4, whole: 100))
    #expect(report.bar("plan.wall")?.figure == nil)
  }

  @Test(arguments: [(11.0, true), (11.5, false)])
  func growthIsThatFromTenThousand(seconds: Double, isMet: Bool) {
    let report = report(
      section(Report.noChange, size: 10_000, floors: 1, 1, whole: 1), section(Report.noChange, size: 100_000, floors: 1, 1, whole: seconds))
    #expect(report.bar("plan.growth")?.isMet == isMet)
  }

  @Test(arguments: [(286.0, true), (287.0, false)])
  func memoryIsJudgedInMegabytesAndNotInMebibytes(peakMiB: Double, isMet: Bool) {
    var section = section(Report.noChange, size: 100_000, floors: 1, 1, whole: 1)
    section.memory = PeakMemory(heldMiB: 10, peakMiB: peakMiB)
    #expect(report(section).bar("plan.memory")?.isMet == isMet)
  }

  @Test func terraformIsComparedWithWeftAtTheSameSize() {
    var report = Report(runs: 1)
    report.processes = [
      ProcessFigure(ProcessFigure.weftLedger, bindings: 10_000, Elapsed(wallSeconds: 1)),
      ProcessFigure(ProcessFigure.terraformNoChange, bindings: 1_000, Elapsed(wallSeconds: 5)),
    ]
    #expect(report.bar("process.terraform")?.figure == nil)
    report.processes.append(ProcessFigure(ProcessFigure.weftLedger, bindings: 1_000, Elapsed(wallSeconds: 0.05)))
    #expect(report.bar("process.terraform")?.isMet == true)
    #expect(report.bar("process.plan")?.figure == 50)
  }

  @Test func terraformHasToBeSlowerByAHundredTimes() {
    var report = Report(runs: 1)
    report.processes = [
      ProcessFigure(ProcessFigure.weftLedger, bindings: 1_000, Elapsed(wallSeconds: 0.05)),
      ProcessFigure(ProcessFigure.terraformNoChange, bindings: 1_000, Elapsed(wallSeconds: 4.9)),
    ]
    #expect(report.bar("process.terraform")?.isMet == false)
  }

  @Test func theJournalIsJudgedBesideBareWritesSinceDisksVary() {
    var report = Report(runs: 1)
    report.journal = [
      JournalFigure(rows: 1_000, commitSeconds: 0.001, bareSeconds: 0.001, bytesPerStep: 1_000),
      JournalFigure(rows: 100_000, commitSeconds: 0.004, bareSeconds: 0.004, bytesPerStep: 1_300),
    ]
    #expect(report.bar("journal.time")?.isMet == true)
    #expect(report.bar("journal.bytes")?.isMet == false)
  }

  @Test func theWorstMakespanCounts() {
    var report = Report(runs: 1)
    report.makespans = [makespan(seconds: 1.1), makespan(seconds: 1.2), makespan(seconds: 0.5)]
    #expect(report.bar("apply.makespan")?.figure == 1.2)
    #expect(report.bar("apply.makespan")?.isMet == false)
  }

  @Test func eachBarHasAnIDOfItsOwn() {
    let ids = Report(runs: 1).bars.map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  /// With a bound of one second.
  private func makespan(seconds: Double) -> Makespan {
    var makespan = Makespan(plan: "p", appliances: 1, steps: 16, calls: 16, criticalSteps: 1, concurrency: 16)
    (makespan.callSeconds, makespan.commitSeconds, makespan.seconds) = (0.75, 0.25, seconds)
    return makespan
  }
}
