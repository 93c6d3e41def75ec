import Documents
import FabricModel
import TestSupport
import Testing
import YAML

/// What profiles get from templates that are composed of templates.
@Suite struct TemplateCompositionTests {
  /// What a text decodes to once all that waits for templates is there.
  private struct Read {
    var manifest = Manifest()
    var diagnostics: [Diagnostic]
    var tapes: [NodeTape]
    var sources = SourceSet()

    init(_ text: String) {
      let file = SourceFile(path: "a.yaml", bytes: Array(text.utf8))
      let documents = YAMLReader.read(file, as: sources.add(file))
      (diagnostics, tapes) = (documents.diagnostics, documents.tapes)
      for (index, tape) in tapes.enumerated() {
        let decoded = Manifest.decode(tape, tape: index)
        manifest.append(decoded.manifest)
        diagnostics += decoded.diagnostics
      }
      diagnostics += manifest.complete(in: &tapes)
    }

    var ids: [String] { diagnostics.map(\.id) }
    var messages: [String] { diagnostics.map(\.message) }
    func profile(_ name: String = "p") -> ServerProfile? { manifest.profiles.first { $0.name == name }?.spec }
    var vnic: VNIC? { profile()?.vnics.first }
    var vhba: VHBA? { profile()?.vhbas.first }
  }

  private func read(_ objects: String...) -> Read {
    Read(objects.map { "---\n{apiVersion: weft/v1, \($0)}\n" }.joined())
  }

  private func object(_ kind: String, _ name: String, _ spec: String) -> String {
    "kind: \(kind), metadata: {name: \(name)}, spec: {\(spec)}"
  }

  private func template(_ name: String, _ spec: String) -> String { object("ServerProfileTemplate", name, "update: updating, \(spec)") }
  private func vnicTemplate(_ name: String, _ spec: String) -> String { object("VNICTemplate", name, "update: updating, \(spec)") }
  private func vhbaTemplate(_ name: String, _ spec: String) -> String { object("VHBATemplate", name, "update: updating, \(spec)") }
  private func profile(_ spec: String) -> String { object("ServerProfile", "p", spec) }

  // MARK: Templates of v-ports

  @Test func aVNICHasWhatItsTemplateGives() {
    let read = read(
      vnicTemplate(
        "a", "pool: x, network: prod, trunk: [t], mac: {pool: m}, mtu: 9000, failover: true, pxe: true, bandwidth: {max: 1Gbps}"),
      profile("vnics: [{name: v, template: a, order: 3}]"))
    #expect(read.messages == [])
    #expect(read.vnic?.name == "v" && read.vnic?.template == "a" && read.vnic?.pool == "x" && read.vnic?.network == "prod")
    #expect(read.vnic?.trunk == ["t"] && read.vnic?.mac == .pool("m") && read.vnic?.mtu == 9000 && read.vnic?.order == 3)
    #expect(read.vnic?.failover == true && read.vnic?.pxe == true && read.vnic?.bandwidth?.max == Bitrate("1Gbps"))
  }

  @Test func whatIsSaidOfATemplateIsNotInherited() {
    let read = read(
      vnicTemplate("a", "network: prod, peer: b, role: primary, nativeName: N"), profile("vnics: [{name: v, template: a}]"))
    #expect(read.messages == [] && read.vnic?.nativeName == nil)
    #expect(read.manifest.vnicTemplates.first?.spec.nativeName == "N" && read.manifest.vnicTemplates.first?.spec.role == .primary)
  }

  @Test func aVHBAMayLeaveItsVSANToItsTemplate() {
    #expect(read(vhbaTemplate("a", "vsan: s"), profile("vhbas: [{name: h, template: a}]")).vhba?.vsan == "s")
    #expect(read(vhbaTemplate("a", "pool: x"), profile("vhbas: [{name: h, template: a}]")).ids == ["field.missing"])
  }

  @Test func theProfileComesBeforeItsTemplateAndThatBeforeTheVNICsTemplate() {
    let read = read(
      vnicTemplate("a", "pool: low, network: low, mtu: 1500"), template("t", "vnics: [{name: v, template: a, network: middle, mtu: 2000}]"),
      profile("template: t, vnics: [{name: v, mtu: 9000}]"))
    #expect(read.messages == [])
    #expect(read.vnic?.pool == "low" && read.vnic?.network == "middle" && read.vnic?.mtu == 9000)
  }

  @Test func aProfileGivesItsVNICAnotherTemplate() {
    let read = read(
      vnicTemplate("a", "pool: a, network: a"), vnicTemplate("b", "network: b"),
      template("t", "vnics: [{name: v, template: a, mtu: 2000}]"),
      profile("template: t, vnics: [{name: v, template: b}]"))
    #expect(read.messages == [])
    #expect(read.vnic?.template == "b" && read.vnic?.pool == nil && read.vnic?.network == "b" && read.vnic?.mtu == 2000)
  }

  @Test(arguments: ["", "template: a, "]) func nullRemovesWhatTheVNICsTemplateGives(own: String) {
    let read = read(
      vnicTemplate("a", "pool: x, network: n, mtu: 9000"), template("t", "vnics: [{name: v, template: a}]"),
      profile("template: t, vnics: [{name: v, \(own)mtu: null}]"))
    #expect(read.messages == [])
    #expect(read.vnic?.mtu == nil && read.vnic?.pool == "x")
  }

  @Test func aTemplateRemovesWhatTheVNICsTemplateOfItsBaseGives() {
    let read = read(
      vnicTemplate("a", "network: n, mtu: 9000"), template("base", "vnics: [{name: v, template: a}]"),
      template("t", "template: base, vnics: [{name: v, mtu: null}]"), profile("template: t"))
    #expect(read.messages == [])
    #expect(read.vnic?.network == "n" && read.vnic?.mtu == nil)
  }

  @Test func nullTakesATemplateAway() {
    let read = read(
      vnicTemplate("a", "mtu: 9000"), template("t", "vnics: [{name: v, template: a, network: n}]"),
      profile("template: t, vnics: [{name: v, template: null}]"))
    #expect(read.messages == [])
    #expect(read.vnic?.template == nil && read.vnic?.mtu == nil && read.vnic?.network == "n")
  }

  @Test(arguments: ["mac: {static: 02:00:00:00:00:01}", "mac: 02:00:00:00:00:01", "mac: {}", "mac: {pool: p, static: 02:00:00:00:00:01}"])
  func aTemplateGivesNoAddress(mac: String) {
    #expect(read(vnicTemplate("a", mac)).ids.count == 1)
  }

  @Test func aTemplateHasNoNameOrOrderForVPorts() {
    #expect(read(vnicTemplate("a", "order: 1"), vhbaTemplate("b", "name: h")).ids == ["field.unknown", "field.unknown"])
  }

  // MARK: Templates of templates

  @Test func aTemplateGivesWhatItsBaseGives() {
    let read = read(
      template("base", "boot: [v], vnics: [{name: v, network: n, mtu: 1500}]"),
      template("t", "template: base, nativeName: T, vnics: [{name: v, mtu: 9000}, {name: w}]"), profile("template: t, boot: [w]"))
    #expect(read.messages == [])
    #expect(read.profile()?.vnics.map(\.name) == ["v", "w"] && read.vnic?.network == "n" && read.vnic?.mtu == 9000)
    #expect(read.profile()?.boot == ["w"] && read.profile()?.nativeName == nil && read.profile()?.templates == ["t"])
    #expect(read.manifest.templates.first { $0.name == "t" }?.spec.body.vnics.first?.network == "n")
  }

  @Test func laterTemplatesOfAListOverrideEarlierOnes() {
    let templates = [
      template("a", "vnics: [{name: v, network: a, mtu: 1500}], boot: [v]"), template("b", "vnics: [{name: v, network: b}]"),
    ]
    let read = read(templates[0], templates[1], profile("template: [a, b]"))
    #expect(read.messages == [])
    #expect(read.vnic?.network == "b" && read.vnic?.mtu == 1500 && read.profile()?.boot == ["v"])
    #expect(self.read(templates[0], templates[1], profile("template: [b, a]")).vnic?.network == "a")
  }

  @Test func oneTemplateIsWrittenAsANameAndSeveralAsAList() {
    var profile = ServerProfile()
    profile.templates = ["a"]
    #expect(ManifestValue.mapping(ServerProfile.table.encode(profile)).flowText == "{template: a}")
    profile.templates = ["a", "b"]
    #expect(ManifestValue.mapping(ServerProfile.table.encode(profile)).flowText == "{template: [a, b]}")
  }

  @Test func aTemplateThatBuildsOnItselfIsSaidWithTheWholeCircle() {
    let read = read(template("a", "template: b"), template("b", "template: c"), template("c", "template: [a]"), profile("template: a"))
    #expect(read.ids == ["template.cycle"])
    #expect(read.messages == ["the template 'a' builds on itself: a ← b ← c ← a"])
    #expect(self.read(template("a", "template: a"), profile("template: a")).ids == ["template.cycle"])
  }

  @Test(arguments: [(8, true), (9, false), (40, false)]) func eightTemplatesMayBuildOnEachOther(count: Int, isFine: Bool) {
    var objects = [template("t1", "vnics: [{name: v, network: n}]"), profile("template: t\(count)")]
    for level in 2...count { objects.append(template("t\(level)", "template: t\(level - 1)")) }
    let read = Read(objects.map { "---\n{apiVersion: weft/v1, \($0)}\n" }.joined())
    #expect(read.ids == (isFine ? [] : ["template.depth"]))
    if isFine { #expect(read.vnic?.network == "n") }
    if !isFine { #expect(read.messages[0].hasPrefix("9 templates build on each other, t9 ← t8")) }
  }

  @Test func whatIsNotThereIsSaidWhereItIsNamedAndNothingMore() {
    let read = read(
      vhbaTemplate("fc-a", "vsan: s"), template("lan", "vhbas: [{name: h, template: fc-b}]"), template("web", "template: [lan, sna]"),
      profile("template: [web, wbe], vhbas: [{name: i, template: fc-c}]"))
    let messages = ["no vHBA template named 'fc-b'", "no template named 'sna'", "no template named 'wbe'", "no vHBA template named 'fc-c'"]
    #expect(Set(read.messages) == Set(messages))
    #expect(Set(read.ids) == ["reference.unknown"])
    #expect(read.manifest.profiles.first?.isPartial == true)
  }

  // MARK: Where it was written

  @Test func eachValueNamesTheTemplateThatGaveIt() throws {
    let read = read(
      vnicTemplate("eth", "mtu: 9000"), template("base", "vnics: [{name: v, template: eth, network: n}]"),
      template("t", "template: base, vnics: [{name: v, pool: x}]"), profile("template: t, vnics: [{name: v, order: 1}]"))
    let profile = try #require(read.manifest.profiles.first)
    var finder = ProvenanceFinder(Locator(tapes: read.tapes), read.sources)
    func giver(_ field: String) -> String? {
      finder.provenance(of: profile.origin, [.key("spec"), .key("vnics"), .named("v"), .key(field)])?.template
    }
    #expect([giver("mtu"), giver("network"), giver("pool"), giver("order")] == ["eth", "base", "t", nil])
  }
}
