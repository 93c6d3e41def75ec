import GRDB

extension SQLiteLedger {
  package func begin(_ steps: [JournalBegin], in run: RunID, under lease: LeaseToken, at: Int64) throws(LedgerError) {
    try end([], releasing: steps, recording: nil, in: run, under: lease, at: at)
  }

  package func end(
    _ ends: [JournalEnd], releasing begins: [JournalBegin], recording changes: LedgerChanges?, in run: RunID,
    under lease: LeaseToken, at: Int64
  ) throws(LedgerError) {
    if ends.isEmpty, begins.isEmpty, changes == nil { return }
    try connection.write { db in
      try requireHeld(lease, db)
      let journal = try JournalWriter(db, run: run, number: openRun(run, db), at: at, path: path)
      for end in ends { try journal.append(end) }
      for begin in begins { try journal.append(begin) }
      if let changes { try apply(changes, db) }
    }
  }

  package func openSteps(in run: RunID) throws(LedgerError) -> [JournalStep] { try steps(in: run, where: "AND result IS NULL") }
  package func steps(in run: RunID) throws(LedgerError) -> [JournalStep] { try steps(in: run, where: "") }

  private func steps(in run: RunID, where condition: String) throws(LedgerError) -> [JournalStep] {
    try connection.read { db in
      let sql = "SELECT step, attempt, result, reason, at FROM steps WHERE run = ? \(condition) ORDER BY step"
      return try Row.fetchCursor(db, sql: sql, arguments: [number(of: run, db)]).collect { row in
        JournalStep(run: run, step: row[0], attempt: row[1], result: StepResult(row[2], reason: row[3]), at: row[4])
      }
    }
  }

  package func journal(of run: RunID) throws(LedgerError) -> [JournalEvent] {
    try connection.read { db in
      let sql = "SELECT sequence, step, attempt, result, reason, at FROM journal WHERE run = ? ORDER BY sequence"
      return try Row.fetchCursor(db, sql: sql, arguments: [number(of: run, db)]).collect { row in
        JournalEvent(
          sequence: row[0], run: run, step: row[1], attempt: row[2], result: StepResult(row[3], reason: row[4]), at: row[5])
      }
    }
  }
}

/// Appends to the journal of one run inside one transaction.
private struct JournalWriter {
  let run: RunID
  let number: Int64
  let at: Int64
  let path: String
  private let db: Database
  private let event: Statement

  init(_ db: Database, run: RunID, number: Int64, at: Int64, path: String) throws {
    self.run = run
    self.number = number
    self.at = at
    self.path = path
    self.db = db
    event = try db.cachedStatement(
      sql: """
        INSERT INTO journal (run, sequence, step, attempt, result, reason, at)
        VALUES (?1, 1 + (SELECT coalesce(max(sequence), 0) FROM journal WHERE run = ?1), ?2, ?3, ?4, ?5, ?6)
        """)
  }

  /// A higher attempt may follow one that is open: a retry need not close the try before it.
  func append(_ begin: JournalBegin) throws {
    let state = try db.cachedStatement(
      sql: """
        INSERT INTO steps (run, step, attempt, at) VALUES (?, ?, ?, ?)
        ON CONFLICT (run, step) DO UPDATE SET attempt = excluded.attempt, result = NULL, reason = NULL, at = excluded.at
        WHERE excluded.attempt > steps.attempt
        """)
    try state.execute(arguments: [number, begin.step, begin.attempt, at])
    guard db.changesCount == 1 else {
      throw LedgerError.stepAlreadyBegun(path: path, run: run, step: begin.step, attempt: begin.attempt)
    }
    try event.execute(arguments: [number, begin.step, begin.attempt, nil, nil, at])
  }

  func append(_ end: JournalEnd) throws {
    let (result, reason) = end.result.columns
    guard try close(end, result, reason) || (end.result == .noop && addUnbegun(end)) else {
      throw LedgerError.stepNotOpen(path: path, run: run, step: end.step, attempt: end.attempt)
    }
    try event.execute(arguments: [number, end.step, end.attempt, result, reason, at])
  }

  private func close(_ end: JournalEnd, _ result: String, _ reason: String?) throws -> Bool {
    let state = try db.cachedStatement(
      sql: """
        UPDATE steps SET result = ?1, reason = ?2, at = ?3 WHERE run = ?4 AND step = ?5 AND attempt = ?6
        AND (result IS NULL OR (result = 'performed' AND ?1 IN ('verified', 'failed')))
        """)
    try state.execute(arguments: [result, reason, at, number, end.step, end.attempt])
    return db.changesCount == 1
  }

  private func addUnbegun(_ end: JournalEnd) throws -> Bool {
    let state = try db.cachedStatement(
      sql: "INSERT INTO steps (run, step, attempt, result, at) VALUES (?, ?, ?, 'noop', ?) ON CONFLICT DO NOTHING")
    try state.execute(arguments: [number, end.step, end.attempt, at])
    return db.changesCount == 1
  }
}

extension StepResult {
  fileprivate var columns: (result: String, reason: String?) {
    switch self {
    case .performed: ("performed", nil)
    case .verified: ("verified", nil)
    case .noop: ("noop", nil)
    case .failed(let reason): ("failed", reason)
    }
  }

  fileprivate init?(_ result: String?, reason: String?) {
    switch result {
    case "performed": self = .performed
    case "verified": self = .verified
    case "noop": self = .noop
    case "failed": self = .failed(reason: reason ?? "")
    default: return nil
    }
  }
}
