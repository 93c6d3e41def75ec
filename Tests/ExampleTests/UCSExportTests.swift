import Foundation
import TestSupport
import Testing
import Workloads

/// `weft export` for Cisco UCS Manager.
@Suite struct UCSExportTests {
  /// The folder `site` with the example's one document and the manifests that importing it gives.
  private func imported(_ document: String? = nil) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let text = try document ?? String(contentsOfFile: "\(Repository.path)/examples/ucs/site/ucs-1.xml", encoding: .utf8)
    try FileManager.default.createDirectory(atPath: folder / "site", withIntermediateDirectories: true)
    try folder.write(text, to: "site/ucs-1.xml")
    expect(try folder.weft("import", "site/ucs-1.xml", "--out", "site"), exit: 0, ["ucs.doubleList"])
    return folder
  }

  @Test(arguments: [[], ["--dialect", "ucs"], ["--observed"]])
  func anUnchangedImportGivesTheDocumentAgain(flags: [String]) throws {
    let folder = try imported()
    let finished = try Weft.run(["export", "-f", "site", "--out", "out"] + flags, in: folder.path)
    expect(finished, exit: 0)
    #expect(try folder.text(of: "out/ucs-1.xml") == (try folder.text(of: "site/ucs-1.xml")))
  }

  @Test func aChangeOfTheManifestsIsAllThatChanges() throws {
    let folder = try imported()
    try folder.edit("site/networks.yaml", "vlan: 100", "vlan: 110")
    let finished = try folder.weft("export", "-f", "site", "--appliance", "ucs-1")
    expect(finished, exit: 0)
    #expect(finished.output == (try folder.text(of: "site/ucs-1.xml")).replacing(#"name="prod" id="100""#, with: #"name="prod" id="110""#))
  }

  @Test func aRequestOfAnImportGivesTheSameManifests() throws {
    let folder = try imported()
    expect(try folder.weft("export", "-f", "site", "--form", "configConfMos", "--appliance", "ucs-1", "--out", "again.xml"), exit: 0)
    expect(try folder.weft("import", "again.xml", "--out", "again"), exit: 0, ["ucs.doubleList", "driver.path"])
    for name in try FileManager.default.contentsOfDirectory(atPath: folder / "again").sorted() where name != "appliances.yaml" {
      let lines = try folder.text(of: "again/\(name)").split(separator: "\n").dropFirst()
      #expect(lines == (try folder.text(of: "site/\(name)")).split(separator: "\n").dropFirst(), "\(name)")
    }
  }

  @Test(
    .enabled(if: hasUCSValidator, "python3 with the package ucsmsdk 0.9.27 is not there"), arguments: ["first", "templates"],
    ["topRoot", "configConfMos"])
  func manifestsWrittenByHandAreWhatCiscosMetadataAllows(example: String, form: String) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder / "site", withIntermediateDirectories: true)
    for name in ["site.yaml", "vio-1.xml"] { try folder.copy("\(Repository.path)/examples/\(example)/\(name)", to: "site/\(name)") }
    let finished = try folder.weft(
      "export", "-f", "site", "--dialect", "ucs", "--form", form, "--appliance", "vio-1", "--out", "ucs.xml", "--report", "report.json")
    expect(finished, exit: 0)
    #expect(try ucsProblems(in: [folder / "ucs.xml"]) == [])
    #expect(finished.errors.contains("ServerProfile/redundancy"), "\(finished)")
    #expect(try folder.text(of: "report.json").contains(#""path": "ServerProfile/redundancy""#))
    #expect(try folder.weft("import", "ucs.xml", "--out", "again").code == 0)
  }

  @Test(.enabled(if: hasUCSValidator, "python3 with the package ucsmsdk 0.9.27 is not there"))
  func appliancesOfAnotherMakeAreWhatCiscosMetadataAllows() throws {
    let folder = try TemporaryFolder()
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(Repository.path)/examples/quickstart/appliances").sorted()
    try FileManager.default.createDirectory(atPath: folder / "site", withIntermediateDirectories: true)
    for name in names { try folder.copy("\(Repository.path)/examples/quickstart/appliances/\(name)", to: "site/\(name)") }
    expect(try Weft.run(["import"] + names.map { "site/\($0)" } + ["--out", "site"], in: folder.path), exit: 0)
    expect(try folder.weft("export", "-f", "site", "--dialect", "ucs", "--out", "desired"), exit: 0)
    expect(try folder.weft("export", "-f", "site", "--dialect", "ucs", "--observed", "--out", "observed"), exit: 0)
    #expect(try ucsProblems(in: names.flatMap { [folder / "desired/\($0)", folder / "observed/\($0)"] }) == [])
  }

  @Test func bothVNICsOfAPairAreOnSidesOfTheirOwn() throws {
    let folder = try TemporaryFolder.withFirstSite()
    let finished = try folder.weft("export", "-f", "site", "--dialect", "ucs", "--appliance", "vio-1")
    expect(finished, exit: 0)
    let sides = finished.output.split(separator: "\n").filter { $0.contains("switchId=") }.map { line in
      ["name", "switchId"].map { name in line.split(separator: "\(name)=\"")[1].prefix { $0 != "\"" } }.joined(separator: " ")
    }
    #expect(sides == ["vnic0 A", "vnic1 B", "vhba0 A", "vhba1 B"])
    #expect(finished.output.contains(#"<lsBinding pnDn="sys/chassis-1/blade-1"/>"#))
    #expect(finished.output.contains(#"identPoolName="macs""#) && finished.output.contains(#"identPoolName="wwns""#))
  }

  @Test func namesThatAreTooLongAreCutAndTold() throws {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.edit(
      "site/site.yaml", "    - {name: vnic0, network: prod, bandwidth: {min: 1Gbps}}",
      "    - {name: vnic0, network: prod, qos: a-policy-with-a-long-name}")
    let policy = "---\napiVersion: weft/v1\nkind: QoSPolicy\nmetadata: {name: a-policy-with-a-long-name}\nspec: {max: 2Gbps, class: 4}\n"
    try folder.write(try folder.text(of: "site/site.yaml") + policy, to: "site/site.yaml")
    let finished = try folder.weft("export", "-f", "site", "--dialect", "ucs", "--appliance", "vio-1")
    expect(finished, exit: 0)
    let name = try #require(finished.output.firstMatch(of: /epqosDefinition name="(a-policy-wi-[0-9a-f]{4})"/)).1
    #expect(finished.output.contains(#"qosPolicyName="\#(name)""#))
    #expect(finished.output.contains(#"<epqosEgress prio="gold" rate="2000000"/>"#))
    #expect(finished.errors.contains("QoS policy a-policy-with-a-long-name  \(name)"), "\(finished)")
  }

  @Test func aProfileThatIsOnNoServerIsThereAllTheSame() throws {
    let folder = try TemporaryFolder.withFirstSite()
    let profile = """
      ---
      apiVersion: weft/v1
      kind: ServerProfile
      metadata: {name: db-02}
      spec: {server: none, vnics: [{name: vnic0, network: prod, mtu: 1600, failover: true}]}

      """
    try folder.write(try folder.text(of: "site/site.yaml") + profile, to: "site/site.yaml")
    let finished = try folder.weft("export", "-f", "site", "--dialect", "ucs", "--appliance", "vio-1")
    expect(finished, exit: 0)
    let idle = try #require(finished.output.range(of: #"<lsServer name="db-02" type="instance" uuid="derived">"#))
    let vnic = #"mtu="1600" name="vnic0" order="unspecified" switchId="A-B""#
    #expect(finished.output[idle.upperBound...].contains(vnic), "\(finished)")
  }

  @Test(arguments: GeneratedUCSDomain.Identities.allCases)
  func whateverIsInADomainItStaysByteForByte(identities: GeneratedUCSDomain.Identities) throws {
    let folder = try TemporaryFolder()
    let domain = GeneratedUCSDomain(profiles: 40, seed: 31, identities: identities)
    try folder.write(domain.xml, to: "site/ucs.xml")
    #expect(try folder.weft("import", "site/ucs.xml", "--out", "site").code == 0)
    let finished = try folder.weft("export", "-f", "site", "--appliance", "generated", "--out", "again.xml")
    expect(finished, exit: 0)
    #expect(try folder.bytes(of: "again.xml") == domain.xml)
    #expect(finished.errors == "")
  }

  @Test func anotherApplianceOfTheSiteLeavesTheDomainAlone() throws {
    let folder = try imported()
    for name in ["site.yaml", "vio-1.xml"] { try folder.copy("\(Repository.path)/examples/first/\(name)", to: "site/\(name)") }
    // Both have a network of that name, which then is one.
    try folder.edit(
      "site/site.yaml", "metadata: {name: prod}\nspec: {vlan: 100, physicalNetwork: lan}",
      "metadata: {name: lan}\nspec: {vlan: 100, physicalNetwork: lan}")
    try folder.write(
      try folder.text(of: "site/site.yaml").replacing("network: prod", with: "network: lan").replacing("san-a", with: "san-1")
        .replacing("{name: vhba0, ", with: "{name: vhba0, wwpn: {pool: wwns}, ").replacing(
          "{name: vhba1, ", with: "{name: vhba1, wwpn: {pool: wwns}, "
        )
        .replacing("{name: vnic0, ", with: "{name: vnic0, mac: {pool: macs}, ").replacing(
          "{name: vnic1, ", with: "{name: vnic1, mac: {pool: macs}, "),
      to: "site/site.yaml")
    let finished = try folder.weft("export", "-f", "site", "--appliance", "ucs-1")
    #expect(finished.code == 0, "\(finished)")
    #expect(finished.output == (try folder.text(of: "site/ucs-1.xml")))
  }
}
