import Dialects
import Documents
import FabricModel
import Testing
import XML

/// What goes from one form into another comes back.
@Suite struct RoundTripTests {
  @Test func anAppliedSiteHasNothingLeftToDo() throws {
    try TemporaryFolder.withFirstSite(applied: true).expectNoChanges()
  }

  @Test func whatIsImportedIsWhatIsThere() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.remove("site/site.yaml")
    try folder.remove("site/.weft")
    expect(try folder.weft("import", "site/vio-1.xml", "--out", "site", "--strict"), exit: 0)
    try folder.expectNoChanges()
    try folder.apply()
    try folder.expectNoChanges()
  }

  @Test func manifestsAndConfigurationsAreAFixedPoint() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.remove("site/site.yaml")
    expect(try folder.weft("import", "site/vio-1.xml", "--out", "site"), exit: 0)
    expect(try folder.weft("export", "-f", "site", "--out", "again"), exit: 0)
    expect(try folder.weft("import", "again/vio-1.xml", "--out", "again"), exit: 0)
    let names = try folder.names(in: "again").filter { $0.hasSuffix(".yaml") }
    #expect(names == ["appliances.yaml", "networks.yaml", "profiles.yaml", "servers.yaml", "vsans.yaml"])
    for name in names { #expect(try folder.text(of: "again/\(name)") == folder.text(of: "site/\(name)")) }
    #expect(try state(folder.bytes(of: "again/vio-1.xml")) == state(folder.bytes(of: "site/vio-1.xml")))
  }

  @Test func exportsAreValidAndSayWhatTheManifestsSay() throws {
    let folder = try TemporaryFolder.withFirstSite()
    expect(try folder.weft("export", "-f", "site", "--out", "desired"), exit: 0)
    try expectValid(folder.bytes(of: "desired/vio-1.xml"))
    let printed = try folder.weft("export", "-f", "site", "--appliance", "vio-1")
    #expect(try printed.output == folder.text(of: "desired/vio-1.xml"))
    try folder.apply()
    try expectValid(folder.bytes(of: "site/vio-1.xml"))
    // Who owns what is for the appliance that is applied to, not for the text.
    let unowned = try folder.text(of: "site/vio-1.xml").replacing(" owner=\"default\"", with: "")
    #expect(try state(folder.bytes(of: "desired/vio-1.xml")) == state(Array(unowned.utf8)))
    expect(try folder.weft("export", "-f", "site", "--observed", "--out", "observed"), exit: 0)
    try expectValid(folder.bytes(of: "observed/vio-1.xml"))
    #expect(try state(folder.bytes(of: "observed/vio-1.xml")) == state(folder.bytes(of: "site/vio-1.xml")))
    expect(try folder.weft("export", "-f", "site", "--appliance", "vio-2"), exit: 1, ["reference.unknown"])
  }

  @Test func anExportTakesThePlaceOfALostConfiguration() throws {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.edit(
      "site/site.yaml", "spec: {driver: \"file:vio-1.xml\"}",
      "spec: {driver: \"file:vio-1.xml\", model: VIO-4001, adapters: [{slot: 1, model: x520-SR2, ports: [{port: 1, physicalNetwork: lan}]}, "
        + "{slot: 2, model: x520-SR2, ports: [{port: 1, physicalNetwork: lan}]}, {slot: 3, model: QLE2562, ports: [{port: 1, vsan: 10}]}, "
        + "{slot: 4, model: QLE2562, ports: [{port: 1, vsan: 10}]}]}")
    try folder.remove("site/vio-1.xml")
    expect(try folder.weft("plan", "-f", "site"), exit: 1, ["appliance.missing"])
    expect(try folder.weft("export", "-f", "site", "--appliance", "vio-1", "--out", "site/vio-1.xml"), exit: 0)
    try expectValid(folder.bytes(of: "site/vio-1.xml"))
    try folder.expectNoChanges()
  }

  @Test func importReplacesNothingUnasked() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    expect(try folder.weft("import", "site/vio-1.xml", "--out", "site"), exit: 0)
    expect(try folder.weft("import", "site/vio-1.xml", "--out", "site"), exit: 4, ["output.exists"])
    expect(try folder.weft("import", "site/vio-1.xml", "--out", "site", "--force"), exit: 0)
  }
}

/// What the native dialect reads from a configuration that has no problem.
func state(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws -> ApplianceState {
  let (tape, diagnostics) = XMLReader.read(SourceFile(path: "vio.xml", bytes: bytes), as: SourceID(0))
  #expect(diagnostics.map(\.message) == [], sourceLocation: sourceLocation)
  let decoded = NativeDialect.decode(try #require(tape, sourceLocation: sourceLocation))
  #expect(decoded.diagnostics.map(\.message) == [], sourceLocation: sourceLocation)
  return try #require(decoded.state, sourceLocation: sourceLocation)
}

/// That a configuration is as the published schema says.
func expectValid(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws {
  let folder = try TemporaryFolder()
  try folder.copy("\(Repository.path)/schemas/vio-config.xsd", to: "vio-config.xsd")
  let schema = try XMLSchema(SourceFile(path: "vio-config.xsd", bytes: folder.bytes(of: "vio-config.xsd")), as: SourceID(1))
  let (tape, _) = XMLReader.read(SourceFile(path: "vio.xml", bytes: bytes), as: SourceID(0))
  let problems = schema.validate(try #require(tape, sourceLocation: sourceLocation))
  #expect(problems.map(\.message) == [], sourceLocation: sourceLocation)
}
