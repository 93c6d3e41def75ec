import TestSupport
import Testing

/// What becomes of profiles when templates change that their templates are composed of.
@Suite struct ComposedTemplateTests {
  private static let base = """
    apiVersion: weft/v1
    kind: Appliance
    metadata: {name: vio-1}
    spec: {driver: "file:vio-1.xml"}
    ---
    apiVersion: weft/v1
    kind: Server
    metadata: {name: db-01}
    spec: {connections: [{appliance: vio-1, port: 1}]}
    ---
    apiVersion: weft/v1
    kind: Network
    metadata: {name: prod}
    spec: {vlan: 100, physicalNetwork: lan}
    ---
    apiVersion: weft/v1
    kind: AddressPool
    metadata: {name: macs}
    spec: {type: mac, blocks: [{from: "02:57:00:00:01:00", size: 256}]}
    ---

    """

  /// A profile whose template builds on another, whose vNIC has a template.
  private func site(eth: String = "updating", lan: String = "updating", web: String = "updating") throws -> TemporaryFolder {
    let folder = try TemporaryFolder.withFirstSite()
    let templates = """
      apiVersion: weft/v1
      kind: VNICTemplate
      metadata: {name: eth}
      spec: {update: \(eth), network: prod, bandwidth: {min: 1Gbps}}
      ---
      apiVersion: weft/v1
      kind: ServerProfileTemplate
      metadata: {name: lan}
      spec:
        update: \(lan)
        vnics: [{name: vnic0, template: eth}]
      ---
      apiVersion: weft/v1
      kind: ServerProfileTemplate
      metadata: {name: web}
      spec: {update: \(web), template: lan}
      ---
      apiVersion: weft/v1
      kind: ServerProfile
      metadata: {name: db-01}
      spec: {server: db-01, template: web}

      """
    try folder.write(Self.base + templates, to: "site/site.yaml")
    try folder.apply()
    return folder
  }

  private func changeRate(_ folder: TemporaryFolder) throws { try folder.edit("site/site.yaml", "min: 1Gbps", "min: 2Gbps") }

  private func addVNIC(_ folder: TemporaryFolder) throws {
    try folder.edit("site/site.yaml", "[{name: vnic0, template: eth}]", "[{name: vnic0, template: eth}, {name: vnic1, network: prod}]")
  }

  private func plan(_ folder: TemporaryFolder) throws -> String {
    let finished = try folder.weft("plan", "-f", "site", "--detailed-exitcode")
    expect(finished, exit: 2)
    return finished.output
  }

  @Test func updatingTemplatesReachProfilesThroughAllThatBuildsOnThem() throws {
    let folder = try site()
    try folder.expectNoChanges()
    try changeRate(folder)
    #expect(try plan(folder).contains("db-01/vnic0"))
    try folder.apply()
    try addVNIC(folder)
    #expect(try plan(folder).contains("+ db-01/vnic1"))
  }

  @Test func anInitialTemplateStaysWithAllThatItBuildsOn() throws {
    let folder = try site(web: "initial")
    try addVNIC(folder)
    try folder.expectNoChanges()
  }

  @Test func anInitialTemplateBelowAnUpdatingOneStays() throws {
    let folder = try site(lan: "initial")
    try addVNIC(folder)
    try folder.expectNoChanges()
    try folder.edit("site/site.yaml", "template: lan}", "template: lan, vnics: [{name: vnic2, network: prod}]}")
    let text = try plan(folder)
    #expect(text.contains("+ db-01/vnic2") && !text.contains("db-01/vnic1"))
  }

  @Test func aVNICStaysBoundToItsUpdatingTemplateBelowAnInitialOne() throws {
    let folder = try site(web: "initial")
    try changeRate(folder)
    #expect(try plan(folder).contains("db-01/vnic0"))
  }

  @Test func aVNICKeepsWhatItsInitialTemplateSaidAndANewOneHasWhatItSaysNow() throws {
    let folder = try site(eth: "initial")
    try changeRate(folder)
    try folder.expectNoChanges()
    try folder.edit("site/site.yaml", "[{name: vnic0, template: eth}]", "[{name: vnic0, template: eth}, {name: vnic1, template: eth}]")
    let text = try plan(folder)
    #expect(text.contains("+ db-01/vnic1") && text.contains("2Gbps") && !text.contains("db-01/vnic0"))
    try folder.apply()
    try folder.expectNoChanges()
  }

  @Test(arguments: [("initial", "updating"), ("updating", "initial"), ("initial", "initial")])
  func withoutALedgerWhatIsThereStands(eth: String, web: String) throws {
    let folder = try site(eth: eth, web: web)
    if eth == "initial" { try changeRate(folder) }
    if web == "initial" { try addVNIC(folder) }
    try folder.remove("site/.weft")
    try folder.expectNoChanges()
    try folder.apply()
    try folder.expectNoChanges()
  }

  @Test func withoutALedgerAVNICStaysBoundToItsUpdatingTemplate() throws {
    let folder = try site(web: "initial")
    try folder.remove("site/.weft")
    try folder.apply()
    try changeRate(folder)
    #expect(try plan(folder).contains("db-01/vnic0"))
  }

  @Test func severalInitialTemplatesAreKeptEach() throws {
    let folder = try site(lan: "initial", web: "initial")
    try folder.edit("site/site.yaml", "template: web}", "template: [lan, web]}")
    try folder.apply()
    try addVNIC(folder)
    try folder.expectNoChanges()
    try folder.edit("site/site.yaml", "template: [lan, web]}", "template: [web]}")
    try folder.expectNoChanges()
  }

  @Test func originsNameTheTemplateThatGaveEachValue() throws {
    let folder = try site()
    let finished = try folder.weft("get", "profiles", "-f", "site", "-o", "yaml", "--origins")
    #expect(finished.output.contains("- name: vnic0  # site/site.yaml:31:18 (template lan)"), "\(finished)")
    #expect(finished.output.contains("network: prod  # site/site.yaml:24:35 (template eth)"), "\(finished)")
    #expect(!finished.output.contains("template:"), "\(finished)")
  }

  @Test func whatIsWrongInAVNICTemplateIsSaidThereWithAProfileThatHasIt() throws {
    let folder = try site()
    try folder.edit("site/site.yaml", "network: prod, bandwidth", "network: prd, bandwidth")
    let finished = try folder.weft("validate", "-f", "site")
    expect(finished, exit: 1, ["reference.unknown"])
    #expect(finished.output.contains("site/site.yaml:24:35: error: no network named 'prd'"), "\(finished)")
    #expect(finished.output.contains("note: used by profile 'db-01'"), "\(finished)")
  }

  @Test func twoTemplatesOfOneNameAreAnErrorEvenWhereTheyBuildOnOthers() throws {
    let folder = try site()
    for (kind, spec) in [("VNICTemplate", "{update: updating}"), ("ServerProfileTemplate", "{update: updating, template: web}")] {
      let name = kind == "VNICTemplate" ? "eth" : "lan"
      try folder.write("apiVersion: weft/v1\nkind: \(kind)\nmetadata: {name: \(name)}\nspec: \(spec)\n", to: "site/\(kind).yaml")
    }
    let finished = try folder.weft("validate", "-f", "site")
    #expect(finished.output.contains("there are two objects of kind VNICTemplate named 'eth'"), "\(finished)")
    #expect(finished.output.contains("there are two objects of kind ServerProfileTemplate named 'lan'"), "\(finished)")
  }

  @Test func aTemplateThatNobodyNamesIsNotUsed() throws {
    let folder = try site()
    for kind in ["VNICTemplate", "VHBATemplate"] {
      try folder.write(
        "apiVersion: weft/v1\nkind: \(kind)\nmetadata: {name: spare}\nspec: {update: updating}\n", to: "site/\(kind).yaml")
    }
    let finished = try folder.weft("validate", "-f", "site")
    expect(finished, exit: 0)
    #expect(finished.output.contains("vNIC template 'spare' is not used") && finished.output.contains("vHBA template 'spare' is not used"))
    #expect(!finished.output.contains("'lan' is not used") && !finished.output.contains("'eth' is not used"), "\(finished)")
  }
}
