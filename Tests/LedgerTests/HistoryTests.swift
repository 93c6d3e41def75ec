import GRDB
import Ledger
import Testing

@Suite("History")
struct HistoryTests {
  let fixture: Fixture
  let ledger: SQLiteLedger
  let lease: LeaseToken

  init() throws {
    fixture = try Fixture()
    (ledger, lease) = try fixture.running()
  }

  @Test("A run comes back with the revision of its manifests and the run that it takes back")
  func revision() throws {
    let revision = ManifestRevision(commit: String(repeating: "a", count: 40), isDirty: true)
    let run = LedgerRun(
      id: RunID("r2"), planID: "p", scope: "default", startedAt: now, host: "here", user: "ann", toolVersion: "1.0", revision: revision,
      rollsBack: r1)
    try ledger.startRun(run, plan: "{}", under: lease)
    #expect(try ledger.run(RunID("r2")) == run)
    #expect(try ledger.run(r1)?.revision == nil)
  }

  @Test("Steps count as done where they were verified or done before, the newest run first")
  func counts() throws {
    try ledger.begin(["a", "b", "c"].map { JournalBegin($0) }, in: r1, under: lease, at: now)
    try ledger.end(
      [JournalEnd("a", .verified), JournalEnd("b", .failed(reason: "no")), JournalEnd("c", .performed), JournalEnd("d", .noop)], in: r1,
      under: lease, at: now)
    try ledger.startRun(.sample("r2"), plan: "{}", under: lease)
    let history = try ledger.history(last: 5)
    #expect(history.map(\.run.id.text) == ["r2", "r1"])
    #expect(history.map(\.done) == [0, 2])
    #expect(history.map(\.failed) == [0, 1])
    #expect(try ledger.history(last: 1).map(\.run.id.text) == ["r2"])
  }

  @Test("A ledger of the fourth format is read as one whose runs have no revision, and a writer brings it up to date")
  func fourthFormat() throws {
    try DatabaseQueue(path: ledger.path).write { try $0.execute(sql: undoingTheFifth) }
    let reader = try #require(try SQLiteLedger.openTraceless(fixture.path))
    #expect(try reader.history(last: 5).map(\.run) == [.sample("r1")])
    #expect(try reader.interventions(last: 5) == [])
    let ledger = try fixture.open()
    let revision = ManifestRevision(commit: String(repeating: "b", count: 40), isDirty: false)
    try ledger.startRun(
      LedgerRun(
        id: RunID("r2"), planID: "p", scope: "default", startedAt: now, host: "here", user: "ann", toolVersion: "1.0", revision: revision),
      plan: "{}", under: lease)
    #expect(try ledger.runs(last: 5).map(\.revision) == [revision, nil])
  }
}
