import TestSupport
import Testing

@Suite struct DriftCommandTests {
  @Test func aSiteAsItWasLeftHasNone() throws {
    let finished = try TemporaryFolder.withFirstSite(applied: true).weft("drift", "-f", "site")
    expect(finished, exit: 0)
    #expect(finished.output == "No drift. The fabric is as weft left it.\n")
  }

  @Test func whatSomebodyChangedOrTookAwayIsToldWithBothValues() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.edit("site/vio-1.xml", "vlan=\"100\"", "vlan=\"120\"")
    let lines = try folder.text(of: "site/vio-1.xml").split(separator: "\n").filter { !$0.contains("name=\"vnic1\"") }
    try folder.write(lines.joined(separator: "\n"), to: "site/vio-1.xml")
    let finished = try folder.weft("drift", "-f", "site")
    expect(finished, exit: 2)
    #expect(
      finished.output == "vio-1: db-01/vnic1 is gone\nvio-1: network/prod: vlan was 100, is 120\nDrift: 2 objects.\n", "\(finished)")
    let json = try folder.weft("drift", "-f", "site", "--format", "json")
    expect(json, exit: 2)
    #expect(json.output.contains("\"format\": \"weft/drift/1\"") && json.output.contains("\"kind\": \"gone\""), "\(json)")
  }

  @Test func whatIsNotWeftsIsListedAndIsNoDrift() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.edit("site/vio-1.xml", "  </networks>", "    <network name=\"hand\" vlan=\"130\"/>\n  </networks>")
    let finished = try folder.weft("drift", "-f", "site")
    expect(finished, exit: 0)
    #expect(finished.output.hasPrefix("Not weft's (1):\n  vio-1: network/hand\n"), "\(finished)")
  }
}
