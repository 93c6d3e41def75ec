import Foundation
import Testing

/// What a plan costs has to be allowed before it is carried out.
@Suite struct GateTests {
  /// A site that is applied, whose manifests then ask for no vNIC.
  private func withoutNICs(power: String = "on") throws -> TemporaryFolder {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.edit("site/vio-1.xml", "power=\"on\"", "power=\"\(power)\"")
    try folder.edit(
      "site/site.yaml",
      """
        vnics:
          - {name: vnic0, network: prod, bandwidth: {min: 1Gbps}}
          - {name: vnic1, network: prod, bandwidth: {min: 1Gbps}}

      """, "")
    try folder.edit("site/site.yaml", "    - {name: lan, members: [vnic0, vnic1], mode: active-backup, spread: adapter}\n", "")
    return folder
  }

  @Test(arguments: ["on", "unknown"]) func theLastPathOfAServerIsGivenUpOnlyWhenAllowed(power: String) throws {
    let folder = try withoutNICs(power: power)
    let before = try folder.text(of: "site/vio-1.xml")
    let plan = try folder.weft("plan", "-f", "site")
    #expect(plan.code == 0)
    #expect(plan.output.contains("[gate.outage]"), "\(plan)")
    let refused = try folder.weft("apply", "-f", "site", "--auto-approve")
    expect(refused, exit: 4, ["gate.outage"])
    #expect(refused.errors.contains("--allow outage=db-01"), "\(refused)")
    expect(try folder.weft("apply", "-f", "site", "--auto-approve", "--allow", "outage=db-02"), exit: 4, ["gate.outage"])
    expect(try folder.weft("apply", "-f", "site", "--auto-approve", "--allow", "reboot"), exit: 4, ["gate.outage"])
    #expect(try folder.text(of: "site/vio-1.xml") == before)
    try folder.apply("--allow", "outage=db-01")
    try folder.expectNoChanges()
  }

  @Test func aServerThatIsOffLosesNothing() throws {
    let folder = try withoutNICs(power: "off")
    try folder.apply()
    try folder.expectNoChanges()
  }

  @Test func manyDeletionsAreCounted() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.edit("site/vio-1.xml", "power=\"on\"", "power=\"off\"")
    let manifests = try folder.text(of: "site/site.yaml").components(separatedBy: "---\n")
    try folder.write(manifests.dropLast().joined(separator: "---\n"), to: "site/site.yaml")
    let refused = try folder.weft("apply", "-f", "site", "--auto-approve")
    expect(refused, exit: 4, ["gate.deletions"])
    #expect(refused.errors.contains("5 objects would be deleted, and 3 are allowed"), "\(refused)")
    expect(try folder.weft("apply", "-f", "site", "--auto-approve", "--max-deletes", "4"), exit: 4, ["gate.deletions"])
    try folder.apply("--max-deletes", "5")
    try folder.expectNoChanges()
  }

  @Test func askingForNothingHasToBeMeant() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    let manifests = try folder.text(of: "site/site.yaml").components(separatedBy: "---\n")
    try folder.write(manifests[0], to: "site/site.yaml")
    let flags = ["--allow", "outage", "--max-deletes", "7"]
    expect(
      try folder.weft("apply", "-f", "site", "--auto-approve"), exit: 4, ["gate.outage", "gate.deletions", "gate.empty"])
    expect(try Weft.run(["apply", "-f", "site", "--auto-approve"] + flags, in: folder.path), exit: 4, ["gate.empty"])
    expect(try Weft.run(["apply", "-f", "site", "--auto-approve", "--allow-empty"] + flags, in: folder.path), exit: 0)
    try folder.expectNoChanges()
  }

  @Test func withoutATerminalNobodyIsAsked() throws {
    let folder = try TemporaryFolder.withFirstSite()
    let before = try folder.text(of: "site/vio-1.xml")
    let finished = try folder.weft("apply", "-f", "site", input: "yes\n")
    expect(finished, exit: 4, ["apply.unapproved"])
    #expect(finished.errors.contains("--auto-approve"))
    #expect(try folder.text(of: "site/vio-1.xml") == before)
    #expect(!folder.exists("site/.weft"))
  }
}
