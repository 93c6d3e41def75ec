internal import Documents
import GRDB

extension LedgerTemplate {
  /// None in a ledger of the first format, which is read as it is.
  static func fetchAll(_ db: Database) throws -> [LedgerTemplate] {
    guard try db.tableExists("initial_templates") else { return [] }
    let sql =
      "SELECT scope, profile, template, body FROM initial_templates JOIN template_bodies USING (digest) ORDER BY scope, profile, template"
    return try Row.fetchCursor(db, sql: sql).collect { row in
      LedgerTemplate(scope: row[0], profile: row[1], template: row[2], body: row[3])
    }
  }
}

extension SQLiteLedger {
  /// Whether that changed anything.
  func keep(_ templates: [LedgerTemplate], _ db: Database) throws -> Bool {
    var hasChanged = false
    for template in templates where try keep(template, db) { hasChanged = true }
    if hasChanged { try db.execute(sql: "DELETE FROM template_bodies WHERE digest NOT IN (SELECT digest FROM initial_templates)") }
    return hasChanged
  }

  private func keep(_ template: LedgerTemplate, _ db: Database) throws -> Bool {
    if let body = template.body {
      let digest = Digest.sha256(Array(body.utf8))
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO template_bodies (digest, body) VALUES (?, ?)").execute(arguments: [digest, body])
      let write = try db.cachedStatement(
        sql: """
          INSERT INTO initial_templates (scope, profile, template, digest) VALUES (?, ?, ?, ?)
          ON CONFLICT (scope, profile, template) DO UPDATE SET digest = excluded.digest WHERE digest <> excluded.digest
          """)
      try write.execute(arguments: [template.scope, template.profile, template.template, digest])
    } else {
      let remove = try db.cachedStatement(sql: "DELETE FROM initial_templates WHERE scope = ? AND profile = ? AND template = ?")
      try remove.execute(arguments: [template.scope, template.profile, template.template])
    }
    return db.changesCount > 0
  }
}
