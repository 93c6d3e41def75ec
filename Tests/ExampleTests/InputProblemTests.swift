import Glibc
import TestSupport
import Testing

/// Files and folders that are not what the command line or a manifest says.
@Suite struct InputProblemTests {
  @Test func anEmptyFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "site/notes.txt")
    for command in ["validate", "plan"] {
      let finished = try folder.weft(command, "-f", "site")
      expect(finished, exit: 1, ["input.empty"])
      #expect(finished.errors.contains("there is no manifest in site"))
    }
  }

  @Test func aMissingFile() throws {
    let folder = try TemporaryFolder()
    for command in ["validate", "plan"] { expect(try folder.weft(command, "-f", "gone.yaml"), exit: 1, ["input.missing"]) }
    expect(try folder.weft("plan"), exit: 1, ["input.missing"])
    expect(try folder.weft("import", "gone.xml", "--out", "site"), exit: 1, ["input.missing"])
    expect(try folder.weft("apply", "gone.json"), exit: 1, ["input.missing"])
  }

  @Test func wrongUsage() throws {
    let folder = try TemporaryFolder.withFirstSite()
    for arguments in [
      ["plan", "-f", "site", "--at", "noon"], ["plan", "-f", "site", "--allow", "everything"], ["plan", "-f", "site", "--format", "pdf"],
      ["plan", "-f", "site", "--scope", "No Name"], ["apply"], ["apply", "plan.json", "-f", "site"], ["plam"], ["export", "-f", "site"],
    ] {
      let finished = try Weft.run(arguments, in: folder.path)
      #expect(finished.code == 64, "\(arguments): \(finished)")
    }
  }

  @Test func driversThatCannotBe() throws {
    let folder = try TemporaryFolder.withFirstSite()
    let urls = ["\"file:../x.xml\"", "file:/etc/passwd", "\"linux:eth0\"", "vio.xml", "\"file:\""]
    let appliances = urls.enumerated().map { index, url in
      "---\napiVersion: weft/v1\nkind: Appliance\nmetadata: {name: a\(index)}\nspec: {driver: \(url)}\n"
    }
    try folder.write(
      appliances.joined() + "---\napiVersion: weft/v1\nkind: Appliance\nmetadata: {name: a9}\n"
        + "---\napiVersion: weft/v1\nkind: Server\nmetadata: {name: s}\nspec: {connections: [{appliance: a7, port: 1}]}\n",
      to: "site/more.yaml")
    let finished = try folder.weft("plan", "-f", "site")
    #expect(finished.code == 1)
    #expect(
      finished.findings == [
        "site/more.yaml:5:16 driver.path", "site/more.yaml:10:16 driver.path", "site/more.yaml:15:16 unsupported",
        "site/more.yaml:20:16 driver.invalid", "site/more.yaml:25:16 driver.invalid", "site/more.yaml:29:18 driver.missing",
        "site/more.yaml:34:34 reference.unknown",
      ], "\(finished)")
    #expect(finished.errors.contains("write 'file:vio.xml'"))
  }

  @Test func aLinkThatLeavesTheFolder() throws {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.move("site/vio-1.xml", to: "outside.xml")
    #expect(symlink("../outside.xml", folder / "site/vio-1.xml") == 0)
    let finished = try folder.weft("plan", "-f", "site")
    #expect(finished.code == 1)
    #expect(finished.findings == ["site/site.yaml:5:16 driver.path"], "\(finished)")
  }

  @Test func aLedgerWhereNoneCanBe() throws {
    let folder = try TemporaryFolder.withFirstSite()
    expect(
      try folder.weft("apply", "-f", "site", "--auto-approve", "--ledger", "site/site.yaml/ledger.db"), exit: 1, ["ledger.inaccessible"])
    for command in [["plan"], ["apply", "--auto-approve"]] {
      let other = try Weft.run(command + ["-f", "site", "--ledger", "site/site.yaml"], in: folder.path)
      expect(other, exit: 1, ["ledger.notALedger"])
    }
    #expect(try folder.text(of: "site/vio-1.xml").contains("profiles") == false)
  }

  @Test(.enabled(if: geteuid() != 0, "nothing is read-only for root"))
  func folderThatCannotBeWritten() throws {
    let folder = try TemporaryFolder.withFirstSite()
    #expect(chmod(folder / "site", 0o555) == 0)
    defer { chmod(folder / "site", 0o755) }
    let finished = try folder.weft("apply", "-f", "site", "--auto-approve", "--ledger", "ledger.db")
    #expect(finished.code == 1, "\(finished)")
    #expect(finished.errors.contains("vio-1"), "\(finished)")
  }

  @Test func anOutputThatCannotBeWritten() throws {
    let folder = try TemporaryFolder.withFirstSite()
    expect(try folder.weft("plan", "-f", "site", "--out", "site/site.yaml/plan.json"), exit: 1, ["output.unwritable"])
  }
}
