import Foundation
import Testing

/// What weft knows of its own work: identities, drift, and what it managed before.
@Suite struct MemoryTests {
  @Test func aSecondApplyHasNothingToRemember() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    let ledger = try folder.bytes(of: "site/.weft/ledger.db")
    let again = try folder.weft("apply", "-f", "site", "--auto-approve")
    expect(again, exit: 0)
    #expect(again.verdict == "No changes. The fabric is as the manifests say.", "\(again)")
    #expect(try folder.bytes(of: "site/.weft/ledger.db") == ledger)
  }

  @Test func anOutsideEditIsShownAsDrift() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.edit("site/vio-1.xml", "vlan=\"100\"", "vlan=\"150\"")
    let plan = try folder.weft("plan", "-f", "site", "--detailed-exitcode")
    #expect(plan.code == 2)
    #expect(plan.output.contains("vio-1/network/prod: vlan was 100, is 150"), "\(plan)")
    #expect(plan.output.contains("vlan  150 → 100"), "\(plan)")
    try folder.apply("--allow", "outage")
    try folder.expectNoChanges()
  }

  @Test func whatIsGoneIsMadeAgainWithItsIdentity() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    let before = try folder.text(of: "site/vio-1.xml")
    let lines = before.split(separator: "\n").filter { !$0.contains("name=\"vnic0\"") }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "site/vio-1.xml")
    let plan = try folder.weft("plan", "-f", "site")
    #expect(plan.output.contains("db-01/vnic0 is gone"), "\(plan)")
    #expect(plan.output.contains("02:57:00:00:01:00"), "\(plan)")
    try folder.apply()
    try folder.expectNoChanges()
    #expect(try folder.text(of: "site/vio-1.xml").contains("<vnic name=\"vnic0\" port=\"1/1\" order=\"0\" mac=\"02:57:00:00:01:00\""))
  }

  @Test func aFieldThatLeavesTheManifestGoesBackToTheDefault() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.edit("site/site.yaml", "vnic0, network: prod, bandwidth: {min: 1Gbps}", "vnic0, network: prod")
    let plan = try folder.weft("plan", "-f", "site")
    #expect(
      plan.output.contains("no longer in the manifest: back to the default)\n    min  1Gbps → none"), "\(plan)")
    try folder.apply()
    try folder.expectNoChanges()
  }

  @Test func aFieldThatNeverWasInTheManifestIsLeftAlone() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.edit(
      "site/vio-1.xml", "mac=\"02:57:00:00:01:01\" network=\"prod\"", "mac=\"02:57:00:00:01:01\" network=\"prod\" maxRate=\"5Gbps\"")
    try folder.expectNoChanges()
  }

  @Test func identitiesStayWhereFilesMoveAndNeighboursCome() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    let before = try folder.text(of: "site/vio-1.xml").split(separator: "\n").filter { $0.contains("<vnic") || $0.contains("<vhba") }
    var manifests = try folder.text(of: "site/site.yaml").components(separatedBy: "---\n")
    let profile = manifests.removeLast()
    try folder.remove("site/site.yaml")
    try folder.write(manifests.removeFirst(), to: "site/z.yml")
    try folder.write(manifests.reversed().joined(separator: "---\n"), to: "site/z/base.yml")
    try folder.write(profile, to: "site/a.yaml")
    try folder.expectNoChanges()
    try folder.edit("site/a.yaml", "  vnics:\n", "  vnics:\n    - {name: aaa0, network: prod}\n")
    let plan = try folder.weft("plan", "-f", "site")
    #expect(plan.verdict.hasPrefix("Plan: 1 to create; "), "\(plan)")
    try folder.apply()
    let after = try folder.text(of: "site/vio-1.xml").split(separator: "\n").filter { $0.contains("<vnic") || $0.contains("<vhba") }
    #expect(after.count == before.count + 1)
    #expect(after.filter { !$0.contains("aaa0") } == before)
    #expect(after.contains { $0.contains("name=\"aaa0\"") && $0.contains("mac=\"02:57:00:00:01:02\"") })
  }

  @Test func aReleasedIdentityRests() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.edit(
      "site/site.yaml", "size: 256}]}\n---\napiVersion: weft/v1\nkind: AddressPool",
      "size: 2}]}\n---\napiVersion: weft/v1\nkind: AddressPool")
    try folder.edit("site/site.yaml", "    - {name: vnic0, network: prod, bandwidth: {min: 1Gbps}}\n", "")
    try folder.edit("site/site.yaml", "members: [vnic0, vnic1]", "members: [vnic1]")
    try folder.apply("--allow", "outage")
    try folder.edit("site/site.yaml", "  vnics:\n", "  vnics:\n    - {name: vnic9, network: prod}\n")
    expect(try folder.weft("plan", "-f", "site"), exit: 1, ["pool.exhausted"])
    let tomorrow = try folder.weft("plan", "-f", "site", "--at", "2099-01-01T00:00:00Z")
    expect(tomorrow, exit: 0)
    #expect(tomorrow.output.contains("02:57:00:00:01:00"), "\(tomorrow)")
    // To where it was it goes back at once.
    try folder.edit("site/site.yaml", "name: vnic9", "name: vnic0")
    let back = try folder.weft("plan", "-f", "site")
    expect(back, exit: 0)
    #expect(back.output.contains("02:57:00:00:01:00"), "\(back)")
  }

  @Test func anAddressIsFoundWithItsHistory() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    let found = try folder.weft("find", "02-57-00-00-01-00", "-f", "site")
    expect(found, exit: 0)
    #expect(
      found.output.contains("vnic db-01/vnic0: 02:57:00:00:01:00, server db-01, port vio-1/1/1, network prod, owned by scope default"),
      "\(found)")
    #expect(found.output.contains("recorded for db-01/vnic0 since"), "\(found)")
    expect(try folder.weft("find", "02:57:00:00:0f:ff", "-f", "site"), exit: 1, ["find.nothing"])
  }
}
