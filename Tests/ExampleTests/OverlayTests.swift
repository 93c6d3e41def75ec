import Foundation
import TestSupport
import Testing

/// A later -f patches what an earlier one says.
@Suite struct OverlayTests {
  private static let layers = ["-f", "examples/overlays/base", "-f", "examples/overlays/overlays/lab"]

  private func run(_ arguments: [String]) throws -> Finished { try Weft.run(arguments + Self.layers, in: Repository.path) }

  @Test func theSummarySaysHowManyObjectsWerePatched() throws {
    let finished = try run(["validate"])
    expect(finished, exit: 0)
    #expect(finished.verdict == "8 objects in 2 files, 2 patched: valid")
  }

  @Test func aPatchOfOneVNICKeepsTheOther() throws {
    let finished = try run(["get", "profiles", "-o", "yaml"])
    expect(finished, exit: 0)
    #expect(finished.output.contains("- name: vnic0\n      network: prod\n      bandwidth:\n        min: 100Mbps\n"), "\(finished)")
    #expect(finished.output.contains("- name: vnic1\n      network: prod\n      bandwidth:\n        min: 1Gbps\n"), "\(finished)")
    #expect(!finished.output.contains("template"), "\(finished)")
  }

  @Test func originsNameTheFileAndTheTemplateOfEachField() throws {
    let lines = try run(["get", "profiles", "-o", "yaml", "--origins"]).output.split(separator: "\n").map(String.init)
    let base = "examples/overlays/base/site.yaml"
    #expect(lines.contains("  server: db-01  # \(base):60:11"), "\(lines)")
    #expect(lines.contains("        min: 100Mbps  # examples/overlays/overlays/lab/lab.yaml:12:38 (template database)"), "\(lines)")
    #expect(lines.contains("        min: 1Gbps  # \(base):47:53 (template database)"), "\(lines)")
  }

  @Test func whatIsWrongIsSaidInTheFileThatSaysIt() throws {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.write("apiVersion: weft/v1\nkind: Network\nmetadata: {name: prod}\nspec: {vlan: 5000}\n", to: "lab/lab.yaml")
    let finished = try folder.weft("validate", "-f", "site", "-f", "lab")
    expect(finished, exit: 1, ["value.range"])
    #expect(finished.findings == ["lab/lab.yaml:4:14 value.range"])
  }

  @Test func withinOneLayerANameIsGivenOnce() throws {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.write("apiVersion: weft/v1\nkind: Network\nmetadata: {name: prod}\nspec: {vlan: 5}\n", to: "site/other.yaml")
    expect(try folder.weft("validate", "-f", "site"), exit: 1, ["name.duplicate"])
  }

  @Test func aPatchedApplianceKeepsItsFileWhereTheBaseHasIt() throws {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.write(
      "apiVersion: weft/v1\nkind: Appliance\nmetadata: {name: vio-1}\nspec: {failureDomain: room-2}\n", to: "lab/lab.yaml")
    expect(try folder.weft("plan", "-f", "site", "-f", "lab"), exit: 0)
  }

  @Test func anOverlayBringsAnApplianceFileOfItsOwnAndASavedPlanFindsIt() throws {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.move("site/vio-1.xml", to: "lab.xml")
    try folder.write(
      "apiVersion: weft/v1\nkind: Appliance\nmetadata: {name: vio-1}\nspec: {driver: \"file:lab.xml\"}\n", to: "lab/lab.yaml")
    try folder.move("lab.xml", to: "lab/lab.xml")
    expect(try folder.weft("plan", "-f", "site", "-f", "lab", "--out", "plan.json"), exit: 0)
    expect(try folder.weft("apply", "plan.json", "--auto-approve"), exit: 0)
    expect(try folder.weft("plan", "-f", "site", "-f", "lab", "--detailed-exitcode"), exit: 0)
  }

  @Test func deletingAnObjectLeavesItsUsersWithoutIt() throws {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.write("$patch: delete\napiVersion: weft/v1\nkind: VSAN\nmetadata: {name: san-a}\n", to: "lab/lab.yaml")
    let finished = try folder.weft("validate", "-f", "site", "-f", "lab")
    #expect(Set(finished.ids).contains("reference.unknown"), "\(finished)")
    try folder.write(
      "$patch: delete\napiVersion: weft/v1\nkind: ServerProfile\nmetadata: {name: db-01}\n", to: "lab/profile.yaml")
    #expect(try folder.weft("validate", "-f", "site", "-f", "lab").verdict == "5 objects in 3 files, 2 deleted: valid")
  }

  @Test(.enabled("neither kustomize 4.1+ nor a kubectl that has it is installed") { Kustomize.command != nil })
  func kustomizeMergesListsByTheSameFields() throws {
    let built = try #require(try Kustomize.build("examples/overlays/overlays/lab"))
    let base = "\(Repository.path)/examples/overlays/base"
    let theirs = try Weft.run(["get", "profiles", "-o", "yaml", "-f", "-"], in: base, input: built)
    expect(theirs, exit: 0)
    let ours = try run(["get", "profiles", "-o", "yaml"])
    // kustomize puts the members of mappings in the order of their names.
    func lines(_ text: String) -> [String] {
      text.split(separator: "\n").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " -")) }.sorted()
    }
    #expect(lines(theirs.output) == lines(ours.output))
  }
}

/// kustomize as it is installed, by itself or in kubectl.
private enum Kustomize {
  /// Nil where there is none that knows `openapi`.
  static let command: [String]? = {
    for command in [["kustomize", "build"], ["kubectl", "kustomize"]] where (try? output(command + ["--help"])) != nil {
      if (try? build(command, "examples/overlays/overlays/lab")) != nil { return command }
    }
    return nil
  }()

  static func build(_ folder: String) throws -> String? { try command.flatMap { try build($0, folder) } }

  private static func build(_ command: [String], _ folder: String) throws -> String? {
    try output(command + ["--load-restrictor", "LoadRestrictionsNone", folder])
  }

  /// Nil where the command fails.
  private static func output(_ command: [String]) throws -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(fileURLWithPath: Repository.path)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }
}
