import Foundation
import TestSupport
import Testing

/// What weft does not understand stays as it is, and is listed where it cannot come along.
@Suite struct ForeignContentTests {
  private static let root = "<vioConfig xmlns=\"urn:weft:vio-config:1\" xmlns:n=\"urn:noc\" n:ticket='4711'>"
  private static let middle = """
      <networks>
        <!-- of the network team -->
        <network name="hand"   vlan='130' n:who="kim"><n:note>keep &amp; care</n:note></network>
        <fan speed="3"/>
      </networks>
      <?noc run?>
      <n:extra><a b="c"/><a b="d"/>\t</n:extra>

    """

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.edit("site/vio-1.xml", "<vioConfig xmlns=\"urn:weft:vio-config:1\">", Self.root)
    try folder.edit("site/vio-1.xml", "  <serverPorts>", Self.middle + "  <serverPorts>")
    return folder
  }

  @Test func anApplyLeavesEveryLineOfIt() throws {
    let folder = try folder()
    let before = try folder.text(of: "site/vio-1.xml").components(separatedBy: "\n")
    try folder.apply()
    try folder.edit("site/site.yaml", "vlan: 100", "vlan: 120")
    try folder.apply("--allow", "outage")
    let after = try folder.text(of: "site/vio-1.xml").components(separatedBy: "\n")
    let difference = after.difference(from: before)
    #expect(difference.removals.isEmpty, "\(difference.removals)")
    #expect(difference.insertions.count == 12)
    try folder.expectNoChanges()
  }

  @Test func whatIsTakenBackLeavesTheTextOfBefore() throws {
    let folder = try folder()
    let text = try folder.text(of: "site/vio-1.xml")
    try folder.apply()
    try folder.edit(
      "site/site.yaml", "name: vnic0, network: prod, bandwidth: {min: 1Gbps}", "name: vnic0, network: prod, bandwidth: {min: 3Gbps}")
    try folder.apply()
    let manifests = try folder.text(of: "site/site.yaml").components(separatedBy: "---\n")
    try folder.write(manifests[0], to: "site/site.yaml")
    try folder.apply("--allow", "outage", "--max-deletes", "9", "--allow-empty")
    let ends = ["<vsans>", "</vsans>", "<profiles>", "</profiles>", "<vsans/>", "<profiles/>"]
    let rest = try folder.text(of: "site/vio-1.xml").components(separatedBy: "\n").filter { line in
      !ends.contains(line.trimmingCharacters(in: .whitespaces))
    }
    #expect(rest == text.components(separatedBy: "\n"))
  }

  @Test func anImportListsItWithCounts() throws {
    let folder = try folder()
    let finished = try folder.weft("import", "site/vio-1.xml", "--out", "site/new", "--report", "loss.json")
    #expect(finished.code == 0)
    let losses = [
      "3:60 /vioConfig/@n:ticket 1", "25:39 /vioConfig/networks/network/@n:who 1", "25:52 /vioConfig/networks/network/n:note 1",
      "25:59 /vioConfig/networks/network/n:note/text() 1", "26:6 /vioConfig/networks/fan 1", "26:10 /vioConfig/networks/fan/@speed 1",
      "29:4 /vioConfig/n:extra 1", "29:13 /vioConfig/n:extra/a 2", "29:15 /vioConfig/n:extra/a/@b 2",
    ]
    let report = try JSONDecoder().decode(ImportReport.self, from: Data(folder.bytes(of: "loss.json"))).losses
    #expect(report.map { "\($0.line):\($0.column) \($0.path) \($0.count)" } == losses)
    let lines = finished.errors.split(separator: "\n").filter { $0.contains("×") }
    #expect(lines.map(String.init) == report.map { "\($0.file):\($0.line):\($0.column): \($0.path) ×\($0.count)" })
  }

  @Test func strictMakesItAnErrorAndWritesNothing() throws {
    let folder = try folder()
    let finished = try folder.weft("import", "site/vio-1.xml", "--out", "site", "--strict")
    expect(finished, exit: 1, ["import.lossy"])
    #expect(finished.errors.contains("11 elements or attributes were not understood"))
    #expect(folder.names(in: "site") == ["site.yaml", "vio-1.xml"])
  }

  private struct ImportReport: Decodable {
    let losses: [Loss]
  }

  private struct Loss: Decodable {
    let path: String
    let count: Int
    let file: String
    let line: Int
    let column: Int
  }
}
