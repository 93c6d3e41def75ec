import Dialects
import Documents
import FabricModel
import Testing
import Workloads
import XML

/// What the import of a document gives.
func imported(_ text: String) throws -> ImportedManifest { UCSDialect.importManifest(try tape(text), driver: nil) }

/// A backup with what stands in root and in the fabric.
func backup(_ root: String, fabric: String = "") -> String {
  "<topRoot><topSystem name=\"dc-1\"/><fabricEp>\(fabric)</fabricEp><orgOrg name=\"root\">\(root)</orgOrg></topRoot>"
}

private let lan =
  "<fabricLanCloud><fabricVlan name=\"prod\" id=\"100\"/><fabricEthLan id=\"A\"><fabricVlan name=\"backup\" id=\"200\"/></fabricEthLan></fabricLanCloud>"

/// The manifests as they would be written.
private func yaml(_ manifest: Manifest) -> [String] { ManifestFiles.write(manifest, note: "").map { "\($0.name)\n\($0.text)" } }

@Suite struct UCSImportTests {
  @Test(arguments: 1...6) func theOrderOfSiblingsMeansNothing(seed: Int) throws {
    let texts = try [false, true].map { shuffles in
      let domain = GeneratedUCSDomain(profiles: 25, seed: seed, shufflesSiblings: shuffles, hasOddities: seed.isMultiple(of: 2))
      return yaml(try #require(try imported(domain.text).manifest))
    }
    #expect(texts[0] == texts[1])
  }

  @Test func aNameIsLookedUpInTheOwnOrganisationFirst() throws {
    let pool = { (first: String) in
      "<macpoolPool name=\"macs\"><macpoolBlock from=\"00:25:B5:\(first):00:00\" to=\"00:25:B5:\(first):00:0F\"/></macpoolPool>"
    }
    let profile =
      "<lsServer name=\"web\" type=\"instance\"><vnicEther name=\"eth0\" addr=\"derived\" identPoolName=\"macs\" switchId=\"A\"/></lsServer>"
    let text = backup(pool("00") + "<orgOrg name=\"A\">\(pool("01"))\(profile)</orgOrg><orgOrg name=\"B\">\(profile)</orgOrg>")
    let manifest = try #require(try imported(text).manifest)
    let macs = Dictionary(uniqueKeysWithValues: manifest.profiles.map { ($0.spec.nativeName, $0.spec.vnics[0].mac) })
    #expect(macs == ["web@A": .pool("macs-a"), "web@B": .pool("macs")])
    #expect(manifest.profiles.map(\.name).sorted() == ["web-a", "web-b"])
    #expect(manifest.profiles.map(\.namespace) == ["a", "b"])
  }

  @Test func aSidesOwnVLANComesBeforeTheOneForBoth() throws {
    let fabric =
      "<fabricLanCloud><fabricVlan name=\"x\" id=\"10\"/><fabricEthLan id=\"A\"><fabricVlan name=\"x\" id=\"11\"/></fabricEthLan></fabricLanCloud>"
    let vnics = ["A", "B"].map {
      "<vnicEther name=\"eth\($0)\" switchId=\"\($0)\"><vnicEtherIf name=\"x\" defaultNet=\"yes\"/></vnicEther>"
    }
    let manifest = try #require(
      try imported(backup("<lsServer name=\"web\">\(vnics.joined())</lsServer>", fabric: fabric)).manifest)
    #expect(manifest.profiles[0].spec.vnics.map(\.network) == ["x-a", "x"])
  }

  @Test func aPolicysListIsReadOnceThoughItIsWrittenTwice() throws {
    let vnic =
      "<vnicEther name=\"eth0\" addr=\"derived\" switchId=\"A\" order=\"1\"><vnicEtherIf name=\"prod\" defaultNet=\"yes\"/></vnicEther>"
    let policy = "<vnicLanConnPolicy name=\"web\">\(vnic)</vnicLanConnPolicy>"
    func profile(_ list: String) -> String { "<lsServer name=\"web-1\"><vnicConnDef lanConnPolicyName=\"web\"/>\(list)</lsServer>" }
    let both = try imported(backup(policy + profile(vnic), fabric: lan))
    let byName = try imported(backup(policy + profile(""), fabric: lan))
    #expect(yaml(try #require(both.manifest)) == yaml(try #require(byName.manifest)))
    #expect(both.diagnostics.map(\.id) == ["ucs.doubleList"])
    #expect(byName.diagnostics.isEmpty)
    let state = try #require(UCSDialect.decode(try tape(backup(policy + profile(vnic), fabric: lan))).state)
    #expect(state.profiles[0].vports.map(\.name) == ["eth0"])
  }

  @Test func failoverRatesAndPlacesAreKept() throws {
    let qos = "<epqosDefinition name=\"slow\"><epqosEgress prio=\"silver\" rate=\"2500001\"/></epqosDefinition>"
    let vnic =
      "<vnicEther name=\"eth0\" switchId=\"B-A\" mtu=\"9158\" order=\"256\" adminVcon=\"2\" adminHostPort=\"1\" qosPolicyName=\"slow\"/>"
    let text = backup("\(qos)<lsServer name=\"web\">\(vnic)</lsServer>")
    let manifest = try #require(try imported(text).manifest)
    let spec = manifest.profiles[0].spec.vnics[0]
    #expect(spec.failover == true && spec.pool == "fabric-b" && spec.mtu == 9158 && spec.order == 256)
    #expect(spec.hostSlot == HostSlot(slot: 2, port: 1))
    #expect(manifest.qosPolicies[0].spec.max == Bitrate(bitsPerSecond: 2_500_001_000))
    #expect(manifest.qosPolicies[0].spec.class == 2)
    let record = try #require(UCSDialect.decode(try tape(text)).state?.profiles[0].vports[0])
    #expect(record.maximum == Bitrate(bitsPerSecond: 2_500_001_000) && record.failover == true)
    #expect(record.slotPort == SlotPort(slot: 2, port: 1))
  }

  @Test func whatIsNotKnownIsCountedByClassAndAttribute() throws {
    let text = backup(
      "<futureThing a=\"1\"/><futureThing b=\"\"><inner c=\"x\"/></futureThing><lsServer name=\"web\" newPolicyName=\"p\" descr=\"\"/>")
    let result = try imported(text)
    #expect(result.manifest != nil && result.diagnostics.isEmpty)
    #expect(
      result.losses.entries.map { "\($0.path) \($0.count)" } == [
        "futureThing 2", "futureThing/@a 1", "inner 1", "inner/@c 1", "lsServer/@newPolicyName 1",
      ])
  }

  @Test func whatOnlyTheDeviceSetsIsNoLoss() throws {
    let text =
      "<configConfMos response=\"yes\"><inConfigs><pair key=\"org-root/ls-web\"><lsServer dn=\"org-root/ls-web\" name=\"web\" operState=\"ok\" fsmStatus=\"nop\" status=\"created\" intId=\"7\"/></pair></inConfigs></configConfMos>"
    let result = try imported(text)
    #expect(result.losses.isEmpty)
    #expect(result.manifest?.profiles.map(\.name) == ["web"])
  }

  @Test func objectsOfAMessageFindTheirParentsByDN() throws {
    let text = """
      <configResolveClasses cookie="" response="yes"><outConfigs>
      <vnicEtherIf dn="org-root/org-A/ls-web/ether-eth0/if-prod" name="prod" defaultNet="yes"/>
      <vnicEther dn="org-root/org-A/ls-web/ether-eth0" name="eth0" addr="00:25:B5:00:00:01" switchId="A"/>
      <lsBinding dn="org-root/org-A/ls-web/pn" pnDn="sys/chassis-1/blade-7"/>
      <lsServer dn="org-root/org-A/ls-web" name="web" type="instance"/>
      <fabricVlan dn="fabric/lan/net-prod" name="prod" id="100"/>
      <fabricVlan dn="fabric/lan/B/net-backup" name="backup" id="200"/>
      </outConfigs></configResolveClasses>
      """
    let manifest = try #require(try imported(text).manifest)
    let profile = try #require(manifest.profiles.first)
    #expect(profile.spec.nativeName == "web@A" && profile.spec.server == "chassis-1-blade-7")
    #expect(profile.spec.vnics.map(\.network) == ["prod"])
    #expect(manifest.networks.map { "\($0.name) \($0.spec.fabric?.rawValue ?? "-")" } == ["backup B", "prod -"])
  }
}

/// What is odd in a domain is told with its place in the XML.
@Suite struct UCSFindingTests {
  private func findings(_ root: String, fabric: String = lan) throws -> [String] {
    try imported(backup(root, fabric: fabric)).diagnostics.map { "\($0.id): \($0.message)" }
  }

  private func expect(_ id: String, _ parts: [String], _ root: String, fabric: String = lan) throws {
    let found = try findings(root, fabric: fabric)
    #expect(
      found.count == 1 && found.allSatisfy { line in line.hasPrefix("\(id): ") && parts.allSatisfy { line.contains($0) } }, "\(found)")
  }

  @Test func aNameThatStandsForNothing() throws {
    let path = "/topRoot/orgOrg[root]/lsServer[web]/vnicEther[eth0]"
    func web(_ attributes: String, _ content: String = "") -> String {
      "<lsServer name=\"web\"><vnicEther name=\"eth0\" switchId=\"B\" \(attributes)>\(content)</vnicEther></lsServer>"
    }
    try expect("ucs.dangling", ["mac pool named 'gone'", path], web("identPoolName=\"gone\""))
    try expect("ucs.dangling", ["QoS policy named 'gone'", path], web("qosPolicyName=\"gone\""))
    try expect("ucs.dangling", ["vNIC template named 'gone'", path], web("nwTemplName=\"gone\""))
    try expect("ucs.dangling", ["VLAN named 'backup' on side B", "\(path)/vnicEtherIf[backup]"], web("", "<vnicEtherIf name=\"backup\"/>"))
    try expect("ucs.dangling", ["service profile template named 'gone'"], "<lsServer name=\"web\" srcTemplName=\"gone\"/>")
    try expect("ucs.dangling", ["boot policy named 'gone'"], "<lsServer name=\"web\" bootPolicyName=\"gone\"/>")
    try expect("ucs.dangling", ["server pool named 'gone'"], "<lsServer name=\"web\"><lsRequirement name=\"gone\"/></lsServer>")
  }

  @Test func twoObjectsOfOneDN() throws {
    try expect("ucs.duplicate", ["/topRoot/orgOrg[root]/lsServer[web]"], "<lsServer name=\"web\"/><lsServer name=\"web\"/>")
    try expect(
      "ucs.duplicate", ["vnicEther[eth0]"], "<lsServer name=\"web\"><vnicEther name=\"eth0\"/><vnicEther name=\"eth0\"/></lsServer>")
  }

  @Test func poolsThatOverlap() throws {
    try expect(
      "ucs.overlap", ["'b'", "'a'", "macpoolPool[b]/macpoolBlock[00:25:B5:00:00:08]"],
      "<macpoolPool name=\"a\"><macpoolBlock from=\"00:25:B5:00:00:00\" to=\"00:25:B5:00:00:0F\"/></macpoolPool>"
        + "<macpoolPool name=\"b\"><macpoolBlock from=\"00:25:B5:00:00:08\" to=\"00:25:B5:00:00:1F\"/></macpoolPool>")
    let wwn = { (name: String, purpose: String) in
      "<fcpoolInitiators name=\"\(name)\" purpose=\"\(purpose)\"><fcpoolBlock from=\"20:00:00:25:B5:00:00:00\" to=\"20:00:00:25:B5:00:00:0F\"/></fcpoolInitiators>"
    }
    try expect("ucs.overlap", ["'ports'", "'nodes'"], wwn("nodes", "node-wwn-assignment") + wwn("ports", "port-wwn-assignment"))
  }

  @Test func aPoolThatRunsDry() throws {
    let vnics = (0..<3).map { "<vnicEther name=\"eth\($0)\" addr=\"derived\" identPoolName=\"a\"/>" }.joined()
    try expect(
      "ucs.poolDry", ["'a' has 2 addresses", "1 more are needed"],
      "<macpoolPool name=\"a\"><macpoolBlock from=\"00:25:B5:00:00:00\" to=\"00:25:B5:00:00:01\"/></macpoolPool><lsServer name=\"web\">\(vnics)</lsServer>"
    )
  }

  @Test func anAddressOutsideOfItsPool() throws {
    try expect(
      "ucs.outsidePool", ["00:25:b5:00:00:09", "'a'", "vnicEther[eth0]"],
      "<macpoolPool name=\"a\"><macpoolBlock from=\"00:25:B5:00:00:00\" to=\"00:25:B5:00:00:01\"/></macpoolPool>"
        + "<lsServer name=\"web\"><vnicEther name=\"eth0\" addr=\"00:25:B5:00:00:09\" identPoolName=\"a\"/></lsServer>")
  }

  @Test func anInstanceThatContradictsItsTemplate() throws {
    try expect(
      "ucs.contradiction", ["'eth0'", "switchId B, not A", "mtu 9000, not 1500", "networks prod, not none"],
      "<vnicLanConnTempl name=\"t\" templType=\"updating-template\" switchId=\"A\" mtu=\"1500\"/><lsServer name=\"web\">"
        + "<vnicEther name=\"eth0\" nwTemplName=\"t\" switchId=\"B\" mtu=\"9000\"><vnicEtherIf name=\"prod\"/></vnicEther></lsServer>")
  }

  @Test func aProfileThatLacksWhatItsTemplateGives() throws {
    func server(_ name: String, _ more: String, _ vnics: String...) -> String {
      "<lsServer name=\"\(name)\" \(more)>" + vnics.map { "<vnicEther name=\"\($0)\" switchId=\"A\"/>" }.joined() + "</lsServer>"
    }
    let text = server("web", "type=\"updating-template\"", "eth0", "eth1") + server("web-1", "srcTemplName=\"web\"", "eth0")
    let result = try imported(backup(text))
    #expect(result.diagnostics.map(\.id) == ["ucs.standsAlone"])
    #expect(result.diagnostics[0].message.contains("/topRoot/orgOrg[root]/lsServer[web-1]"))
    #expect(result.manifest?.profiles[0].spec.templates == [])
    #expect(result.manifest?.profiles[0].spec.vnics.map(\.name) == ["eth0"])
  }

  @Test func listsThatDiffer() throws {
    let found = try findings(
      "<vnicLanConnPolicy name=\"p\"><vnicEther name=\"eth0\"/></vnicLanConnPolicy>"
        + "<lsServer name=\"web\"><vnicConnDef lanConnPolicyName=\"p\"/><vnicEther name=\"eth1\"/></lsServer>")
    #expect(found.contains { $0.hasPrefix("ucs.listsDiffer: ") && $0.contains("lacks eth0 and has eth1") }, "\(found)")
  }

  @Test func aValueThatIsNone() throws {
    try expect(
      "ucs.value", ["'many' is no mtu", "vnicEther[eth0]"], "<lsServer name=\"web\"><vnicEther name=\"eth0\" mtu=\"many\"/></lsServer>")
  }
}

/// Files that are no configuration are told for what they are.
@Suite struct UnreadableFileTests {
  private func problem(_ bytes: [UInt8]) -> Diagnostic? {
    UnreadableFile.problem(with: SourceFile(path: "backup", bytes: bytes), as: SourceID(0))
  }

  @Test func aPackedArchive() {
    #expect(problem([0x1F, 0x8B, 8, 0])?.id == "file.archive")
    var tar = [UInt8](repeating: 0, count: 512)
    tar.replaceSubrange(257..<262, with: Array("ustar".utf8))
    #expect(problem(tar)?.id == "file.archive")
  }

  @Test func aRecordingOfTheGUI() {
    let log = problem(Array("12:00:01 sending\n<configConfMos/>\n12:00:02 done\n".utf8))
    #expect(log?.id == "file.log")
    #expect(log?.related.first?.range.start == 17)
    #expect(problem(Array("hello".utf8))?.id == "file.text")
  }

  @Test func somethingElse() {
    #expect(problem([]) == nil, "the reader says that it is empty")
    #expect(problem([0, 1, 2, 3])?.id == "file.binary")
    #expect(problem(Array("\n <topRoot/>".utf8)) == nil)
    #expect(problem([0xEF, 0xBB, 0xBF] + Array("<topRoot/>".utf8)) == nil)
  }

  @Test func anErrorReplyIsQuoted() throws {
    let text =
      "<configResolveClass cookie=\"\" response=\"yes\" errorCode=\"552\" invocationResult=\"unidentified-fail\" errorDescr=\"Authorization required\"/>"
    let result = try imported(text)
    #expect(result.manifest == nil)
    #expect(result.diagnostics.map(\.id) == ["ucs.errorReply"])
    #expect(result.diagnostics[0].message.contains("Authorization required (code 552)"))
  }

  @Test func aMessageWithoutObjects() throws {
    #expect(try imported("<configConfRename dn=\"org-root/ls-a\" inNewName=\"b\"/>").diagnostics.map(\.id) == ["ucs.noConfiguration"])
    #expect(Dialect.detect(try tape("<aaaLogin inName=\"admin\"/>")) == .ucs)
  }

  @Test func aDeletionIsNotImported() throws {
    let text =
      "<configConfMos><inConfigs><pair key=\"org-root/ls-web\"><lsServer dn=\"org-root/ls-web\" status=\"deleted\"/></pair></inConfigs></configConfMos>"
    #expect(try imported(text).diagnostics.map(\.id).contains("ucs.deletion"))
  }
}

/// What was understood and has no place in manifests is in the loss report, too.
@Suite struct UCSUnsaidTests {
  @Test(arguments: [
    ("<orgOrg name=\"Empty\"/>", "orgOrg"), ("<computePool name=\"none\"/>", "computePool"),
    ("<lsbootPolicy name=\"lan\"/>", "lsbootPolicy/@name"),
    (
      "<lsServer name=\"t\" type=\"initial-template\"><lsRequirement name=\"\"/><lsRequirement name=\"blades\"/></lsServer>",
      "lsRequirement/@name"
    ),
    ("<lsServer name=\"web\"><vnicFcNode addr=\"vnic-derived\"/></lsServer>", "vnicFcNode/@addr"),
    ("<lsServer name=\"web\"><vnicEther name=\"eth0\" switchId=\"NONE\"/></lsServer>", "vnicEther/@switchId"),
  ]) func somethingOfAnOrganisation(text: String, path: String) throws {
    #expect(try imported(backup(text)).losses.entries.map { "\($0.path) \($0.count)" } == ["\(path) 1"])
  }

  @Test func somethingOfTheFabric() throws {
    let fabric = """
      <fabricLanCloud><fabricVlan name="a" id="7" sharing="isolated" pubNwName="b"/><fabricVlan name="b" id="8" sharing="primary"/>
      <qosclassDefinition><qosclassEthClassified priority="gold" cos="4"/><qosclassEthClassified priority="silver" cos="6" adminState="disabled"/></qosclassDefinition>
      </fabricLanCloud>
      """
    #expect(
      try imported(backup("", fabric: fabric)).losses.entries.map { "\($0.path) \($0.count)" } == [
        "fabricVlan/@pubNwName 1", "fabricVlan/@sharing 2", "qosclassEthClassified/@adminState 1",
        "qosclassEthClassified/@cos 1",
      ])
  }
}
