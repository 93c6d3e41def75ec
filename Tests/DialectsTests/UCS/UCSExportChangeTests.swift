import Dialects
import Documents
import FabricModel
import Foundation
import TestSupport
import Testing
import XML

/// A change of the manifests appears in the document that they were imported from, and nothing else changes there.
@Suite struct UCSExportChangeTests {
  private let text: String
  private let backup: UCSDocument

  init() throws {
    text = try String(contentsOf: Repository.examples.appending(path: "ucs/site/ucs-1.xml"), encoding: .utf8)
    backup = try UCSDocument(text)
  }

  /// What another document says, whose manifests are exported over this one.
  private func exported(_ changed: String) throws -> (wanted: UCSDocument, export: UCSExport, found: UCSDocument) {
    let wanted = try UCSDocument(changed)
    let export = wanted.export(over: backup)
    return (wanted, export, try UCSDocument(export.bytes))
  }

  private func expectNothingElse(_ old: String, _ new: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try #require(text.contains(old), sourceLocation: sourceLocation)
    let (wanted, export, found) = try exported(text.replacing(old, with: new))
    #expect(difference(found.elements, wanted.elements) == [], sourceLocation: sourceLocation)
    #expect(found.elements != backup.elements, sourceLocation: sourceLocation)
    #expect(export.losses.isEmpty && export.diagnostics == [] && export.renames == [], sourceLocation: sourceLocation)
  }

  @Test func anUnchangedDocumentStaysByteForByte() throws {
    #expect(String(decoding: backup.export(over: backup).bytes, as: UTF8.self) == text)
  }

  @Test func aVLANGetsAnotherNumber() throws { try expectNothingElse(#"name="prod" id="100""#, #"name="prod" id="110""#) }

  @Test func aVSANGetsAnotherNumber() throws { try expectNothingElse(#"name="san-b" id="102""#, #"name="san-b" id="202""#) }

  @Test func aTemplateAndItsVNICsGetAnotherMTU() throws { try expectNothingElse(#"mtu="9000""#, #"mtu="4000""#) }

  @Test func aVNICGetsAnotherAddress() throws { try expectNothingElse("00:25:B5:0B:00:02", "00:25:B5:0B:00:1A") }

  @Test func aProfileGetsAnotherServer() throws { try expectNothingElse("sys/chassis-1/blade-2", "sys/chassis-3/blade-8") }

  @Test func aPolicyGetsAnotherRate() throws { try expectNothingElse(#"rate="5000000""#, #"rate="2500000""#) }

  @Test func aPoolGetsMoreAddresses() throws { try expectNothingElse("00:25:B5:0A:00:1F", "00:25:B5:0A:00:FF") }

  @Test func aVNICIsRemoved() throws {
    // From the policy and from both profiles, which have it from there.
    let removed = try NSRegularExpression(pattern: #" *<vnicEther name="eth-b".*?</vnicEther>\n"#, options: .dotMatchesLineSeparators)
      .stringByReplacingMatches(in: text, range: NSRange(text.startIndex..., in: text), withTemplate: "")
    let (wanted, export, found) = try exported(removed)
    #expect(difference(found.elements, wanted.elements) == [])
    #expect(String(decoding: export.bytes, as: UTF8.self) == removed)
  }

  @Test func aProfileIsAdded() throws {
    let start = try #require(text.range(of: #"      <lsServer name="db-2""#))
    let end = try #require(text.range(of: "      </lsServer>\n", range: start.lowerBound..<text.endIndex))
    let added = text[start.lowerBound..<end.upperBound].replacing("db-2", with: "db-3").replacing("blade-2", with: "blade-3")
      .replacing("00:02", with: "00:03").replacing("000000000002", with: "000000000003")
    let (wanted, _, found) = try exported(text.replacingCharacters(in: end.upperBound..<end.upperBound, with: added))
    #expect(difference(found.lines, wanted.lines) == [])
    #expect(found.state == wanted.state)
    #expect(difference(found.elements.filter { !$0.contains("name=db-3 ") }, backup.elements) == [])
  }

  @Test func whatIsRemovedIsNotDeletedByARequest() throws {
    let wanted = try UCSDocument(text.replacing(##"      <fabricVlan name="backup" id="200" defaultNet="no" sharing="none"/>"##, with: ""))
    let export = wanted.export(over: backup, as: .configConfMos)
    #expect(export.diagnostics.map(\.id) == ["ucs.stays"])
    #expect(export.diagnostics[0].message.contains("fabricVlan[backup]"))
  }

  @Test func aBootListGetsAPolicyOfItsOwn() throws {
    let wanted = try UCSDocument(text.replacing("50:06:01:68:3B:20:00:01", with: "50:06:01:68:3B:20:00:77"))
    let export = wanted.export(over: backup)
    let found = try UCSDocument(export.bytes)
    #expect(difference(found.lines, wanted.lines) == [])
    // The old one may serve others, so it stays as it is.
    #expect(String(decoding: export.bytes, as: UTF8.self).contains("50:06:01:68:3B:20:00:01"))
  }

  @Test func aListThatStandsInThePolicyAloneIsSaidAsAWhole() throws {
    // db-1 has its vNICs by its policy; then one gets an address of its own.
    let own = try NSRegularExpression(
      pattern: #" *<vnicEther name="eth-." addr="00:25:B5:0.:00:01".*?</vnicEther>\n"#, options: .dotMatchesLineSeparators)
    let bare = own.stringByReplacingMatches(in: text, range: NSRange(text.startIndex..., in: text), withTemplate: "")
    let base = try UCSDocument(bare)
    #expect(base.state.profiles[0].vports.filter { $0.kind == .vnic && $0.mac == nil }.count == 2)
    let wanted = try UCSDocument(text)
    let found = try UCSDocument(wanted.export(over: base).bytes)
    #expect(found.state == wanted.state)
  }

  @Test func aVNICThatContradictsItsTemplateIsToldOf() throws {
    let wanted = try UCSDocument(
      text.replacing(
        ##"00:25:B5:0B:00:02" identPoolName="macs-b" nwTemplName="eth-b" switchId="B" mtu="9000""##,
        with: ##"00:25:B5:0B:00:02" identPoolName="macs-b" nwTemplName="eth-b" switchId="B" mtu="1600""##))
    let carried = wanted.export(over: backup)
    #expect(difference(try UCSDocument(carried.bytes).elements, wanted.elements) == [])
    #expect(carried.diagnostics.map(\.id) == ["ucs.contradiction", "ucs.contradiction"], "the vNIC, and its profile")
    let fresh = wanted.export()
    #expect(fresh.losses.entries.map { "\($0.path) \($0.first)" }.contains("VNIC/template db-2/eth-b"))
    #expect(!String(decoding: fresh.bytes, as: UTF8.self).contains(##"mtu="1600" name="eth-b" nwTemplName"##))
  }

  @Test func whatARequestRefersToStandsBeforeIt() throws {
    let document = try UCSDocument(backup.export(over: backup, as: .configConfMos).bytes)
    var classes: [String] = []
    document.tape.withRoot { root in
      root.forEachChild { $0.forEachChild { pair in pair.forEachChild { if classes.last != $0.name { classes.append($0.name) } } } }
    }
    #expect(
      classes == [
        "topSystem", "orgOrg", "macpoolPool", "fcpoolInitiators", "uuidpoolPool", "fabricVlan", "qosclassDefinition", "fabricVsan",
        "epqosDefinition", "lsbootPolicy", "lsmaintMaintPolicy", "vnicLanConnTempl", "vnicSanConnTempl", "vnicLanConnPolicy",
        "vnicSanConnPolicy", "lsServer",
      ])
  }

  @Test func aScheduleGoesThroughARequest() throws {
    let schedule =
      ##"<trigSched name="weekly"><trigRecurrWindow name="w" day="Sunday" hour="2" minute="30" timeCap="00:04:00:00"/></trigSched>"##
    let scheduled = text.replacing(##"descr="written by hand: no backup of a real domain"/>"##, with: ">\(schedule)</topSystem>")
      .replacing(##"uptimeDisr="user-ack" schedName="""##, with: ##"uptimeDisr="timer-automatic" schedName="weekly""##)
    let base = try UCSDocument(scheduled)
    #expect(base.lines.contains("    - {days: [sun], from: \"02:30\", to: \"06:30\"}"))
    for export in [base.export(over: base, as: .configConfMos), base.export(as: .configConfMos), base.export()] {
      let policies = try UCSDocument(export.bytes).manifest.maintenancePolicies
      #expect(policies == base.manifest.maintenancePolicies)
    }
  }

  @Test func secretsAreLeftOutAndCounted() throws {
    let secret = text.replacing(
      "  <topSystem name=\"ucs-1\" descr=\"written by hand: no backup of a real domain\"/>",
      with: """
          <topSystem name="ucs-1">
            <aaaUserEp><aaaUser name="admin" pwd="" encPwd="UkVEQUNURUQ" encPwdSet="yes"/></aaaUserEp>
            <commSnmp community="UkVEQUNURUQ"/><newClass apiKeyPassword="UkVEQUNURUQ" name="kept"/>
            <!-- <mgmtBackup pwd="UkVEQUNURUQ"/> --><!-- kept -->
          </topSystem>
        """)
    let base = try UCSDocument(secret)
    let export = base.export(over: base)
    let written = String(decoding: export.bytes, as: UTF8.self)
    #expect(!written.contains("UkVEQUNURUQ"))
    #expect(written.contains(#"<aaaUser name="admin" pwd="" encPwdSet="yes"/>"#) && written.contains("<!-- kept -->"))
    #expect(
      export.losses.entries.map { "\($0.path) \($0.count) \($0.reason)" } == [
        "aaaUser/@encPwd 1 secret", "commSnmp/@community 1 secret", "newClass/@apiKeyPassword 1 secret", "topSystem/comment() 1 secret",
      ])
    #expect(!export.losses.text.contains("UkVEQUNURUQ"))
  }

  @Test(arguments: UCSForm.allCases) func theManifestsAloneGiveTheSameManifestsAgain(form: UCSForm) throws {
    let again = try UCSDocument(backup.export(as: form).bytes)
    // A request that came from no device names none; that of classes stays with the device.
    func plain(_ lines: [String]) -> [String] { lines.map { $0.replacing("ucs-1", with: "ucs") }.filter { !$0.contains("class:") } }
    #expect(difference(plain(again.lines), plain(backup.lines)) == [])
  }
}

/// The repository that is tested.
private enum Repository {
  static let examples: URL = {
    var root = URL(filePath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root.appending(path: "examples")
  }()
}
