import Foundation
import Testing
import Workloads

@Suite struct ReportTests {
  @Test func theJSONSaysItsFormatAndWhatEachStageTook() throws {
    let json = try object(report(section("s", size: 10, floors: 3, 1, whole: 8)).json)
    #expect(json["format"] as? String == "weft-bench/1")
    #expect(json["runs"] as? Int == 3)
    let stages = try #require((json["sections"] as? [[String: Any]])?.first?["stages"] as? [[String: Any]])
    #expect(stages.map { $0["name"] as? String } == ["libyaml", "libxml2", "whole"])
    #expect(stages.map { $0["wallMs"] as? Double } == [3_000, 1_000, 8_000])
    #expect(stages.map { $0["cpuMs"] as? Double } == [3_000, 1_000, 16_000])
    #expect(stages.map { $0["wallPerFloors"] as? Double } == [0.75, 0.25, 2])
  }

  @Test func whatWasNotMeasuredIsNullInJSON() throws {
    let json = try object(report(section("s", size: 10, floors: 3, 1, whole: 8)).json)
    let bars = try #require(json["bars"] as? [[String: Any]])
    #expect(bars.count == 9)
    #expect(bars.allSatisfy { $0["figure"] is NSNull && $0["met"] is NSNull })
    let stages = try #require((json["sections"] as? [[String: Any]])?.first?["stages"] as? [[String: Any]])
    #expect(stages.allSatisfy { $0["growth"] is NSNull })
  }

  @Test func theJSONHasJournalMakespansProcessesAndNotes() throws {
    var report = Report(runs: 1)
    report.journal = [JournalFigure(rows: 1_000, commitSeconds: 0.002, bareSeconds: 0.001, bytesPerStep: 8_240)]
    report.makespans = [Makespan(plan: "chains", appliances: 2, steps: 4, calls: 3, criticalSteps: 2, concurrency: 16)]
    report.processes = [ProcessFigure(ProcessFigure.weftLedger, bindings: 1_000, Elapsed(wallSeconds: 0.05, cpuSeconds: 0.025))]
    report.notes = [TerraformProcess.missing]
    let json = try object(report.json)
    #expect((json["journal"] as? [[String: Double]])?.first?["commitPerBare"] == 2)
    #expect((json["makespan"] as? [[String: Any]])?.first?["criticalSteps"] as? Int == 2)
    #expect((json["processes"] as? [[String: Any]])?.first?["wallMs"] as? Double == 50)
    #expect(json["notes"] as? [String] == [TerraformProcess.missing])
  }

  @Test func blockersAreToldUnderTheTable() {
    var section = section("s", size: 10, floors: 1, 1, whole: 1)
    section.blockers = ["plan.noSafeOrder: no safe order is known for 2 steps"]
    #expect(report(section).text(of: section).hasSuffix("stands against it: plan.noSafeOrder: no safe order is known for 2 steps\n"))
  }

  @Test func aBarThatIsMissedStandsOut() {
    let text = report(section(Report.noChange, size: 100_000, floors: 1, 1, whole: 4)).closingText
    #expect(text.hasLine { line in line.hasPrefix("no-op plan of 100,000: wall / floors") && line.hasSuffix("NO") })
    #expect(text.hasLine { line in line.hasPrefix("not measured: no-op plan: 100,000 / 10,000") })
  }

  @Test func growthIsToldOnlyWhereThereIsASmallerSize() {
    let (small, large) = (section("s", size: 10, floors: 1, 1, whole: 1), section("s", size: 100, floors: 1, 1, whole: 7))
    let report = report(small, large)
    #expect(report.text(of: large).hasLine { line in line.hasPrefix("whole") && line.hasSuffix(" 7.0") })
    #expect(!report.text(of: small).hasLine { line in line.hasPrefix("whole") && line.hasSuffix(".0") })
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
}

extension String {
  /// Whether one of its lines is such.
  fileprivate func hasLine(_ matches: (Substring) -> Bool) -> Bool { split(separator: "\n").contains(where: matches) }
}
