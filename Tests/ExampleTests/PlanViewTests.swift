import Foundation
import TestSupport
import Testing

/// What the program shows of a plan, in each of its forms.
@Suite struct PlanViewTests {
  private func withWindow() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.copy("\(Repository.path)/examples/change-window", to: "site")
    return folder
  }

  @Test func verboseShowsEveryChange() throws {
    let folder = try withWindow()
    let brief = try folder.weft("plan", "-f", "site")
    let whole = try folder.weft("plan", "-f", "site", "--verbose")
    expect(whole, exit: 0)
    #expect(!brief.output.contains("~ esx-03/vnic0") && brief.output.contains("×4 profiles like this one"), "\(brief)")
    for number in 1...6 { #expect(whole.output.contains("\n~ esx-0\(number)/vnic0  [pathLoss]\n"), "\(whole)") }
    #expect(!whole.output.contains("like this one") && !whole.output.contains("more (--verbose"), "\(whole)")
    #expect(whole.verdict == brief.verdict)
  }

  /// The text is kept beside the plan: `RECORD=1` writes it anew.
  @Test func aRehearsalTellsHowLongItTakesAndWhenItIsRisky() throws {
    let arguments = ["plan", "-f", "examples/change-window", "--at", "2026-01-01T00:00:00Z"]
    let plan = try Weft.run(arguments, in: Repository.path)
    let whole = try Weft.run(arguments + ["--simulate", "--call-time", "200"], in: Repository.path)
    expect(whole, exit: 0)
    #expect(whole.output.hasPrefix(plan.output))
    let rehearsal = String(whole.output.dropFirst(plan.output.count))
    let golden = URL(fileURLWithPath: "\(Repository.path)/examples/change-window/rehearsal.txt")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" { try Data(rehearsal.utf8).write(to: golden) }
    #expect(try String(contentsOf: golden, encoding: .utf8) == rehearsal)
  }

  @Test(arguments: [["--simulate", "--format", "json"], ["--call-time", "100"], ["--simulate", "--call-time", "0"]])
  func aRehearsalIsRefusedWhereItMakesNoSense(options: [String]) throws {
    let finished = try Weft.run(["plan", "-f", "examples/change-window"] + options, in: Repository.path)
    expect(finished, exit: 64)
  }

  @Test func markdownHasTheSameToSay() throws {
    let folder = try withWindow()
    let text = try folder.weft("plan", "-f", "site")
    let markdown = try folder.weft("plan", "-f", "site", "--format", "markdown")
    expect(markdown, exit: 0)
    #expect(markdown.output.hasPrefix("**\(text.verdict)**\n"), "\(markdown)")
    #expect(markdown.output.contains("| esx-06 | outage | 4 steps |"), "\(markdown)")
    #expect(markdown.output.contains("<details><summary>Changes (20)</summary>"), "\(markdown)")
    #expect(markdown.output.contains("\\[gate.outage\\]"), "\(markdown)")
  }

  @Test func whatIsWrongIsNotMarkdown() throws {
    let finished = try TemporaryFolder().weft("plan", "-f", "gone", "--format", "markdown")
    #expect(finished.code == 1)
    #expect(finished.output == "")
    #expect(finished.errors.contains("there is no file or folder 'gone'"), "\(finished)")
  }

  @Test func applyShowsTheGatesThatItsFlagsLeaveShut() throws {
    let folder = try withWindow()
    let refused = try folder.weft("apply", "-f", "site", "--auto-approve", "--max-deletes", "8", "--verbose")
    expect(refused, exit: 4, ["gate.outage"])
    #expect(refused.output.contains("It can't be applied as it is:\n  7 steps would cost the last path of a server"), "\(refused)")
    #expect(!refused.output.contains("gate.deletions"), "\(refused)")
    #expect(refused.output.contains("\n~ esx-03/vnic0  [pathLoss]\n"), "\(refused)")
    let allowed = try folder.weft("apply", "-f", "site", "--auto-approve", "--max-deletes", "8", "--allow", "outage")
    expect(allowed, exit: 0)
    #expect(!allowed.output.contains("It can't be applied"), "\(allowed)")
  }

  @Test func aSavedPlanShowsTheSame() throws {
    let folder = try withWindow()
    let plan = try folder.weft("plan", "-f", "site", "--out", "plan.json")
    let allowed = try folder.weft("apply", "plan.json", "--auto-approve", "--max-deletes", "8", "--allow", "outage")
    expect(allowed, exit: 0)
    let costs = try #require(plan.output.split(separator: "What it costs the servers").last?.split(separator: "\nIt can't").first)
    #expect(allowed.output.contains(costs), "\(allowed)")
  }
}
