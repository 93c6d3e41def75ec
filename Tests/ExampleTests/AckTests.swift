import Foundation
import TestSupport
import Testing

@Suite struct AckTests {
  @Test func whatWaitsForABootIsListedUntilSomebodySaysThatItHappened() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    let manifest = folder / "site/site.yaml"
    let text = try String(contentsOfFile: manifest, encoding: .utf8)
    try text.replacingOccurrences(of: "name: vnic0,", with: "name: vnic0, pxe: true,").write(
      toFile: manifest, atomically: true, encoding: .utf8)
    let refused = try folder.weft("apply", "-f", "site", "--auto-approve")
    expect(refused, exit: 4, ["gate.hostReboot"])
    let applied = try folder.weft("apply", "-f", "site", "--auto-approve", "--allow", "reboot")
    expect(applied, exit: 0)
    #expect(applied.output.contains("Waiting for a boot of db-01"), "\(applied)")
    let plan = try folder.weft("plan", "-f", "site")
    #expect(plan.output.contains("takes effect when db-01 boots"), "\(plan)")
    expect(try folder.weft("ack", "db-02", "-f", "site"), exit: 1, ["ack.nothing"])
    expect(try folder.weft("ack", "db-01", "-f", "site"), exit: 0)
    #expect(try !folder.weft("plan", "-f", "site").output.contains("takes effect when"))
    expect(try folder.weft("ack", "db-01", "-f", "site"), exit: 1, ["ack.nothing"])
  }
}
