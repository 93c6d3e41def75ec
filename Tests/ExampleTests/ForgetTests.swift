import Foundation
import TestSupport
import Testing

/// What weft lets go of stays as it is, and is nobody's.
@Suite struct ForgetTests {
  @Test func theMarkGoesAndTheObjectStays() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    expect(try folder.weft("forget", "db-01", "-f", "site"), exit: 4, ["apply.unapproved"])
    let finished = try folder.weft("forget", "db-01", "-f", "site", "--auto-approve")
    expect(finished, exit: 0)
    #expect(finished.output.contains(". db-01/vnic0"), "\(finished)")
    #expect(finished.output.contains("The manifests still ask for 5 of these, such as profile/db-01: the next apply takes"), "\(finished)")
    let lines = try folder.text(of: "site/vio-1.xml").split(separator: "\n")
    #expect(lines.filter { $0.contains("<vnic ") || $0.contains("<vhba ") || $0.contains("<profile ") }.count == 5)
    #expect(lines.filter { $0.contains("owner=") }.count == 2, "the network and the VSAN")
  }

  @Test func itIsRecordedAgainWhereTheManifestsAskForItAndItIsEqual() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    expect(try folder.weft("forget", "all", "-f", "site", "--auto-approve"), exit: 0)
    try folder.expectNoChanges()
    try folder.apply()
    try folder.edit("site/site.yaml", "vlan: 100", "vlan: 101")
    try folder.apply("--allow", "outage")
  }

  @Test func whatIsInNoManifestIsLeftAloneFromThenOn() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    expect(try folder.weft("forget", "db-01", "-f", "site", "--auto-approve"), exit: 0)
    let manifests = try folder.text(of: "site/site.yaml").components(separatedBy: "---\n")
    try folder.write(manifests.dropLast().joined(separator: "---\n"), to: "site/site.yaml")
    let plan = try folder.weft("plan", "-f", "site")
    #expect(plan.output.contains("On the fabric but not weft's, and left as it is (5)"), "\(plan)")
    #expect(!plan.output.contains("\n- "), "\(plan)")
  }

  @Test func aWordThatNamesNothingIsRefused() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    let finished = try folder.weft("forget", "db-1", "-f", "site", "--auto-approve")
    expect(finished, exit: 1, ["forget.nothing"])
    #expect(finished.errors.contains("did you mean 'db-01'?"), "\(finished)")
  }
}
