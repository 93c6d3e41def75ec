import Dialects
import Documents
import FabricModel
import Testing
import XML

/// What is too much, too deep or not to be told apart in documents of UCS Manager.
@Suite struct UCSBoundsTests {
  private func message(_ objects: [String]) -> String {
    "<configConfMos><inConfigs>\(objects.map { "<pair>\($0)</pair>" }.joined())</inConfigs></configConfMos>"
  }

  private func ids(_ text: String) throws -> [String] { try imported(text).diagnostics.map(\.id) }

  // MARK: Messages

  @Test func objectsAreReadOnceThoughEveryDNIsDoubled() throws {
    // Each level reads both objects of the next, were they not taken out: 2⁶⁰ of them in the end.
    var dn = "org-root"
    var objects: [String] = []
    for _ in 0..<60 {
      objects += Array(repeating: "<orgOrg dn=\"\(dn)\" name=\"a\"/>", count: 2)
      dn += "/org-a"
    }
    objects.append("<lsServer dn=\"\(dn)/ls-web\" name=\"web\"/>")
    objects.append("<orgOrg dn=\"\(dn)\" name=\"a\"/>")
    #expect(try imported(message(objects)).manifest?.profiles.map(\.name) == ["web"])
  }

  @Test func anObjectThatClaimsToHoldItsOwnParentIsReadOnce() throws {
    let text = message([
      "<orgOrg dn=\"org-root\" name=\"root\"/>", "<orgOrg dn=\"org-root/org-a\" name=\"a\"><orgOrg dn=\"org-root\" name=\"b\"/></orgOrg>",
      "<lsServer dn=\"org-root/org-a/ls-web\" name=\"web\"/>",
    ])
    #expect(try imported(text).manifest?.profiles.map(\.spec.nativeName) == ["web@a"])
  }

  @Test func anObjectThatLiesOnlyWithinItselfIsReported() throws {
    let text = message([
      "<orgOrg dn=\"org-root/org-a\" name=\"a\"><orgOrg dn=\"org-root\" name=\"b\"/></orgOrg>",
      "<lsServer dn=\"org-root/ls-web\" name=\"web\"/>",
    ])
    let result = try imported(text)
    #expect(result.diagnostics.map(\.id) == ["ucs.orphan", "ucs.orphan"])
    #expect(result.losses.entries.map(\.path).contains("lsServer"))
  }

  @Test(arguments: [100, 101]) func organisationsNestAHundredDeep(depth: Int) throws {
    let path = Array(repeating: "org-a", count: depth).joined(separator: "/")
    let result = try imported(message(["<lsServer dn=\"org-root/\(path)/ls-web\" name=\"web\"/>"]))
    #expect(result.diagnostics.map(\.id) == (depth > 100 ? ["ucs.bound"] : []))
    #expect((result.manifest == nil) == (depth > 100))
  }

  @Test func aListHas256VNICsAtMost() throws {
    func profile(_ count: Int) -> String {
      "<lsServer name=\"web\">\((1...count).map { "<vnicEther name=\"e\($0)\"/>" }.joined())</lsServer>"
    }
    #expect(try imported(backup(profile(256))).manifest?.profiles[0].spec.vnics.count == 256)
    #expect(try ids(backup(profile(257))) == ["ucs.bound"])
  }

  // MARK: Names

  @Test func namesThatDifferByCaseStayApart() throws {
    let pools = ["macs", "Macs", "MACS"].map { "<macpoolPool name=\"\($0)\"/>" }.joined()
    let vnics = ["eth0", "Eth0", "eth_0"].map { "<vnicEther name=\"\($0)\" switchId=\"A\"/>" }.joined()
    let profile = "<lsServer name=\"web\">\(vnics)</lsServer>"
    let text = backup("\(pools)<orgOrg name=\"Lab\">\(profile)</orgOrg><orgOrg name=\"lab\">\(profile)</orgOrg>")
    let manifest = try #require(try imported(text).manifest)
    #expect(manifest.addressPools.map(\.name) == ["macs", "macs-2", "macs-3"])
    #expect(manifest.addressPools.map { $0.spec.nativeName ?? "" }.sorted() == ["", "MACS", "Macs"])
    #expect(Set(manifest.profiles.map(\.name)).count == 2)
    #expect(Set(manifest.profiles.compactMap(\.spec.nativeName)) == ["web@Lab", "web@lab"])
    for declared in manifest.profiles { #expect(Set(declared.spec.vnics.map(\.name)) == ["eth0", "eth0-2", "eth-0"]) }
  }

  @Test func longNamesAreCutAndStayApart() throws {
    let long = String(repeating: "long-name-", count: 10)
    let pools = ["\(long)1", "\(long)2", String(long.prefix(63))].map { "<macpoolPool name=\"\($0)\"/>" }.joined()
    let manifest = try #require(try imported(backup(pools)).manifest)
    #expect(Set(manifest.addressPools.map(\.name)).count == 3)
    #expect(manifest.addressPools.allSatisfy { NameRule.object.problem(with: $0.name) == nil })
  }

  @Test func aNameWithAnAtIsLeftOut() throws {
    // `web@Lab` is what `web` of the organisation Lab is called.
    let text = backup("<lsServer name=\"web@Lab\"/><orgOrg name=\"Lab\"><lsServer name=\"web\"/></orgOrg>")
    let result = try imported(text)
    #expect(result.diagnostics.map(\.id) == ["ucs.name"])
    #expect(result.manifest?.profiles.map(\.spec.nativeName) == ["web@Lab"])
    #expect(result.losses.entries.map(\.path) == ["lsServer"])
  }

  @Test(arguments: ["lan-conn-pol-Web", "lan-conn-pol-web", "ls-lan-conn-pol-web"])
  func aTemplateIsNoConnectivityPolicyThoughItIsCalledLikeOne(name: String) throws {
    let document = try UCSDocument(
      backup("<lsServer name=\"\(name)\" type=\"updating-template\"/><vnicLanConnPolicy name=\"web\"/><vnicLanConnPolicy name=\"Web\"/>"))
    #expect(Set(document.manifest.templates.map(\.name)).count == 3)
    let again = try UCSDocument(document.export().bytes)
    #expect(difference(again.lines, document.lines) == [])
    #expect(again.elements.contains { $0.contains("/lsServer[") && $0.contains("name=\(name) ") })
  }

  @Test func aDomainWhoseNameHasNothingOfANameIsUCS() throws {
    let text = backup("").replacing("dc-1", with: "日本")
    #expect(try imported(text).manifest?.appliances.map(\.name) == ["ucs"])
  }

  // MARK: Values

  @Test func aScheduleMayLastLongerThanNumbersGo() throws {
    let schedule =
      "<trigSched name=\"s\"><trigRecurrWindow name=\"w\" day=\"monday\" hour=\"1\" minute=\"0\" timeCap=\"9223372036854775807:0:0:0\"/></trigSched>"
    let text = backup("<lsmaintMaintPolicy name=\"m\" uptimeDisr=\"timer-automatic\" schedName=\"s\"/>")
      .replacing("<topSystem name=\"dc-1\"/>", with: "<topSystem name=\"dc-1\">\(schedule)</topSystem>")
    #expect(try imported(text).manifest?.maintenancePolicies[0].spec.windows.count == 1)
  }

  @Test(arguments: [
    "<macpoolPool name=\"p\"><macpoolBlock from=\"x\" to=\"00:25:B5:00:00:0F\"/></macpoolPool>",
    "<macpoolPool name=\"p\"><macpoolBlock from=\"00:25:B5:00:00:0F\" to=\"00:25:B5:00:00:00\"/></macpoolPool>",
    "<uuidpoolPool name=\"p\" prefix=\"derived\"><uuidpoolBlock from=\"0000\" to=\"0000-000000000001\"/></uuidpoolPool>",
    "<iqnpoolPool name=\"p\" prefix=\"iqn\"><iqnpoolBlock from=\"one\" to=\"2\"/></iqnpoolPool>",
  ]) func aBlockThatIsNoneIsLeftOut(pool: String) throws {
    let result = try imported(backup(pool))
    #expect(result.diagnostics.map(\.id) == ["ucs.block"])
    #expect(result.manifest?.addressPools[0].spec.blocks == [])
  }

  @Test func aPoolOfWWNsWithoutAPurposeIsNoPoolOfMACs() throws {
    let text = backup("<macpoolPool name=\"default\"/><fcpoolInitiators name=\"default\" purpose=\"none\"/>")
    #expect(try imported(text).manifest?.addressPools.map(\.spec.type) == [.mac, .wwpn])
  }

  @Test func twoPlacesNeverHaveOnePort() throws {
    let servers = ["sys/chassis-1/blade-1", "sys/chassis-01/blade-1"].enumerated().map { index, dn in
      "<lsServer name=\"s\(index)\"><lsBinding pnDn=\"\(dn)\"/></lsServer>"
    }
    let result = try imported(backup(servers.joined()))
    #expect(result.diagnostics.map(\.id) == ["ucs.server"])
    #expect(
      result.manifest?.servers.map(\.spec.connections.count) == [1, 0] || result.manifest?.servers.map(\.spec.connections.count) == [0, 1])
  }

  @Test func aTargetThatIsNoneIsTold() throws {
    let path = "<lsbootSanCatSanImagePath type=\"primary\" wwn=\"here\" lun=\"-1\"/>"
    let boot = "<lsbootSan order=\"1\"><lsbootSanCatSanImage type=\"primary\" vnicName=\"fc0\">\(path)</lsbootSanCatSanImage></lsbootSan>"
    #expect(try ids(backup("<lsbootPolicy name=\"b\">\(boot)</lsbootPolicy>")) == ["ucs.value", "ucs.value"])
  }

  @Test func aVHBAOutsideOfEveryVSANIsTold() throws {
    #expect(try ids(backup("<lsServer name=\"web\"><vnicFc name=\"fc0\" switchId=\"A\"/></lsServer>")) == ["ucs.noVSAN"])
  }
}
