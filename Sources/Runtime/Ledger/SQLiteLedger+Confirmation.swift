import GRDB

extension SQLiteLedger {
  package func awaitConfirmation(of run: RunID, until deadline: Int64, under lease: LeaseToken) throws(LedgerError) {
    try connection.write { db in
      try requireHeld(lease, db)
      let number = try openRun(run, db)
      try db.execute(sql: "UPDATE runs SET confirm_by = ? WHERE number = ?", arguments: [deadline, number])
    }
  }

  package func decide(_ run: RunID, _ wanted: Confirmation.Decision, by user: String, at: Int64) throws(LedgerError)
    -> Confirmation.Decision
  {
    try connection.write { db in
      let number = try openRun(run, db)
      let row = try Row.fetchOne(
        db, sql: "SELECT \(Confirmation.columns.joined(separator: ", ")) FROM runs WHERE number = ?", arguments: [number])
      guard var confirmation = row.flatMap({ Confirmation($0, from: 0) }) else {
        throw LedgerError.needsNoConfirmation(path: path, run: run)
      }
      let made = confirmation.decide(wanted, by: user, at: at)
      try db.execute(
        sql: "UPDATE runs SET decision = ?, decided_by = ?, decided_at = ? WHERE number = ?",
        arguments: [made.rawValue, confirmation.decidedBy, confirmation.decidedAt, number])
      return made
    }
  }
}

extension Confirmation {
  static let columns = ["confirm_within", "confirm_by", "decision", "decided_by", "decided_at"]

  /// - Parameter first: the column at which its own begin.
  init?(_ row: Row, from first: Int) {
    guard let within = row[first] as Int64? else { return nil }
    self.init(withinSeconds: within)
    deadline = row[first + 1]
    decision = (row[first + 2] as String?).flatMap(Decision.init(rawValue:))
    decidedBy = row[first + 3]
    decidedAt = row[first + 4]
  }
}
