import Foundation
import TestSupport
import Testing

/// A backup of UCS Manager on its whole way: the example's, written by hand, and a real one.
@Suite struct UCSTests {
  private static let example = "\(Repository.path)/examples/ucs"
  private static let samples = URL(filePath: Repository.path).deletingLastPathComponent().appending(path: "shared/samples/ucsm").path
  private static let hasSamples = FileManager.default.fileExists(atPath: samples)

  private func withBackup(_ path: String = "\(example)/site/ucs-1.xml") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Array(try Data(contentsOf: URL(filePath: path))), to: "site/ucs.xml")
    return folder
  }

  /// Whatever it remarks on.
  private func succeeds(_ finished: Finished, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(finished.code == 0, "\(finished)", sourceLocation: sourceLocation)
  }

  // MARK: The example

  @Test func theImportIsWhatStandsInTheExample() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array(try Data(contentsOf: URL(filePath: "\(Self.example)/site/ucs-1.xml"))), to: "site/ucs-1.xml")
    succeeds(try folder.weft("import", "site/ucs-1.xml", "--out", "site"))
    let names = folder.names(in: "site").filter { $0.hasSuffix(".yaml") }
    #expect(names.count == 12)
    for name in names {
      let file = URL(filePath: "\(Self.example)/site/\(name)")
      if ProcessInfo.processInfo.environment["RECORD"] == "1" { try Data(folder.bytes(of: "site/\(name)")).write(to: file) }
      #expect(try folder.text(of: "site/\(name)") == String(contentsOf: file, encoding: .utf8), "\(name)")
    }
  }

  @Test func whatWasImportedIsValidAndPlansNothing() throws {
    let folder = try withBackup()
    succeeds(try folder.weft("import", "site/ucs.xml", "--out", "site"))
    expect(try folder.weft("validate", "-f", "site", "--strict"), exit: 0)
    expect(try folder.weft("plan", "-f", "site", "--detailed-exitcode"), exit: 0)
  }

  @Test func itsProfilesMoveOntoAVIO() throws {
    let plan = try Weft.run(
      ["plan", "-f", "examples/ucs/site", "-f", "examples/ucs/vio", "--at", "2026-01-01T00:00:00Z"], in: Repository.path)
    expect(plan, exit: 0)
    let golden = URL(filePath: "\(Self.example)/vio/moved.txt")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" { try Data(plan.output.utf8).write(to: golden) }
    #expect(try String(contentsOf: golden, encoding: .utf8) == plan.output)
  }

  @Test func theMoveIsCarriedOut() throws {
    let folder = try TemporaryFolder()
    try folder.copy(Self.example, to: "ucs")
    expect(try folder.weft("apply", "-f", "ucs/site", "-f", "ucs/vio", "--auto-approve"), exit: 0)
    let found = try folder.weft("find", "00:25:b5:0a:00:01", "-f", "ucs/site", "-f", "ucs/vio")
    #expect(found.output.contains("db-1@Payroll/eth-a") && found.output.contains("vio-1/1/1"), "\(found)")
  }

  // MARK: What a backup cannot do

  @Test func aBackupIsNeverWritten() throws {
    let folder = try withBackup()
    succeeds(try folder.weft("import", "site/ucs.xml", "--out", "site"))
    try folder.edit("site/networks.yaml", "vlan: 200", "vlan: 201")
    let before = try folder.bytes(of: "site/ucs.xml")
    let apply = try folder.weft("apply", "-f", "site", "--auto-approve", "--adopt", "all", "--allow", "outage", "--allow", "reboot")
    #expect(apply.code == 4 && apply.errors.contains("appliance.readOnly"), "\(apply)")
    #expect(try folder.bytes(of: "site/ucs.xml") == before)
  }

  @Test func strictImportWritesNothingWhereSomethingIsLost() throws {
    let folder = try withBackup()
    let finished = try folder.weft("import", "site/ucs.xml", "--out", "new", "--strict")
    #expect(finished.code == 1 && finished.ids.contains("import.lossy"), "\(finished)")
    #expect(folder.names(in: "new").isEmpty)
  }

  @Test func aFileThatIsCutOffSaysSo() throws {
    let folder = try withBackup()
    let bytes = try folder.bytes(of: "site/ucs.xml")
    try folder.write(Array(bytes.prefix(bytes.count / 2)), to: "cut.xml")
    let finished = try folder.weft("import", "cut.xml", "--out", "new")
    #expect(finished.code == 1 && finished.errors.contains("xml."), "\(finished)")
  }

  // MARK: From dialect to dialect

  @Test(.enabled(if: hasUCSValidator, "python3 with the package ucsmsdk 0.9.27 is not there"))
  func whatIsConvertedIsSound() throws {
    let folder = try withBackup()
    try folder.copy("\(Repository.path)/examples/first/vio-1.xml", to: "vio.xml")
    succeeds(try folder.weft("convert", "site/ucs.xml", "--to", "vio", "--out", "as-vio.xml"))
    succeeds(try folder.weft("convert", "as-vio.xml", "--to", "ucs", "--out", "back.xml"))
    succeeds(try folder.weft("convert", "vio.xml", "--to", "ucs", "--out", "first.xml"))
    succeeds(try folder.weft("convert", "site/ucs.xml", "--to", "ucs", "--form", "configConfMos", "--out", "request.xml"))
    #expect(try ucsProblems(in: ["back.xml", "first.xml", "request.xml"].map { folder / $0 }) == [])
    for name in ["back.xml", "request.xml"] {
      succeeds(try folder.weft("import", name, "--out", name + ".d"))
      let text = try folder.text(of: "\(name).d/profiles.yaml")
      #expect(text.contains("00:25:b5:0a:00:01") && text.contains("20:00:00:25:b5:0b:00:02"), "\(name)")
    }
  }

  @Test func aConversionTellsTheLossesOfBothWays() throws {
    let folder = try withBackup()
    let finished = try folder.weft("convert", "site/ucs.xml", "--to", "vio", "--out", "vio.xml", "--report", "loss.json")
    succeeds(finished)
    #expect(finished.errors.contains("vnicFc/@maxDataFieldSize ×6"), "\(finished.errors)")
    #expect(finished.errors.contains("VNICTemplate ×2, first of eth-a"), "\(finished.errors)")
    let report = try folder.text(of: "loss.json")
    #expect(report.contains("\"exportLosses\"") && report.contains("\"AddressPool\""))
    let strict = try folder.weft("convert", "site/ucs.xml", "--to", "vio", "--out", "strict.xml", "--strict")
    #expect(strict.code == 1 && strict.ids.contains("import.lossy"), "\(strict)")
    #expect(!folder.exists("strict.xml"))
  }

  // MARK: Real files

  @Test(.enabled(if: hasSamples, "../shared/samples is not there"), arguments: ["hx-cluster-ucsm-a.xml", "pdi-Real_UCS_Skeleton.xml"])
  func aRealBackupPlansNothing(name: String) throws {
    let folder = try withBackup("\(Self.samples)/\(name)")
    let imported = try folder.weft("import", "site/ucs.xml", "--out", "site", "--report", "site/report.json")
    succeeds(imported)
    let validated = try folder.weft("validate", "-f", "site")
    expect(validated, exit: 0)
    let plan = try folder.weft("plan", "-f", "site", "--detailed-exitcode")
    expect(plan, exit: 0)
    let adopted = try folder.weft("apply", "-f", "site", "--auto-approve", "--adopt", "all")
    expect(adopted, exit: 0)
    let again = try folder.weft("plan", "-f", "site", "--detailed-exitcode", "--out", "plan.json")
    expect(again, exit: 0)
    // No secret leaves the file: not into manifests, reports, plans, the ledger, another dialect or a message.
    succeeds(try folder.weft("convert", "site/ucs.xml", "--to", "ucs", "--out", "ucs.xml"))
    succeeds(try folder.weft("convert", "site/ucs.xml", "--to", "vio", "--out", "vio.xml"))
    try folder.remove("site/ucs.xml")
    let files = (try FileManager.default.subpathsOfDirectory(atPath: folder.path)).filter { !$0.hasSuffix("/") }
    #expect(files.contains("site/.weft/ledger.db"))
    for file in files {
      let bytes = (try? folder.bytes(of: file)) ?? []
      #expect(!bytes.contains(secret), "\(file)")
    }
    for finished in [imported, validated, plan, adopted, again] {
      #expect(!finished.output.contains("UkVEQUNURUQ") && !finished.errors.contains("UkVEQUNURUQ"))
    }
  }

  @Test(.enabled(if: hasSamples, "../shared/samples is not there"), arguments: [-4, 0, 3, 11, 25])
  func aRealBackupThatIsCutOffInASecretShowsNoneOfIt(offset: Int) throws {
    let folder = try withBackup("\(Self.samples)/hx-cluster-ucsm-a.xml")
    let bytes = try folder.bytes(of: "site/ucs.xml")
    let place = try #require(Data(bytes).range(of: Data(secret)))
    try folder.write(Array(bytes[..<(place.lowerBound + offset)]), to: "cut.xml")
    let finished = try folder.weft("import", "cut.xml", "--out", "new")
    #expect(finished.code == 1 && !finished.errors.contains("UkV"), "\(finished)")
  }

  @Test(.enabled(if: hasSamples, "../shared/samples is not there"), arguments: [1, 2, 3, 5, 6])
  func aRealMessageIsRead(number: Int) throws {
    let folder = try withBackup("\(Self.samples)/xmlapi/ucsmsdk-test-\(number).xml")
    succeeds(try folder.weft("import", "site/ucs.xml", "--out", "site"))
    if number < 4 { #expect(folder.exists("site/profiles.yaml")) }
  }

  @Test(.enabled(if: hasSamples, "../shared/samples is not there"), arguments: [4, 7, 8])
  func aRealMessageWithoutConfigurationSaysSo(number: Int) throws {
    let folder = try withBackup("\(Self.samples)/xmlapi/ucsmsdk-test-\(number).xml")
    let finished = try folder.weft("import", "site/ucs.xml", "--out", "site")
    #expect(finished.code == 1 && finished.errors.contains("ucs.noConfiguration"), "\(finished)")
  }
}

/// What stands in the samples where a secret was.
private let secret = Array("UkVEQUNURUQ".utf8)
