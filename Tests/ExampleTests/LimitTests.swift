import TestSupport
import Testing

/// Plans that are limited to a part of the site.
@Suite struct LimitTests {
  @Test func aTargetIsPlannedAndAppliedByItself() throws {
    let folder = try TemporaryFolder.withFirstSite()
    let plan = try folder.weft("plan", "-f", "site", "--target", "db-01/vnic0")
    expect(plan, exit: 0)
    #expect(plan.output.contains("Plan: 3 to create; 3 steps"), "\(plan)")
    #expect(plan.verdict == "Partial: limited to db-01/vnic0.", "\(plan)")
    try folder.apply("--target", "db-01/vnic0")
    let text = try folder.text(of: "site/vio-1.xml")
    #expect(text.contains("<vnic name=\"vnic0\"") && !text.contains("<vhba"))
    try folder.apply()
    try folder.expectNoChanges()
  }

  @Test func whatIsExcludedStaysAsItIs() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.edit("site/site.yaml", "vnic0, network: prod, bandwidth: {min: 1Gbps}", "vnic0, network: prod, bandwidth: {min: 2Gbps}")
    try folder.edit("site/site.yaml", "vnic1, network: prod, bandwidth: {min: 1Gbps}", "vnic1, network: prod, bandwidth: {min: 2Gbps}")
    let plan = try folder.weft("plan", "-f", "site", "--exclude", "db-01/vnic1", "--out", "plan.json")
    #expect(plan.output.contains("Partial: limited to all, without db-01/vnic1."), "\(plan)")
    expect(try folder.weft("apply", "plan.json", "--auto-approve"), exit: 0)
    let text = try folder.text(of: "site/vio-1.xml")
    #expect(text.contains("02:57:00:00:01:00\" network=\"prod\" minRate=\"2Gbps\""))
    #expect(text.contains("02:57:00:00:01:01\" network=\"prod\" minRate=\"1Gbps\""))
    let json = try folder.text(of: "plan.json")
    #expect(json.contains("\"excludes\": [\n") && json.contains("db-01/vnic1"))
  }

  @Test func aWordThatMeansNothingIsAnError() throws {
    let finished = try TemporaryFolder.withFirstSite().weft("plan", "-f", "site", "--target", "db-1", "--exclude", "network/prd")
    expect(finished, exit: 1, ["selector.unknown", "selector.unknown"])
    #expect(finished.errors.contains("did you mean 'network/prod'?"), "\(finished)")
  }
}
