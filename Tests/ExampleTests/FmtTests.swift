import TestSupport
import Testing

/// `weft fmt` as a program.
@Suite struct FmtTests {
  private static let odd = "kind: Network\napiVersion:   weft/v1 # v\n"
  private static let even = "apiVersion: weft/v1  # v\nkind: Network\n"

  @Test func theExamplesAreFormatted() throws {
    let finished = try Weft.run(["fmt", "-f", "examples", "--check"], in: Repository.path)
    #expect(finished.code == 0 && finished.output == "" && finished.errors == "", "\(finished)")
  }

  @Test func itWritesWhatChangesAndNamesIt() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.odd, to: "site/odd.yaml")
    try folder.write(Self.even, to: "site/even.yaml")
    let finished = try folder.weft("fmt", "-f", "site")
    #expect(finished.code == 0 && finished.output == "site/odd.yaml\n", "\(finished)")
    #expect(try folder.text(of: "site/odd.yaml") == Self.even)
    #expect(try folder.weft("fmt", "-f", "site").output == "")
  }

  @Test func checkingChangesNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.odd, to: "odd.yaml")
    let finished = try folder.weft("fmt", "-f", ".", "--check")
    #expect(finished.code == 1 && finished.output == "odd.yaml\n", "\(finished)")
    #expect(try folder.text(of: "odd.yaml") == Self.odd)
  }

  @Test func aDiffShowsWhatChanges() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.odd, to: "odd.yaml")
    let finished = try folder.weft("fmt", "-f", "odd.yaml", "--check", "--diff")
    let hunk = "@@ -1,2 +1,2 @@\n+apiVersion: weft/v1  # v\n kind: Network\n-apiVersion:   weft/v1 # v\n"
    #expect(finished.code == 1 && finished.output == "--- odd.yaml\n+++ odd.yaml (formatted)\n" + hunk, "\(finished)")
  }

  @Test func standardInputGoesToStandardOutput() throws {
    let finished = try TemporaryFolder().weft("fmt", "-f", "-", input: Self.odd)
    #expect(finished.code == 0 && finished.output == Self.even, "\(finished)")
  }

  @Test func aFileWithErrorsIsLeftAndTheOthersAreNot() throws {
    let folder = try TemporaryFolder()
    try folder.write("a:   [\n", to: "broken.yaml")
    try folder.write(Self.odd, to: "odd.yaml")
    let finished = try folder.weft("fmt", "-f", ".")
    #expect(finished.code == 1 && finished.output == "odd.yaml\n" && finished.ids == ["yaml.syntax"], "\(finished)")
    #expect(try folder.text(of: "broken.yaml") == "a:   [\n")
    #expect(try folder.text(of: "odd.yaml") == Self.even)
  }

  @Test func whatImportWritesIsFormatted() throws {
    let folder = try TemporaryFolder()
    try folder.copy("\(Repository.path)/examples/quickstart/appliances", to: "site")
    #expect(try folder.weft("import", "site/vio-a2.xml", "site/vio-b2.xml", "--out", "site").code == 0)
    let finished = try folder.weft("fmt", "-f", "site", "--check", "--diff")
    #expect(finished.code == 0, "\(finished)")
  }
}
