import Testing
import Workloads

@Suite struct FigureTests {
  @Test func theFloorIsBothParsersOneAfterTheOther() {
    let section = section("s", size: 10, floors: 3, 1, whole: 8)
    #expect(section.floor?.wallSeconds == 4)
    #expect(section.wallPerFloor(Section.whole) == 2)
    #expect(section.cpuPerFloor(Section.whole) == 4)
  }

  @Test func whatHasNoFloorHasNoRatio() {
    var section = Section("s", size: 10)
    section.stages = [Section.Stage(name: Section.whole, time: Elapsed(wallSeconds: 1, cpuSeconds: 1))]
    #expect(section.floor == nil)
    #expect(section.wallPerFloor(Section.whole) == nil)
  }

  @Test func growthIsFromTheNextSmallerSizeOfTheSameSubject() {
    let large = section("s", size: 1_000, floors: 1, 1, whole: 12)
    let report = report(
      section("s", size: 10, floors: 1, 1, whole: 1), section("s", size: 100, floors: 1, 1, whole: 3),
      section("other", size: 500, floors: 1, 1, whole: 1), large)
    #expect(report.smaller(than: large)?.size == 100)
    #expect(large.growth(Section.whole, from: report.smaller(than: large)) == 4)
  }

  @Test func aMedianIsNotMovedByOneThatWasDisturbed() {
    let median = Elapsed.median([1, 100, 2].map { Elapsed(wallSeconds: $0, cpuSeconds: -$0) })
    #expect(median == Elapsed(wallSeconds: 2, cpuSeconds: -2))
  }

  @Test func lapsGiveTheMedianOfEachStageInTheOrderInWhichTheyCame() {
    var laps = Laps()
    for seconds in [3.0, 1, 2] {
      laps.record(Elapsed(wallSeconds: seconds), as: "b")
      laps.record(Elapsed(wallSeconds: 10 * seconds), as: "a")
    }
    #expect(laps.stages.map(\.name) == ["b", "a"])
    #expect(laps.stages.map(\.time.wallSeconds) == [2, 20])
  }

  @Test(arguments: [(1_600, 10, 100.0), (1_600, 250, 250.0)])
  func aMakespanIsBoundByItsWorkOrItsCriticalPath(steps: Int, criticalSteps: Int, milliseconds: Double) {
    var makespan = Makespan(plan: "p", appliances: 100, steps: steps, calls: 200, criticalSteps: criticalSteps, concurrency: 16)
    (makespan.callSeconds, makespan.commitSeconds) = (0.000_75, 0.000_25)
    #expect(makespan.boundSeconds * 1000 == milliseconds)
  }

  @Test func peakMemoryIsAtLeastWhatWasHeldBefore() {
    var memory = PeakMemory.begin()
    let bytes = [UInt8](repeating: 1, count: 64 << 20)
    memory.end()
    #expect(memory.heldMiB > 0)
    #expect(memory.peakMiB >= memory.heldMiB + 32, "\(bytes.count) bytes were held")
  }
}
