import Ledger
import Testing

@Suite("The journal")
struct JournalTests {
  let fixture: Fixture
  let ledger: SQLiteLedger
  let lease: LeaseToken

  init() throws {
    fixture = try Fixture()
    (ledger, lease) = try fixture.running()
  }

  @Test("A begun step is open until it ends")
  func beginAndEnd() throws {
    try ledger.begin([JournalBegin("s1"), JournalBegin("s2")], in: r1, under: lease, at: now)
    #expect(try ledger.openSteps(in: r1).map(\.step) == ["s1", "s2"])
    try ledger.end([JournalEnd("s1", .performed)], in: r1, under: lease, at: now + 1)
    #expect(try ledger.openSteps(in: r1).map(\.step) == ["s2"])
    #expect(try ledger.openSteps(in: r1).first?.idempotencyKey == "r1/s2")
  }

  @Test("Ends, the begins they release and what was read back are one commit, in that order")
  func groupCommit() throws {
    try ledger.begin([JournalBegin("s1")], in: r1, under: lease, at: now)
    try ledger.end(
      [JournalEnd("s1", .verified)], releasing: [JournalBegin("s2"), JournalBegin("s3")],
      recording: LedgerChanges(upsert: [.sample("esx-01/vnic0")]), in: r1, under: lease, at: now + 2)
    let journal = try ledger.journal(of: r1)
    #expect(journal.map(\.sequence) == [1, 2, 3, 4])
    #expect(journal.map(\.step) == ["s1", "s1", "s2", "s3"])
    #expect(journal.map(\.result) == [nil, .verified, nil, nil])
    #expect(journal.map(\.at) == [now, now + 2, now + 2, now + 2])
    #expect(try ledger.objects().map(\.address) == ["esx-01/vnic0"])
    #expect(try ledger.basis().serial == 1)
  }

  @Test("A group commit that fails in one part leaves no part behind")
  func atomicity() throws {
    try ledger.begin([JournalBegin("s1")], in: r1, under: lease, at: now)
    let error = try ledgerError {
      try ledger.end(
        [JournalEnd("s1", .performed)], releasing: [JournalBegin("s2"), JournalBegin("s2")],
        recording: LedgerChanges(upsert: [.sample("esx-01/vnic0")]), in: r1, under: lease, at: now)
    }
    #expect(error == .stepAlreadyBegun(path: ledger.path, run: r1, step: "s2", attempt: 1))
    #expect(try ledger.openSteps(in: r1).map(\.step) == ["s1"])
    #expect(try ledger.journal(of: r1).count == 1)
    #expect(try ledger.objects().isEmpty)
  }

  @Test("A retry is a higher attempt; the older one can no longer end")
  func attempts() throws {
    try ledger.begin([JournalBegin("s1")], in: r1, under: lease, at: now)
    try ledger.begin([JournalBegin("s1", attempt: 2)], in: r1, under: lease, at: now + 1)
    #expect(throws: LedgerError.stepNotOpen(path: ledger.path, run: r1, step: "s1", attempt: 1)) {
      try ledger.end([JournalEnd("s1", attempt: 1, .performed)], in: r1, under: lease, at: now + 2)
    }
    try ledger.end([JournalEnd("s1", attempt: 2, .failed(reason: "refused"))], in: r1, under: lease, at: now + 2)
    try ledger.begin([JournalBegin("s1", attempt: 3)], in: r1, under: lease, at: now + 3)
    #expect(try ledger.openSteps(in: r1).map(\.attempt) == [3])
    #expect(try ledger.journal(of: r1).map(\.result) == [nil, nil, .failed(reason: "refused"), nil])
  }

  @Test("What was performed may be read back once, as verified or as failed")
  func readBack() throws {
    try ledger.begin([JournalBegin("s1"), JournalBegin("s2")], in: r1, under: lease, at: now)
    try ledger.end([JournalEnd("s1", .performed), JournalEnd("s2", .performed)], in: r1, under: lease, at: now)
    try ledger.end([JournalEnd("s1", .verified), JournalEnd("s2", .failed(reason: "gone"))], in: r1, under: lease, at: now + 1)
    #expect(try ledger.steps(in: r1).map(\.result) == [.verified, .failed(reason: "gone")])
    for result in [StepResult.performed, .verified, .noop, .failed(reason: "")] {
      #expect(throws: LedgerError.self) { try ledger.end([JournalEnd("s1", result)], in: r1, under: lease, at: now + 2) }
    }
  }

  @Test("Only a step that was found done ends without a begin")
  func unbegun() throws {
    try ledger.end([JournalEnd("s1", .noop)], in: r1, under: lease, at: now)
    #expect(try ledger.steps(in: r1).map(\.result) == [.noop])
    #expect(throws: LedgerError.stepNotOpen(path: ledger.path, run: r1, step: "s2", attempt: 1)) {
      try ledger.end([JournalEnd("s2", .performed)], in: r1, under: lease, at: now)
    }
  }

  @Test("A run that is unknown or has ended takes no entries")
  func runs() throws {
    #expect(throws: LedgerError.unknownRun(path: ledger.path, run: RunID("r2"))) {
      try ledger.begin([JournalBegin("s1")], in: RunID("r2"), under: lease, at: now)
    }
    try ledger.endRun(r1, .done, under: lease, at: now + 5)
    #expect(throws: LedgerError.runEnded(path: ledger.path, run: r1)) {
      try ledger.begin([JournalBegin("s1")], in: r1, under: lease, at: now)
    }
  }

  @Test("Two runs keep their journals apart")
  func twoRuns() throws {
    try ledger.startRun(.sample("r2"), plan: "{}", under: lease)
    try ledger.begin([JournalBegin("s1")], in: r1, under: lease, at: now)
    try ledger.begin([JournalBegin("s1")], in: RunID("r2"), under: lease, at: now)
    try ledger.end([JournalEnd("s1", .performed)], in: r1, under: lease, at: now)
    #expect(try ledger.openSteps(in: r1).isEmpty)
    #expect(try ledger.openSteps(in: RunID("r2")).map(\.step) == ["s1"])
    #expect(try ledger.journal(of: RunID("r2")).map(\.sequence) == [1])
  }

  @Test("What was journaled is there after the ledger is opened again")
  func reopened() throws {
    try ledger.begin([JournalBegin("s1")], in: r1, under: lease, at: now)
    let again = try SQLiteLedger.open(fixture.path)
    #expect(try again.openSteps(in: r1).map(\.step) == ["s1"])
    #expect(try again.check().isEmpty)
  }
}
