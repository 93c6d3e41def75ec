import Foundation
import Ledger
import TestSupport
import Testing

/// A ledger is copied, and one that is lost is made anew from the marks on the appliances.
@Suite struct LedgerCommandTests {
  private static let path = "site/.weft/ledger.db"

  private func records(_ folder: TemporaryFolder) throws -> [LedgerObject] {
    try #require(try SQLiteLedger.openForReading(folder / Self.path)).objects()
  }

  private func active(_ folder: TemporaryFolder) throws -> [String] {
    try #require(try SQLiteLedger.openForReading(folder / Self.path)).identities().map { "\($0.value) \($0.type) \($0.owner)" }
  }

  @Test func aBackupTakesTheLedgersPlace() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    expect(try folder.weft("ledger", "backup", "copy.db", "-f", "site"), exit: 0)
    expect(try folder.weft("ledger", "backup", "copy.db", "-f", "site"), exit: 1, ["ledger.backupExists"])
    expect(try folder.weft("ledger", "backup", "copy.db", "-f", "site", "--force"), exit: 0)
    let before = try folder.weft("history", "-f", "site")
    try folder.remove("site/.weft")
    try folder.write(try folder.bytes(of: "copy.db"), to: Self.path)
    #expect(try folder.weft("history", "-f", "site").output == before.output)
    try folder.expectNoChanges()
  }

  @Test func thereIsNoBackupOfALedgerThatIsNotThere() throws {
    let folder = try TemporaryFolder.withFirstSite()
    expect(try folder.weft("ledger", "backup", "copy.db", "-f", "site"), exit: 1, ["ledger.missing"])
    #expect(folder.names() == ["site"])
  }

  @Test func aRebuiltLedgerKnowsWhatTheLostOneDid() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    let (objects, identities) = (try records(folder), try active(folder))
    try folder.remove("site/.weft")
    let appliance = try folder.bytes(of: "site/vio-1.xml")
    let finished = try folder.weft("ledger", "rebuild", "-f", "site")
    expect(finished, exit: 0)
    #expect(finished.output.contains("7 objects with "), "\(finished)")
    #expect(try records(folder) == objects)
    #expect(try active(folder) == identities)
    #expect(try folder.bytes(of: "site/vio-1.xml") == appliance)
    try folder.expectNoChanges()
    #expect(try folder.weft("apply", "-f", "site", "--auto-approve").verdict == "No changes. The fabric is as the manifests say.")
    #expect(try folder.weft("history", "-f", "site").output.contains("made anew from the marks of scope default on 7 objects"))
  }

  @Test func aGeneratedSiteIsRebuilt() throws {
    let folder = try TemporaryFolder()
    try GeneratedSite(appliances: 2, servers: 4).write(to: folder)
    try folder.apply("--allow", "outage", "--max-deletes", "9")
    let (objects, identities) = (try records(folder), try active(folder))
    try folder.remove("site/.weft")
    expect(try folder.weft("ledger", "rebuild", "-f", "site"), exit: 0)
    #expect(try records(folder) == objects)
    #expect(Set(try active(folder)).isSubset(of: Set(identities)))
    try folder.expectNoChanges()
  }

  @Test func anOutsideEditIsStillDriftToTheManifests() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.remove("site/.weft")
    try folder.edit("site/vio-1.xml", "vlan=\"100\"", "vlan=\"150\"")
    expect(try folder.weft("ledger", "rebuild", "-f", "site"), exit: 0)
    let plan = try folder.weft("plan", "-f", "site")
    #expect(plan.output.contains("vlan  150 → 100"), "\(plan)")
    #expect(plan.verdict.hasPrefix("Plan: 1 to update"), "\(plan)")
  }

  @Test func whatNoManifestAsksForIsStillOurs() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.remove("site/.weft")
    let manifests = try folder.text(of: "site/site.yaml").components(separatedBy: "---\n")
    try folder.write(manifests.dropLast().joined(separator: "---\n"), to: "site/site.yaml")
    expect(try folder.weft("ledger", "rebuild", "-f", "site"), exit: 0)
    #expect(try records(folder).count == 7)
    #expect(try folder.weft("plan", "-f", "site").verdict.hasPrefix("Plan: 5 to delete"))
  }

  @Test func whatBearsNoMarkIsNotTakenForOurs() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    expect(try folder.weft("forget", "db-01/vnic0", "-f", "site", "--auto-approve"), exit: 0)
    try folder.remove("site/.weft")
    let finished = try folder.weft("ledger", "rebuild", "-f", "site")
    #expect(finished.output.contains("1 object of the manifests bears no mark"), "\(finished)")
    #expect(try records(folder).count == 6)
  }

  @Test func whatIsLostForGoodIsSaid() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.edit("site/site.yaml", "  server: db-01\n  vnics:", "  server: none\n  vnics:")
    try folder.remove("site/.weft")
    try folder.write(
      try folder.text(of: "site/site.yaml")
        + "---\napiVersion: weft/v1\nkind: ServerProfile\nmetadata: {name: spare}\nspec: {server: none}\n", to: "site/site.yaml")
    let finished = try folder.weft("ledger", "rebuild", "-f", "site")
    expect(finished, exit: 0)
    #expect(finished.output.contains("the addresses of spare, which no appliance holds"), "\(finished)")
    for words in ["quarantine", "'initial' templates", "history", "tombstones"] { #expect(finished.output.contains(words), "\(finished)") }
  }

  @Test func aLedgerThatIsHeldIsNotReplaced() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    let ledger = try SQLiteLedger.open(folder / Self.path)
    _ = try ledger.acquireLease(holder: "kim", host: "far", pid: 1, ttlSeconds: 600, at: Int64(Date().timeIntervalSince1970))
    expect(try folder.weft("ledger", "rebuild", "-f", "site", "--force"), exit: 4, ["ledger.locked"])
    #expect(try ledger.currentLease()?.holder == "kim")
  }
}
