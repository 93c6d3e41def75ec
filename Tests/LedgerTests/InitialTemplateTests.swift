import GRDB
import Ledger
import Testing

@Suite("What initial templates gave")
struct InitialTemplateTests {
  let fixture: Fixture
  let ledger: SQLiteLedger
  let lease: LeaseToken

  init() throws {
    fixture = try Fixture()
    ledger = try fixture.open()
    lease = try ledger.lease()
  }

  private func template(_ profile: String, _ body: String?, scope: String = "default") -> LedgerTemplate {
    LedgerTemplate(scope: scope, profile: profile, template: "web", body: body)
  }

  @Test("It comes back by scope and profile, and what is said anew replaces it")
  func replaced() throws {
    try ledger.record(
      LedgerChanges(templates: [template("b", "{}"), template("a", "{}"), template("a", "[]", scope: "lab")]), under: lease)
    try ledger.record(LedgerChanges(templates: [template("a", #"{"boot":[]}"#)]), under: lease)
    #expect(
      try ledger.snapshot().templates == [template("a", #"{"boot":[]}"#), template("b", "{}"), template("a", "[]", scope: "lab")])
  }

  @Test("Without a body it is taken away, and a body that nobody has goes with it")
  func removed() throws {
    try ledger.record(LedgerChanges(templates: [template("a", "{}"), template("b", "{}")]), under: lease)
    try ledger.record(LedgerChanges(templates: [template("a", nil)]), under: lease)
    #expect(try ledger.snapshot().templates == [template("b", "{}")])
    try ledger.record(LedgerChanges(templates: [template("b", nil)]), under: lease)
    let bodies = try DatabaseQueue(path: ledger.path).read { try Int.fetchOne($0, sql: "SELECT count(*) FROM template_bodies") }
    #expect(bodies == 0)
  }

  @Test("The serial counts only what changes something")
  func serial() throws {
    #expect(try ledger.record(LedgerChanges(templates: [template("a", "{}")]), under: lease) == 1)
    #expect(try ledger.record(LedgerChanges(templates: [template("a", "{}")]), under: lease) == 1)
    #expect(try ledger.record(LedgerChanges(templates: [template("b", nil)]), under: lease) == 1)
  }

  @Test("A ledger of the first format is read as one that keeps none, and a writer brings it up to date")
  func firstFormat() throws {
    try DatabaseQueue(path: ledger.path).write { db in
      try db.execute(
        sql: """
          DROP TABLE initial_templates; DROP TABLE template_bodies; PRAGMA user_version = 1;
          DELETE FROM grdb_migrations WHERE identifier = '2'
          """)
    }
    #expect(try SQLiteLedger.openForReading(fixture.path)?.snapshot().templates == [])
    let ledger = try fixture.open()
    try ledger.record(LedgerChanges(templates: [template("a", "{}")]), under: lease)
    #expect(try ledger.snapshot().templates == [template("a", "{}")])
  }
}
