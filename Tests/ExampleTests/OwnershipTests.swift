import Foundation
import TestSupport
import Testing

/// What weft did not make is left alone until somebody says otherwise.
@Suite struct OwnershipTests {
  private static let networks = """
      <networks>
        <network name="prod" vlan="120" physicalNetwork="lan"/>
        <network name="hand" vlan="130"/>
      </networks>

    """

  /// Somebody made `prod` by hand, and in another way.
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.edit("site/vio-1.xml", "  <serverPorts>", Self.networks + "  <serverPorts>")
    return folder
  }

  @Test func aDifferentObjectIsRefusedUntilAdopted() throws {
    let folder = try folder()
    let before = try folder.text(of: "site/vio-1.xml")
    for command in [["plan"], ["apply", "--auto-approve"]] {
      let finished = try Weft.run(command + ["-f", "site"], in: folder.path)
      #expect(finished.code == 4, "\(finished)")
      let text = finished.output + finished.errors
      #expect(text.contains("vio-1/network/prod was not made by weft and differs from the manifests: vlan is 120, not 100"), "\(finished)")
      #expect(text.contains("--adopt network/prod"), "\(finished)")
    }
    #expect(try folder.text(of: "site/vio-1.xml") == before)
    let plan = try folder.weft("plan", "-f", "site", "--adopt", "network/prod")
    #expect(plan.output.contains("← vio-1/network/prod\n    vlan  120 → 100"), "\(plan)")
    try folder.apply("--adopt", "network/prod")
    try folder.expectNoChanges()
  }

  @Test func adoptTakesOverWhatItNamesAndNothingElse() throws {
    let folder = try folder()
    expect(try folder.weft("adopt", "network/prod", "-f", "site"), exit: 4, ["apply.unapproved"])
    expect(try folder.weft("adopt", "network/prod", "-f", "site", "--auto-approve"), exit: 0)
    #expect(
      try folder.text(of: "site/vio-1.xml").contains("<network name=\"prod\" vlan=\"100\" physicalNetwork=\"lan\" owner=\"default\"/>"))
    #expect(!(try folder.text(of: "site/vio-1.xml").contains("<vnic")), "what the manifests ask for besides waits for an apply")
    try folder.apply()
    try folder.expectNoChanges()
  }

  @Test func whatNoManifestNamesIsNeverTouched() throws {
    let folder = try folder()
    try folder.apply("--adopt", "all")
    let plan = try folder.weft("plan", "-f", "site")
    #expect(plan.output.contains("On the fabric but not weft's, and left as it is (1):\n  vio-1/network/hand"), "\(plan)")
    let manifests = try folder.text(of: "site/site.yaml").components(separatedBy: "---\n")
    try folder.write(manifests[0], to: "site/site.yaml")
    try folder.apply("--allow", "outage", "--max-deletes", "9", "--allow-empty")
    let text = try folder.text(of: "site/vio-1.xml")
    #expect(text.contains("    <network name=\"hand\" vlan=\"130\"/>\n"))
    #expect(!text.contains("prod"))
  }

  @Test func anEqualObjectIsTakenForOurs() throws {
    let folder = try folder()
    try folder.edit("site/vio-1.xml", "vlan=\"120\"", "vlan=\"100\"")
    try folder.apply()
    try folder.edit("site/site.yaml", "vlan: 100", "vlan: 101")
    try folder.apply("--allow", "outage")
    try folder.expectNoChanges()
  }

  @Test func whatAnotherScopeOwnsIsRefused() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.edit("site/site.yaml", "vlan: 100", "vlan: 101")
    let finished = try folder.weft("apply", "-f", "site", "--scope", "other", "--auto-approve", "--adopt", "all")
    #expect(finished.code == 4, "\(finished)")
    #expect(finished.ids.contains("ownership.otherScope"), "\(finished)")
    #expect(finished.errors.contains("vio-1/network/prod belongs to the scope 'default'"), "\(finished)")
  }

  @Test func aRunnerWithoutALedgerStillKnowsWhatIsOurs() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.remove("site/.weft")
    try folder.expectNoChanges()
    try folder.edit("site/site.yaml", "vnic1, network: prod, bandwidth: {min: 1Gbps}", "vnic1, network: prod, bandwidth: {min: 2Gbps}")
    try folder.apply()
    try folder.expectNoChanges()
  }
}
