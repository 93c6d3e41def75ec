import GRDB

/// The tables, and how an older file becomes a newer one.
enum Schema {
  static let version = 6
  /// The oldest format that can be read as it is: what it lacks counts as empty.
  static let oldestReadable = 1
  /// `weft` in ASCII: tells our files from others (SQLite file format, section 1.3.9).
  static let applicationID = 0x7765_6674

  enum State: Equatable {
    /// Nothing in it yet, as a crash during creation leaves it.
    case blank
    case ledger(version: Int)
  }

  /// Refuses a file of another application and a ledger of a newer weft.
  static func state(of db: Database, path: String) throws -> State {
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    if application == applicationID {
      guard found <= version else { throw LedgerError.newerVersion(path: path, found: found, supported: version) }
      return .ledger(version: found)
    }
    // The migrator's own table is written before the first migration.
    let foreign = try String.fetchOne(db, sql: "SELECT name FROM sqlite_schema WHERE name NOT LIKE '%grdb_migrations%' LIMIT 1")
    if application == 0, found == 0, foreign == nil { return .blank }
    throw LedgerError.notALedger(path: path, cause: "it is a database of another application, with id \(application)")
  }

  static func migrator(lineage: String?, path: String) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      guard let lineage else { throw LedgerError.corrupt(path: path, cause: "its tables are gone") }
      try db.execute(sql: first)
      try db.execute(sql: "INSERT INTO meta (slot, lineage, serial, fence) VALUES (1, ?, 0, 0)", arguments: [lineage])
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      try db.execute(sql: "PRAGMA user_version = 1")
    }
    migrator.registerMigration("2") { db in
      try db.execute(sql: templates)
      try db.execute(sql: "PRAGMA user_version = 2")
    }
    migrator.registerMigration("3") { db in
      try db.execute(sql: severalTemplates)
      try db.execute(sql: "PRAGMA user_version = 3")
    }
    migrator.registerMigration("4") { db in
      try db.execute(sql: tombstones)
      try db.execute(sql: "PRAGMA user_version = 4")
    }
    migrator.registerMigration("5") { db in
      try db.execute(sql: PendingReboot.table)
      try db.execute(sql: revisions)
      try db.execute(sql: "PRAGMA user_version = 5")
    }
    migrator.registerMigration("6") { db in
      try db.execute(sql: confirmations)
      try db.execute(sql: "PRAGMA user_version = 6")
    }
    return migrator
  }

  /// The seconds that a run waits to be confirmed, the end of that time, and what was decided by whom and when.
  private static let confirmations = """
    ALTER TABLE runs ADD COLUMN confirm_within INTEGER;
    ALTER TABLE runs ADD COLUMN confirm_by INTEGER;
    ALTER TABLE runs ADD COLUMN decision TEXT;
    ALTER TABLE runs ADD COLUMN decided_by TEXT;
    ALTER TABLE runs ADD COLUMN decided_at INTEGER;
    """

  /// Where a run's manifests stood, and which run it takes back; the latest time that was ever written; what people did to the ledger itself.
  private static let revisions = """
    ALTER TABLE runs ADD COLUMN revision TEXT;
    ALTER TABLE runs ADD COLUMN dirty INTEGER;
    ALTER TABLE runs ADD COLUMN rolls_back TEXT;
    ALTER TABLE meta ADD COLUMN latest INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE interventions (
      number INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      user TEXT NOT NULL,
      host TEXT NOT NULL,
      pid INTEGER NOT NULL,
      at INTEGER NOT NULL,
      what TEXT NOT NULL
    ) STRICT;
    """

  /// The identities as `TYPE VALUE`, one a line.
  private static let tombstones = """
    CREATE TABLE tombstones (
      appliance TEXT NOT NULL,
      address TEXT NOT NULL,
      scope TEXT NOT NULL,
      identities TEXT NOT NULL,
      run TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (appliance, address)
    ) STRICT, WITHOUT ROWID;
    """

  /// Profiles of one template mostly share its body, which is kept once.
  private static let templates = """
    CREATE TABLE template_bodies (
      digest TEXT PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE initial_templates (
      scope TEXT NOT NULL,
      profile TEXT NOT NULL,
      template TEXT NOT NULL,
      digest TEXT NOT NULL REFERENCES template_bodies (digest),
      PRIMARY KEY (scope, profile)
    ) STRICT, WITHOUT ROWID;
    """

  /// A profile may have bodies of several templates; before, it had one.
  private static let severalTemplates = """
    CREATE TABLE several_templates (
      scope TEXT NOT NULL,
      profile TEXT NOT NULL,
      template TEXT NOT NULL,
      digest TEXT NOT NULL REFERENCES template_bodies (digest),
      PRIMARY KEY (scope, profile, template)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO several_templates SELECT scope, profile, template, digest FROM initial_templates;
    DROP TABLE initial_templates;
    ALTER TABLE several_templates RENAME TO initial_templates;
    """

  /// The journal's key runs upwards, so that an append goes to the end of its tree; `steps` says where each step stands, so that neither
  /// an append nor the question for open steps reads the journal.
  private static let first = """
    CREATE TABLE meta (
      slot INTEGER PRIMARY KEY CHECK (slot = 1),
      lineage TEXT NOT NULL CHECK (length(lineage) = 32),
      serial INTEGER NOT NULL,
      fence INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE lease (
      slot INTEGER PRIMARY KEY CHECK (slot = 1),
      token INTEGER NOT NULL,
      holder TEXT NOT NULL,
      host TEXT NOT NULL,
      pid INTEGER NOT NULL,
      process TEXT,
      since INTEGER NOT NULL,
      renewed_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE objects (
      appliance TEXT NOT NULL,
      address TEXT NOT NULL,
      kind TEXT NOT NULL,
      scope TEXT NOT NULL,
      record TEXT NOT NULL,
      PRIMARY KEY (appliance, address, kind)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE identities (
      value TEXT NOT NULL,
      type TEXT NOT NULL,
      owner TEXT NOT NULL,
      released_at INTEGER,
      recorded_at INTEGER NOT NULL,
      PRIMARY KEY (value, type)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE identity_history (
      number INTEGER PRIMARY KEY,
      value TEXT NOT NULL,
      type TEXT NOT NULL,
      owner TEXT NOT NULL,
      released_at INTEGER,
      recorded_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX identity_history_by_value ON identity_history (value);

    CREATE TABLE runs (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      plan_id TEXT NOT NULL,
      scope TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      outcome TEXT,
      host TEXT NOT NULL,
      user TEXT NOT NULL,
      tool_version TEXT NOT NULL,
      note TEXT NOT NULL
    ) STRICT;
    CREATE INDEX runs_unfinished ON runs (number) WHERE ended_at IS NULL;

    CREATE TABLE plans (
      run INTEGER PRIMARY KEY REFERENCES runs (number),
      plan TEXT NOT NULL
    ) STRICT;

    CREATE TABLE journal (
      run INTEGER NOT NULL REFERENCES runs (number),
      sequence INTEGER NOT NULL,
      step TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      result TEXT,
      reason TEXT,
      at INTEGER NOT NULL,
      PRIMARY KEY (run, sequence)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE steps (
      run INTEGER NOT NULL REFERENCES runs (number),
      step TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      result TEXT,
      reason TEXT,
      at INTEGER NOT NULL,
      PRIMARY KEY (run, step)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX steps_open ON steps (run) WHERE result IS NULL;
    """
}
