import Ledger
import Testing

@Suite("The recorded fabric")
struct RecordedTests {
  let fixture: Fixture
  let ledger: SQLiteLedger
  let lease: LeaseToken
  let mac = "02:00:00:00:00:01"

  init() throws {
    fixture = try Fixture()
    ledger = try fixture.open()
    lease = try ledger.lease()
  }

  func identity(_ owner: String, _ state: LedgerIdentity.State = .active, at: Int64 = now) -> LedgerIdentity {
    LedgerIdentity(mac, type: "mac", owner: owner, state: state, recordedAt: at)
  }

  @Test("Objects come back as they were recorded, in key order, by scope or all")
  func objects() throws {
    let b = LedgerObject.sample("esx-02/vnic0")
    let a = LedgerObject.sample("esx-01/vnic0")
    let other = LedgerObject.sample("esx-01/vnic1", scope: "lab")
    try ledger.record(LedgerChanges(upsert: [b, other, a]), under: lease)
    #expect(try ledger.objects(scope: "default") == [a, b])
    #expect(try ledger.objects() == [a, other, b])
    #expect(try ledger.snapshot() == LedgerSnapshot(basis: ledger.basis(), objects: [a, other, b], identities: []))
  }

  @Test("The serial counts the commits that changed something")
  func serial() throws {
    let object = LedgerObject.sample("esx-01/vnic0")
    #expect(try ledger.basis().serial == 0)
    #expect(try ledger.record(LedgerChanges(upsert: [object, .sample("esx-02/vnic0")]), under: lease) == 1)
    #expect(try ledger.record(LedgerChanges(upsert: [object]), under: lease) == 1)
    #expect(try ledger.record(LedgerChanges(upsert: [.sample("esx-01/vnic0", mtu: 9000)]), under: lease) == 2)
    #expect(try ledger.record(LedgerChanges(remove: [object.key]), under: lease) == 3)
    #expect(try ledger.record(LedgerChanges(remove: [object.key]), under: lease) == 3)
    #expect(try ledger.record(LedgerChanges(identities: [identity("esx-01/vnic0")]), under: lease) == 4)
    #expect(try ledger.record(LedgerChanges(identities: [identity("esx-01/vnic0", at: now + 9)]), under: lease) == 4)
    #expect(try ledger.basis().lineage == Fixture.lineage)
  }

  @Test("An object has one scope, and passes to another only by being removed in the same commit")
  func scopes() throws {
    let object = LedgerObject.sample("esx-01/vnic0")
    let theirs = LedgerObject.sample("esx-01/vnic0", scope: "lab")
    try ledger.record(LedgerChanges(upsert: [object]), under: lease)
    #expect(throws: LedgerError.objectOwned(path: ledger.path, object: object.key, scope: "default")) {
      try ledger.record(LedgerChanges(upsert: [theirs]), under: lease)
    }
    #expect(try ledger.objects() == [object])
    try ledger.record(LedgerChanges(upsert: [theirs], remove: [object.key]), under: lease)
    #expect(try ledger.objects() == [theirs])
  }

  @Test("A value has one owner, until that one releases it")
  func oneOwner() throws {
    try ledger.record(LedgerChanges(identities: [identity("esx-01/vnic0")]), under: lease)
    let taken = LedgerError.identityTaken(path: ledger.path, value: mac, owner: "esx-01/vnic0")
    #expect(throws: taken) { try ledger.record(LedgerChanges(identities: [identity("esx-02/vnic0")]), under: lease) }
    #expect(throws: taken) {
      try ledger.record(LedgerChanges(identities: [identity("esx-02/vnic0", .released(at: now))]), under: lease)
    }
    try ledger.record(LedgerChanges(identities: [identity("esx-01/vnic0", .released(at: now + 1), at: now + 1)]), under: lease)
    try ledger.record(LedgerChanges(identities: [identity("esx-01/vnic0", .released(at: now + 5), at: now + 5)]), under: lease)
    #expect(try ledger.identity(mac, type: "mac")?.state == .released(at: now + 1))
    try ledger.record(LedgerChanges(identities: [identity("esx-02/vnic0", at: now + 9)]), under: lease)
    #expect(
      try ledger.identityHistory(mac) == [
        identity("esx-01/vnic0"), identity("esx-01/vnic0", .released(at: now + 1), at: now + 1), identity("esx-02/vnic0", at: now + 9),
      ])
    #expect(try ledger.identities() == [identity("esx-02/vnic0", at: now + 9)])
  }

  @Test("Two owners swap their values in one commit")
  func swap() throws {
    let values = ["02:00:00:00:00:01", "02:00:00:00:00:02"]
    func deal(_ owners: [String], _ state: LedgerIdentity.State = .active) -> [LedgerIdentity] {
      zip(values, owners).map { LedgerIdentity($0, type: "mac", owner: $1, state: state, recordedAt: now) }
    }
    try ledger.record(LedgerChanges(identities: deal(["a", "b"])), under: lease)
    try ledger.record(LedgerChanges(identities: deal(["b", "a"]) + deal(["a", "b"], .released(at: now))), under: lease)
    #expect(try ledger.identities() == deal(["b", "a"]))
    #expect(try ledger.identityHistory(values[0]).map(\.owner) == ["a", "a", "b"])
  }

  @Test("Any text survives: quotes, emoji, line ends, statements")
  func texts() throws {
    let object = LedgerObject(scope: "'", appliance: "v\r\n1", address: "ä/😀", kind: "\"", record: "'); DROP TABLE objects; --\n")
    try ledger.record(LedgerChanges(upsert: [object]), under: lease)
    #expect(try ledger.objects(scope: "'") == [object])
  }

  @Test("Runs keep their plan, come newest first, and are unfinished until they end")
  func runs() throws {
    for number in 1...3 {
      try ledger.startRun(.sample("r\(number)", at: now + Int64(number)), plan: #"{"steps":\#(number)}"#, under: lease)
    }
    try ledger.endRun(RunID("r2"), .rolledBackWithResidue, under: lease, at: now + 10)
    #expect(try ledger.runs(last: 2).map(\.id.text) == ["r3", "r2"])
    #expect(try ledger.unfinishedRuns().map(\.id.text) == ["r3", "r1"])
    #expect(try ledger.plan(of: RunID("r2")) == #"{"steps":2}"#)
    #expect(try ledger.plan(of: RunID("r9")) == nil)
    var ended = LedgerRun.sample("r2", at: now + 2)
    ended.endedAt = now + 10
    ended.outcome = .rolledBackWithResidue
    #expect(try ledger.run(RunID("r2")) == ended)
    #expect(throws: LedgerError.runExists(path: ledger.path, run: r1)) { try ledger.startRun(.sample("r1"), plan: "", under: lease) }
    #expect(throws: LedgerError.runEnded(path: ledger.path, run: RunID("r2"))) {
      try ledger.endRun(RunID("r2"), .done, under: lease, at: now)
    }
  }
}
