import Foundation
import Ledger
import TestSupport
import Testing

/// A run that is killed at any moment leaves whole files, is told of by the next plan, and is gone on with or taken back.
///
/// `WEFT_KILLS` asks for more rounds.
@Suite struct KillTests {
  private static let site = GeneratedSite(appliances: 4, servers: 12)
  private static let rounds = ProcessInfo.processInfo.environment["WEFT_KILLS"].flatMap { Int($0) } ?? 36

  @Test(.timeLimit(.minutes(20))) func whatIsLeftIsWholeAndIsCarriedOn() throws {
    var (whole, steps) = try measure()
    var generator = SeededGenerator(seed: 9)
    var interrupted = 0
    for round in 0..<4 * Self.rounds where round < Self.rounds || interrupted < Self.rounds / 4 {
      let folder = try TemporaryFolder()
      try Self.site.write(to: folder)
      let part = (Double(round % Self.rounds) + Double.random(in: 0..<1, using: &generator)) / Double(Self.rounds)
      let run = try start(in: folder)
      // Most rounds strike while steps are carried out, the others anywhere.
      if round % 4 != 0 { waitForSteps(of: run) }
      usleep(UInt32(part * (round % 4 != 0 ? steps : whole) * 1_000_000))
      run.send(SIGKILL)
      if try run.finish().signal == SIGKILL {
        interrupted += try checkWhatIsLeft(in: folder, WayOut.allCases[round % WayOut.allCases.count], "round \(round)")
      } else {
        // It was measured while the machine was busier than now.
        (whole, steps) = (whole * 0.8, steps * 0.8)
      }
    }
    #expect(interrupted >= Self.rounds / 4, "too few runs were hit while they were under way")
  }

  /// How long a run takes, and how long its steps take, in seconds.
  private func measure() throws -> (whole: Double, steps: Double) {
    let folder = try TemporaryFolder()
    try Self.site.write(to: folder)
    let begin = Date()
    let run = try start(in: folder)
    waitForSteps(of: run)
    let between = Date()
    expect(try run.finish(), exit: 0)
    return (Date().timeIntervalSince(begin), Date().timeIntervalSince(between))
  }

  private func waitForSteps(of run: Weft) {
    while !run.errorsSoFar.contains("run "), run.isRunning { usleep(200) }
  }

  private func start(in folder: TemporaryFolder) throws -> Weft {
    try Weft(["apply", "-f", "site", "--auto-approve", "--allow", "outage", "--max-deletes", "9"], in: folder.path)
  }

  /// What is done about a run that was cut short.
  private enum WayOut: CaseIterable { case apply, resume, rollBack }

  /// 1 where a run had begun.
  private func checkWhatIsLeft(in folder: TemporaryFolder, _ way: WayOut, _ comment: Comment) throws -> Int {
    for name in Self.site.appliancesNames { _ = try state(folder.bytes(of: "site/\(name).xml")) }
    let runs = try SQLiteLedger.openForReading(folder / "site/.weft/ledger.db")?.unfinishedRuns() ?? []
    let plan = try folder.weft("plan", "-f", "site")
    #expect(plan.code == 0, "\(comment): \(plan)")
    #expect(runs.count < 2, comment)
    for run in runs {
      let told = plan.errors.split(separator: "\n").first { $0.hasPrefix("run \(run.id) was interrupted: of ") }
      #expect(told != nil, "\(comment): \(plan.errors)")
    }
    if !runs.isEmpty { try bringToAnEnd(folder, way, comment) }
    let again = try start(in: folder).finish()
    #expect(again.code == 0, "\(comment): \(again)")
    try folder.expectNoChanges()
    let history = try #require(try SQLiteLedger.openForReading(folder / "site/.weft/ledger.db"))
    #expect(try history.unfinishedRuns().isEmpty, comment)
    // The lock and the unfinished text of a process that was killed are hidden, and in nobody's way.
    let names = folder.names(in: "site").filter { !$0.hasSuffix(".lock") && !$0.hasSuffix(".tmp") }
    #expect(names == [".weft", "part-0.yaml"] + Self.site.appliancesNames.map { "\($0).xml" }, comment)
    return runs.count
  }

  private func bringToAnEnd(_ folder: TemporaryFolder, _ way: WayOut, _ comment: Comment) throws {
    switch way {
    case .apply: break
    case .resume:
      let recovered = try folder.weft("recover", "-f", "site", "--auto-approve")
      #expect(recovered.code == 0, "\(comment): \(recovered)")
      try folder.expectNoChanges()
    case .rollBack:
      let recovered = try folder.weft("recover", "-f", "site", "--auto-approve", "--rollback")
      #expect(recovered.code == 6, "\(comment): \(recovered)")
      let whole = try TemporaryFolder()
      try Self.site.write(to: whole)
      for name in Self.site.appliancesNames {
        let (now, before) = (try state(folder.bytes(of: "site/\(name).xml")), try state(whole.bytes(of: "site/\(name).xml")))
        #expect(now == before, "\(comment): \(name) is not as it was")
      }
    }
  }
}
