import Foundation
import TestSupport
import Testing

/// What is wrong with manifests is all said in one run, each thing once, at its place.
@Suite struct ManifestProblemTests {
  private static let kinds = """
    apiVersion: weft/v1
    kind: Netwrk
    metadata: {name: a}
    spec: {vlan: 100}
    ---
    apiVersion: weft/v1
    kind: QoSPolicy
    metadata: {name: gold}
    spec: {min: 1Gbps}
    ---
    apiVersion: weft/v1
    kind: Network
    metadata: {name: b}
    spec: {vlna: 100, mtu: 1500}
    ---
    apiVersion: weft/v1
    kind: Network
    metadata: {name: c}
    spec: {vlan: [100]}
    ---
    apiVersion: weft/v1
    kind: Network
    metadata: {name: d}
    spec: {vlan: 4095}
    ---
    apiVersion: weft/v1
    kind: Network
    metadata: {name: Lab}
    spec: {vlan: 101}
    ---
    apiVersion: weft/v2
    kind: Network
    metadata: {name: e}
    spec: {vlan: 101}
    ---
    apiVersion: weft/v1
    kind: Network
    metadata: {name: prod}
    spec: {vlan: 101, mtu: large}
    ---
    apiVersion: weft/v1
    kind: VSAN
    metadata: {name: prod, namespace: x}
    spec: {vsan: 10, fabric: C}
    """

  private static let profiles = """
    apiVersion: weft/v1
    kind: Server
    metadata: {name: db-02}
    spec:
      connections: [{appliance: vio-2, port: 2}]
    ---
    apiVersion: weft/v1
    kind: Server
    metadata: {name: db-03}
    spec:
      connections: [{appliance: vio-1, port: 3}]
    ---
    apiVersion: weft/v1
    kind: ServerProfile
    metadata: {name: one}
    spec:
      server: db-03
      vnics:
        - {name: vnic0, network: prd, mac: {static: "02:57:00:00:02:01"}}
        - {name: vnic1, network: prod, mac: {static: "02:57:00:00:02"}}
        - {name: vnic2, network: prod, mac: {static: "03:57:00:00:02:02"}}
        - {name: vnic3, network: prod, bandwidth: {min: 10}}
        - {name: vnic4, network: prod, bandwidth: {min: 2Gbps, max: 1Gbps}}
      vhbas:
        - {name: vhba0, vsan: san-b, wwpn: {static: "20:00:02:57:00:00:02:00:01"}}
    ---
    apiVersion: weft/v1
    kind: ServerProfile
    metadata: {name: two}
    spec:
      server: db-03
      vnics:
        - {name: vnic0, network: prod, mac: {static: "02:57:00:00:02:01"}}
        - {name: vnic0, network: prod}
    ---
    apiVersion: weft/v1
    kind: ServerProfile
    metadata: {name: two}
    spec: {server: none}
    """

  private static let problemsOfKinds = [
    "site/kinds.yaml:2:7 kind.unknown", "site/kinds.yaml:14:8 field.unknown",
    "site/kinds.yaml:19:14 value.type", "site/kinds.yaml:24:14 value.range", "site/kinds.yaml:28:18 name.invalid",
    "site/kinds.yaml:31:13 apiVersion.unknown", "site/kinds.yaml:39:24 value.type",
    "site/kinds.yaml:44:26 value.unknown", "site/site.yaml:15:18 name.duplicate",
  ]

  private static let problemsOfProfiles = [
    "site/profiles.yaml:5:29 reference.unknown", "site/profiles.yaml:19:30 reference.unknown", "site/profiles.yaml:20:50 mac.invalid",
    "site/profiles.yaml:21:41 identity.invalid", "site/profiles.yaml:22:53 rate.invalid",
    "site/profiles.yaml:23:47 rate.minimumOverMaximum", "site/profiles.yaml:25:27 reference.unknown",
    "site/profiles.yaml:25:49 wwn.invalid", "site/profiles.yaml:31:11 server.conflict", "site/profiles.yaml:33:41 identity.duplicate",
    "site/profiles.yaml:34:14 name.duplicate", "site/profiles.yaml:38:18 name.duplicate",
  ]

  @Test func allProblemsOfAFolderAreSaidInOneRun() throws {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.write(Self.kinds, to: "site/kinds.yaml")
    try folder.write(Self.profiles, to: "site/profiles.yaml")
    let all = (Self.problemsOfKinds.dropLast() + Self.problemsOfProfiles + Self.problemsOfKinds.suffix(1))
    let text = try folder.weft("validate", "-f", "site")
    #expect(text.code == 1, "\(text)")
    #expect(text.problems == Array(all), "\(text)")
    #expect(text.verdict.hasPrefix("\(all.count) errors, "), "\(text)")
    for help in ["'Network'?", "'vlan'?", "'lab' would do", "reads 'weft/v1'", "'A'?", "'prod'?", "'san-a'?", "'vio-1'?"] {
      #expect(text.output.contains(help), "\(text)")
    }
    let plan = try folder.weft("plan", "-f", "site")
    #expect(plan.code == 1)
    #expect(plan.problems == text.problems, "\(plan)")
  }

  @Test func jsonSaysTheSame() throws {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.write(Self.kinds, to: "site/kinds.yaml")
    try folder.write(Self.profiles, to: "site/profiles.yaml")
    let text = try folder.weft("validate", "-f", "site")
    let json = try folder.weft("validate", "-f", "site", "--format", "json")
    #expect(json.code == 1)
    #expect(json.errors == "")
    let report = try JSONDecoder().decode(Report.self, from: Data(json.output.utf8))
    #expect(report.format == "weft/diagnostics/1")
    #expect(report.errors == text.problems.count)
    #expect(report.diagnostics.map { "\($0.file):\($0.line):\($0.column) \($0.id)" } == text.findings)
  }

  private struct Report: Decodable {
    let format: String
    let errors: Int
    let diagnostics: [Entry]

    struct Entry: Decodable {
      let id: String
      let file: String
      let line: Int
      let column: Int
    }
  }

  @Test func whatWasLostIsNotMissedAgain() throws {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.edit("site/site.yaml", "name: vnic0, network: prod", "network: prod")
    try folder.edit("site/site.yaml", "{name: vhba0, vsan: san-a}", "{name: vhba0}")
    try folder.edit("site/site.yaml", "kind: VSAN", "kind: VLAN")
    let finished = try folder.weft("validate", "-f", "site")
    #expect(finished.code == 1)
    #expect(
      finished.findings == ["site/site.yaml:19:7 kind.unknown", "site/site.yaml:39:7 field.missing", "site/site.yaml:42:7 field.missing"],
      "\(finished)")
  }

  @Test func aFolderWithoutProblemsIsValid() throws {
    let folder = try TemporaryFolder.withFirstSite()
    let finished = try folder.weft("validate", "-f", "site")
    expect(finished, exit: 0)
    #expect(finished.verdict == "7 objects in 1 file: valid")
  }

  @Test func hardwareThatCannotBeIsRefused() throws {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.write(
      """
      apiVersion: weft/v1
      kind: Appliance
      metadata: {name: vio-2}
      spec:
        driver: file:vio-2.xml
        model: VIO-4001
        adapters:
          - {slot: 1, model: x520-SR2, ports: [{port: 1}, {port: 3}]}
          - {slot: 9, model: QLE2562}
          - {slot: 2, model: x521-SR2}
      ---
      apiVersion: weft/v1
      kind: Server
      metadata: {name: db-02}
      spec: {connections: [{appliance: vio-2, port: 17}]}
      ---
      apiVersion: weft/v1
      kind: AdapterPool
      metadata: {name: lan}
      spec: {type: ethernet, select: {ports: [vio-2/1/3, vio-2/1]}}
      """, to: "site/more.yaml")
    let finished = try folder.weft("validate", "-f", "site")
    #expect(finished.code == 1)
    #expect(
      finished.findings == [
        "site/more.yaml:8:60 inventory.noSuchPort", "site/more.yaml:9:14 inventory.noSuchSlot", "site/more.yaml:10:24 catalogue.unknown",
        "site/more.yaml:15:47 inventory.noSuchPort", "site/more.yaml:20:52 port.invalid",
      ], "\(finished)")
    #expect(finished.output.contains("did you mean 'x520-SR2'?"))
  }
}
