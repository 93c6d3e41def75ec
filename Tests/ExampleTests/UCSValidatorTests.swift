import Foundation
import TestSupport
import Testing

/// `Tests/ucs-validate` finds what is wrong: a judge that lets everything pass would prove nothing of what weft writes.
@Suite(.enabled(if: hasUCSValidator, "python3 with the package ucsmsdk 0.9.27 is not there"))
struct UCSValidatorTests {
  /// A sound backup of one profile with its pool and its network.
  private static let backup = """
    <topRoot>
      <orgOrg name="root" descr="">
        <macpoolPool name="macs" assignmentOrder="sequential">
          <macpoolBlock from="00:25:B5:00:00:00" to="00:25:B5:00:00:FF"/>
        </macpoolPool>
        <lsServer name="esx-01" type="instance" uuid="derived" identPoolName="uuids">
          <vnicEther name="eth0" addr="derived" identPoolName="macs" mtu="9000" order="1" switchId="A-B">
            <vnicEtherIf name="prod" defaultNet="yes"/>
          </vnicEther>
          <lsBinding pnDn="sys/chassis-1/blade-4"/>
        </lsServer>
      </orgOrg>
      <fabricEp><fabricLanCloud><fabricVlan name="prod" id="100"/></fabricLanCloud></fabricEp>
    </topRoot>
    """

  private static let request = """
    <configConfMos cookie="" inHierarchical="false">
      <inConfigs>
        <pair key="org-root/org-a/ls-esx-01">
          <lsServer dn="org-root/org-a/ls-esx-01" status="created,modified" name="esx-01">
            <vnicEther rn="ether-eth0" name="eth0" order="unspecified"/>
          </lsServer>
        </pair>
        <pair key="org-root/org-a/ls-esx-02/pn"><lsBinding dn="org-root/org-a/ls-esx-02/pn" status="deleted"/></pair>
        <pair key="org-root/org-a/ls-esx-03"><lsServer dn="org-root/org-a/ls-esx-03" status="modified" descr="named by its DN"/></pair>
      </inConfigs>
    </configConfMos>
    """

  /// A change to a sound document, and what is said of the outcome.
  struct Wrong: Sendable, CustomTestStringConvertible {
    let sound, wrong, problem: String
    init(_ sound: String, _ wrong: String, _ problem: String) { (self.sound, self.wrong, self.problem) = (sound, wrong, problem) }
    var testDescription: String { wrong }
  }

  private static let profile = "/topRoot/orgOrg[root]/lsServer[esx-01]"
  private static let pair = "/configConfMos/inConfigs/pair[org-root/org-a/ls-esx-01]"

  @Test(arguments: [backup, request]) func aSoundDocumentPasses(text: String) throws {
    #expect(try problems(in: text) == [])
  }

  @Test(arguments: [
    Wrong(
      #"<vnicEtherIf name="prod" defaultNet="yes"/>"#, #"<lsBinding pnDn=""/>"#,
      "\(profile)/vnicEther[eth0]/lsBinding: cannot stand in vnicEther"),
    Wrong(#"<vnicEther name="eth0""#, "<vnicEther", "\(profile)/vnicEther: lacks the naming attribute name"),
    Wrong(#"switchId="A-B""#, #"switchId="C""#, "\(profile)/vnicEther[eth0]/@switchId: 'C' is not one of A A-B B B-A NONE"),
    Wrong(#"mtu="9000""#, #"mtu="9159""#, "\(profile)/vnicEther[eth0]/@mtu: '9159' is not in 1500-9158"),
    Wrong(#"id="100""#, #"id="4045""#, "/topRoot/fabricEp/fabricLanCloud/fabricVlan[prod]/@id: '4045' is not in 1-4042, 4048-4093"),
    Wrong(#"order="1""#, #"order="257""#, "\(profile)/vnicEther[eth0]/@order: '257' is not one of unspecified or in 0-256"),
    Wrong(#"name="eth0""#, #"name="eth 0""#, "\(profile)/vnicEther[eth 0]/@name: 'eth 0' is not of the form [\\-\\.:_a-zA-Z0-9]{1,16}"),
    Wrong(#"mtu="9000""#, #"jumbo="yes""#, "\(profile)/vnicEther[eth0]/@jumbo: unknown attribute"),
    Wrong(#"mtu="9000""#, #"operOrder="1""#, "\(profile)/vnicEther[eth0]/@operOrder: is read-only"),
    Wrong(#"mtu="9000""#, #"fltAggr="0""#, "\(profile)/vnicEther[eth0]/@fltAggr: is internal"),
    Wrong("<lsBinding pnDn", "<lsFastening pnDn", "\(profile)/lsFastening: unknown class"),
    Wrong(
      "</fabricLanCloud>", #"<fabricVlan name="prod" id="101"/></fabricLanCloud>"#,
      "/topRoot/fabricEp/fabricLanCloud/fabricVlan[prod]: the DN 'fabric/lan/net-prod' is also that of "
        + "/topRoot/fabricEp/fabricLanCloud/fabricVlan[prod]"),
    Wrong("<lsBinding", "see below <lsBinding", "\(profile): text between the elements"),
  ])
  func whatIsWrongInABackupIsFound(_ change: Wrong) throws {
    #expect(try problems(in: Self.backup, changing: change) == [change.problem])
  }

  @Test(arguments: [
    Wrong(
      #"key="org-root/org-a/ls-esx-01""#, #"key="org-root/org-a/ls-esx-09""#,
      "/configConfMos/inConfigs/pair[org-root/org-a/ls-esx-09]/lsServer[esx-01]/@key: "
        + "'org-root/org-a/ls-esx-09' should be 'org-root/org-a/ls-esx-01'"),
    Wrong(
      #"dn="org-root/org-a/ls-esx-01""#, #"dn="org-root/org-b/ls-esx-01""#,
      "\(pair)/lsServer[esx-01]/@dn: 'org-root/org-b/ls-esx-01' should be 'org-root/org-a/ls-esx-01'"),
    Wrong(#"rn="ether-eth0""#, #"rn="eth0""#, "\(pair)/lsServer[esx-01]/vnicEther[eth0]/@rn: 'eth0' should be 'ether-eth0'"),
    Wrong(
      #"<pair key="org-root/org-a/ls-esx-02/pn"><lsBinding dn="org-root/org-a/ls-esx-02/pn""#,
      #"<pair key="org-root/org-a/pn"><lsBinding dn="org-root/org-a/pn""#,
      "/configConfMos/inConfigs/pair[org-root/org-a/pn]/lsBinding: cannot stand in orgOrg"),
    Wrong(
      #"<pair key="org-root/org-a/ls-esx-02/pn"><lsBinding dn="org-root/org-a/ls-esx-02/pn""#,
      #"<pair key="org-root/a/ls-esx-02/pn"><lsBinding dn="org-root/a/ls-esx-02/pn""#,
      "/configConfMos/inConfigs/pair[org-root/a/ls-esx-02/pn]/@key: no class has the DN 'org-root/a/ls-esx-02'"),
    Wrong(
      #"<lsServer dn="org-root/org-a/ls-esx-03" status="modified" descr="named by its DN"/>"#, "",
      "/configConfMos/inConfigs/pair[org-root/org-a/ls-esx-03]: a request holds inConfigs with pairs of a key and one object"),
    Wrong(
      #"status="deleted""#, #"status="gone""#,
      "/configConfMos/inConfigs/pair[org-root/org-a/ls-esx-02/pn]/lsBinding/@status: 'gone' is not of the form "
        + "((removed|created|modified|deleted),){0,3}(removed|created|modified|deleted){0,1}"),
  ])
  func whatIsWrongInARequestIsFound(_ change: Wrong) throws {
    #expect(try problems(in: Self.request, changing: change) == [change.problem])
  }

  @Test func unknownClassesCanBeLetThrough() throws {
    let text = Self.backup.replacing("<lsBinding", with: #"<lsFuture glow="yes"><lsMore/></lsFuture><lsBinding"#)
    #expect(try problems(in: text) == ["\(Self.profile)/lsFuture: unknown class", "\(Self.profile)/lsFuture/lsMore: unknown class"])
    #expect(try problems(in: text, lenientClasses: true) == [])
    #expect(try problems(in: text.replacing("9000", with: "0"), lenientClasses: true).count == 1)
  }

  @Test(arguments: [
    ("<topRoot><orgOrg", "/: not well-formed: unclosed token: line 1, column 9"),
    ("<network/>", "/network: neither topRoot nor configConfMos"),
  ])
  func anotherDocumentIsRefused(text: String, problem: String) throws {
    #expect(try problems(in: text) == [problem])
  }

  @Test func everyFileIsChecked() throws {
    let folder = try TemporaryFolder()
    let wrong = Self.backup.replacing("9000", with: "9159")
    let paths = [try folder.write(wrong, to: "a.xml"), try folder.write(Self.backup, to: "b.xml"), try folder.write(wrong, to: "c.xml")]
    #expect(try ucsProblems(in: paths)?.count == 2)
  }

  private func problems(in text: String, changing change: Wrong) throws -> [String] {
    try #require(text.ranges(of: change.sound).count == 1)
    return try problems(in: text.replacing(change.sound, with: change.wrong))
  }

  private func problems(in text: String, lenientClasses: Bool = false) throws -> [String] {
    let folder = try TemporaryFolder()
    return try #require(try ucsProblems(in: [try folder.write(text, to: "ucs.xml")], lenientClasses: lenientClasses))
  }
}

/// What a real backup holds that the package does not know or does not allow, as its UCS Manager wrote it.
@Suite(
  .enabled(if: hasUCSValidator, "python3 with the package ucsmsdk 0.9.27 is not there"),
  .enabled(if: FileManager.default.fileExists(atPath: samples + "hx-cluster-ucsm-a.xml"), "the samples are not here"))
struct UCSValidatorOnSamplesTests {
  @Test func aRealBackupDiffersWhereItIsKnownTo() throws {
    let found = try #require(try ucsProblems(in: [samples + "hx-cluster-ucsm-a.xml"]))
    func count(_ suffix: String) -> Int { found.count { $0.hasSuffix(suffix) } }
    #expect(count("biosVfCPUPowerManagement: unknown class") == 3)
    #expect(count("/aaaUser[admin]/@pwdLifeTime: unknown attribute") == 1)
    #expect(found.count { $0.contains("' is not ") } == 15)
    #expect(
      count("/@purpose: is read-only") + count("/@vpEnhancedPowerCapping: is read-only") + count("/@vpLegacyUSBSupport: is read-only") == 11
    )
    #expect(found.count == 3 + 1 + 15 + 11)
  }

  @Test(arguments: [2, 3, 4, 6]) func realRequestsPass(number: Int) throws {
    #expect(try ucsProblems(in: [samples + "xmlapi/ucsmsdk-test-\(number).xml"]) == [])
  }
}

/// Real files, which are not part of the repository.
private let samples: String = {
  var root = URL(filePath: #filePath)
  for _ in 0..<4 { root.deleteLastPathComponent() }
  return root.appending(path: "shared/samples/ucsm").path + "/"
}()
