import Foundation
import Glibc
import TestSupport
import Testing

/// `validate --fix` and `--diff`.
@Suite struct FixTests {
  /// Two wrong names, one of them in a line with a comment.
  private func folderWithProblems() throws -> TemporaryFolder {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.edit("site/site.yaml", "{name: vnic0, network: prod, ", "{name: vnic0,   network: prd,  # to be renamed é\n     ")
    try folder.edit("site/site.yaml", "kind: VSAN", "kind: VSANN")
    return folder
  }

  @Test func aFixChangesNothingElse() throws {
    let folder = try folderWithProblems()
    let before = try folder.text(of: "site/site.yaml")
    let finished = try folder.weft("validate", "-f", "site", "--fix")
    expect(finished, exit: 0)
    #expect(
      finished.output == """
        site/site.yaml:19:7: wrote 'VSAN' for 'VSANN' [kind.unknown]
        site/site.yaml:39:32: wrote 'prod' for 'prd' [reference.unknown]
        7 objects in 1 file: valid

        """)
    let expected = before.replacing("VSANN", with: "VSAN").replacing("prd", with: "prod")
    #expect(try folder.text(of: "site/site.yaml") == expected)
  }

  @Test func aSecondFixChangesNothing() throws {
    let folder = try folderWithProblems()
    _ = try folder.weft("validate", "-f", "site", "--fix")
    let (fixed, names) = (try folder.bytes(of: "site/site.yaml"), folder.names(in: "site"))
    let finished = try folder.weft("validate", "-f", "site", "--fix")
    #expect(finished.output == "7 objects in 1 file: valid\n", "\(finished)")
    #expect(try folder.bytes(of: "site/site.yaml") == fixed)
    #expect(folder.names(in: "site") == names)
  }

  @Test func whatAFixBringsToLightIsFixedToo() throws {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.edit(
      "site/site.yaml", "kind: VSAN\nmetadata: {name: san-a}\nspec: {vsan:", "kind: VSANN\nmetadata: {name: san-a}\nspec: {vsn:")
    let finished = try folder.weft("validate", "-f", "site", "--fix")
    expect(finished, exit: 0)
    #expect(finished.output.contains("wrote 'vsan' for 'vsn' [field.unknown]"), "\(finished)")
    #expect(
      try folder.bytes(of: "site/site.yaml")
        == FileManager.default.contents(atPath: "\(Repository.path)/examples/first/site.yaml").map(Array.init))
  }

  @Test func whatHasNoFixIsReported() throws {
    let folder = try folderWithProblems()
    try folder.edit("site/site.yaml", "vlan: 100", "vlan: 4095")
    let finished = try folder.weft("validate", "-f", "site", "--fix")
    #expect(finished.code == 1)
    #expect(finished.ids == ["value.range"], "\(finished)")
    #expect(finished.verdict == "1 error, 0 warnings")
    #expect(try folder.text(of: "site/site.yaml").contains("kind: VSAN\n"))
  }

  @Test func machinesGetOneDocument() throws {
    let finished = try folderWithProblems().weft("validate", "-f", "site", "--fix", "--format", "json")
    #expect(finished.code == 0, "\(finished)")
    #expect(try JSONSerialization.jsonObject(with: Data(finished.output.utf8)) is [String: Any])
    #expect(finished.errors.split(separator: "\n").count == 2, "\(finished)")
  }

  @Test func modeAndLinkStay() throws {
    let folder = try folderWithProblems()
    try folder.move("site/site.yaml", to: "real.yaml")
    #expect(symlink("../real.yaml", folder / "site/site.yaml") == 0)
    #expect(chmod(folder / "real.yaml", 0o640) == 0)
    expect(try folder.weft("validate", "-f", "site", "--fix"), exit: 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder / "real.yaml")
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder / "site/site.yaml") == "../real.yaml")
  }

  @Test func standardInputCannotBeFixed() throws {
    let folder = try folderWithProblems()
    let finished = try folder.weft("validate", "-f", "-", "--fix", input: try folder.text(of: "site/site.yaml"))
    expect(finished, exit: 1, ["fix.standardInput"])
  }

  @Test func oneFileUnderTwoNamesIsNotFixed() throws {
    let folder = try folderWithProblems()
    let before = try folder.bytes(of: "site/site.yaml")
    expect(try folder.weft("validate", "-f", "site", "-f", "./site/site.yaml", "--fix"), exit: 1, ["fix.twice"])
    #expect(try folder.bytes(of: "site/site.yaml") == before)
  }

  @Test func aFileThatChangedMeanwhileIsLeftAsItIs() throws {
    let folder = try folderWithProblems()
    // The site is read before the pipe, which gives nothing until the site has changed.
    #expect(mkfifo(folder / "pipe.yaml", 0o600) == 0)
    let running = try Weft(["validate", "-f", "site", "-f", "pipe.yaml", "--fix"], in: folder.path)
    let pipe = open(folder / "pipe.yaml", O_WRONLY)
    try #require(pipe >= 0)
    try folder.edit("site/site.yaml", "# The smallest", "# Somebody's smallest")
    let changed = try folder.bytes(of: "site/site.yaml")
    let text = Array("# nothing\n".utf8)
    #expect(write(pipe, text, text.count) == text.count)
    close(pipe)
    let finished = try running.finish()
    expect(finished, exit: 1, ["fix.changed"])
    #expect(try folder.bytes(of: "site/site.yaml") == changed)
  }

  @Test func theDiffIsWhatFixWouldWrite() throws {
    let folder = try folderWithProblems()
    let before = try folder.bytes(of: "site/site.yaml")
    let diff = try folder.weft("validate", "-f", "site", "--diff")
    #expect(diff.code == 1, "\(diff)")
    #expect(
      diff.output == """
        --- a/site/site.yaml
        +++ b/site/site.yaml
        @@ -16,7 +16,7 @@
         spec: {vlan: 100, physicalNetwork: lan}
         ---
         apiVersion: weft/v1
        -kind: VSANN
        +kind: VSAN
         metadata: {name: san-a}
         spec: {vsan: 10}
         ---
        @@ -36,7 +36,7 @@
         spec:
           server: db-01
           vnics:
        -    - {name: vnic0,   network: prd,  # to be renamed é
        +    - {name: vnic0,   network: prod,  # to be renamed é
              bandwidth: {min: 1Gbps}}
             - {name: vnic1, network: prod, bandwidth: {min: 1Gbps}}
           vhbas:

        """)
    #expect(diff.errors == "7 objects in 1 file: valid\n")
    #expect(try folder.bytes(of: "site/site.yaml") == before)
  }

  @Test func standardInputHasADiff() throws {
    let folder = try folderWithProblems()
    let diff = try folder.weft("validate", "-f", "-", "--diff", input: try folder.text(of: "site/site.yaml"))
    #expect(diff.code == 1)
    #expect(diff.output.hasPrefix("--- a/<stdin>\n"), "\(diff)")
  }

  @Test func aDiffHasNoFormat() throws {
    #expect(try folderWithProblems().weft("validate", "-f", "site", "--diff", "--format", "json").code == 64)
  }
}
