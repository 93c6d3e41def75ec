import GRDB

extension SQLiteLedger {
  /// The plan stands in a table of its own: it may be many megabytes, and a list of runs does not want it.
  package func startRun(_ run: LedgerRun, plan: String, under lease: LeaseToken) throws(LedgerError) {
    try connection.write { db in
      try requireHeld(lease, db)
      try db.execute(
        sql: """
          INSERT INTO runs
          (id, plan_id, scope, started_at, ended_at, outcome, host, user, tool_version, note, revision, dirty, rolls_back,
           confirm_within)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
          """,
        arguments: [
          run.id.text, run.planID, run.scope, run.startedAt, run.endedAt, run.outcome?.rawValue, run.host, run.user,
          run.toolVersion, run.note, run.revision?.commit, run.revision?.isDirty, run.rollsBack?.text,
          run.confirmation?.withinSeconds,
        ])
      guard db.changesCount == 1 else { throw LedgerError.runExists(path: path, run: run.id) }
      try db.execute(sql: "INSERT INTO plans (run, plan) VALUES (?, ?)", arguments: [db.lastInsertedRowID, plan])
    }
  }

  package func endRun(
    _ run: RunID, _ outcome: LedgerRun.Outcome, under lease: LeaseToken, at: Int64
  ) throws(LedgerError) {
    try connection.write { db in
      try requireHeld(lease, db)
      let number = try openRun(run, db)
      try db.execute(sql: "UPDATE runs SET ended_at = ?, outcome = ? WHERE number = ?", arguments: [at, outcome.rawValue, number])
    }
  }

  package func runs(last count: Int) throws(LedgerError) -> [LedgerRun] {
    try runs("ORDER BY number DESC LIMIT ?", [count])
  }

  package func unfinishedRuns() throws(LedgerError) -> [LedgerRun] {
    try runs("WHERE ended_at IS NULL ORDER BY number DESC", [])
  }

  package func run(_ id: RunID) throws(LedgerError) -> LedgerRun? {
    try runs("WHERE id = ?", [id.text]).first
  }

  package func rollbacks(of run: RunID) throws(LedgerError) -> [LedgerRun] {
    // The names of rollbacks begin with that of their run; a ledger of an older format has no column to ask for.
    try runs("WHERE id > ? AND id < ? ORDER BY number DESC", [run.text, run.text + "~"]).filter { $0.rollsBack == run }
  }

  package func plan(of run: RunID) throws(LedgerError) -> String? {
    try connection.read { db in
      try String.fetchOne(db, sql: "SELECT plan FROM plans JOIN runs ON run = number WHERE id = ?", arguments: [run.text])
    }
  }

  private func runs(_ clause: String, _ arguments: StatementArguments) throws(LedgerError) -> [LedgerRun] {
    try connection.read { db in
      // A ledger of an older format is read as it is.
      let there = Set(try db.columns(in: "runs").map(\.name))
      let later = (["revision", "dirty", "rolls_back"] + Confirmation.columns)
        .map { there.contains($0) ? $0 : "NULL" }.joined(separator: ", ")
      let columns = "id, plan_id, scope, started_at, ended_at, outcome, host, user, tool_version, note, \(later)"
      return try Row.fetchCursor(db, sql: "SELECT \(columns) FROM runs \(clause)", arguments: arguments).collect(LedgerRun.init)
    }
  }

  /// The run's row number, or an error.
  func number(of run: RunID, _ db: Database) throws -> Int64 {
    let statement = try db.cachedStatement(sql: "SELECT number FROM runs WHERE id = ?")
    guard let number = try Int64.fetchOne(statement, arguments: [run.text]) else { throw LedgerError.unknownRun(path: path, run: run) }
    return number
  }

  /// The row number of a run that may still be written to.
  func openRun(_ run: RunID, _ db: Database) throws -> Int64 {
    let statement = try db.cachedStatement(sql: "SELECT number FROM runs WHERE id = ? AND ended_at IS NULL")
    if let number = try Int64.fetchOne(statement, arguments: [run.text]) { return number }
    _ = try number(of: run, db)
    throw LedgerError.runEnded(path: path, run: run)
  }
}

extension LedgerRun {
  fileprivate init(_ row: Row) {
    self.init(
      id: RunID(row[0]), planID: row[1], scope: row[2], startedAt: row[3], endedAt: row[4],
      outcome: (row[5] as String?).flatMap(Outcome.init(rawValue:)), host: row[6], user: row[7], toolVersion: row[8], note: row[9],
      revision: (row[10] as String?).map { ManifestRevision(commit: $0, isDirty: row[11] ?? false) },
      rollsBack: (row[12] as String?).map(RunID.init), confirmation: Confirmation(row, from: 13))
  }
}

extension Cursor {
  /// All elements made into values, without an array of rows between.
  func collect<Value>(_ make: (Element) throws -> Value) throws -> [Value] {
    var values: [Value] = []
    while let element = try next() { values.append(try make(element)) }
    return values
  }
}
