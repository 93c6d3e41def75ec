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

  private func template(_ profile: String, _ body: String?, scope: String = "default", of name: String = "web") -> LedgerTemplate {
    LedgerTemplate(scope: scope, profile: profile, template: name, body: body)
  }

  @Test("A profile has the bodies of several, and each is taken away by itself")
  func several() throws {
    let (lan, san) = (template("a", "{}", of: "lan"), template("a", "[]", of: "san"))
    try ledger.record(LedgerChanges(templates: [san, lan]), under: lease)
    #expect(try ledger.snapshot().templates == [lan, san])
    try ledger.record(LedgerChanges(templates: [template("a", nil, of: "lan")]), under: lease)
    #expect(try ledger.snapshot().templates == [san])
  }

  @Test("A ledger of the second format, with one template a profile, is read as it is, and a writer brings it up to date")
  func secondFormat() throws {
    try DatabaseQueue(path: ledger.path).write { db in
      try db.execute(
        sql: """
          DROP TABLE initial_templates;
          CREATE TABLE initial_templates (
            scope TEXT NOT NULL, profile TEXT NOT NULL, template TEXT NOT NULL,
            digest TEXT NOT NULL REFERENCES template_bodies (digest), PRIMARY KEY (scope, profile)
          ) STRICT, WITHOUT ROWID;
          INSERT INTO template_bodies VALUES ('d', '{}');
          INSERT INTO initial_templates VALUES ('default', 'a', 'web', 'd');
          \(undoingTheFifth) PRAGMA user_version = 2; DROP TABLE tombstones; DELETE FROM grdb_migrations WHERE identifier IN ('3', '4')
          """)
    }
    #expect(try SQLiteLedger.openForReading(fixture.path)?.snapshot().templates == [template("a", "{}")])
    let ledger = try fixture.open()
    try ledger.record(LedgerChanges(templates: [template("a", "[]", of: "san")]), under: lease)
    #expect(try ledger.snapshot().templates == [template("a", "[]", of: "san"), template("a", "{}")])
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
          \(undoingTheFifth)
          DROP TABLE initial_templates; DROP TABLE template_bodies; DROP TABLE tombstones; PRAGMA user_version = 1;
          DELETE FROM grdb_migrations WHERE identifier IN ('2', '3', '4')
          """)
    }
    #expect(try SQLiteLedger.openForReading(fixture.path)?.snapshot().templates == [])
    let ledger = try fixture.open()
    try ledger.record(LedgerChanges(templates: [template("a", "{}")]), under: lease)
    #expect(try ledger.snapshot().templates == [template("a", "{}")])
  }
}
