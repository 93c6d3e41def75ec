import Documents
import Foundation
import TestSupport
import Testing
import XML

/// What `validate` prints for machines: one document on standard output, whatever happens.
@Suite struct ReportFormatTests {
  private static let machineFormats = ["json", "sarif", "junit", "github"]

  private func folderWithProblems() throws -> TemporaryFolder {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.edit("site/site.yaml", "{name: vnic0, network: prod,", "{name: vnic0, network: prd,")
    return folder
  }

  @Test(arguments: machineFormats)
  func theExitCodeIsThatOfTheText(format: String) throws {
    let folder = try folderWithProblems()
    #expect(try folder.weft("validate", "-f", "site", "--format", format).code == 1)
    try folder.edit("site/site.yaml", "prd", "prod")
    let valid = try folder.weft("validate", "-f", "site", "--format", format)
    #expect(valid.code == 0, "\(valid)")
    #expect(valid.errors == "")
  }

  @Test(arguments: machineFormats)
  func inputThatIsMissingIsInTheDocument(format: String) throws {
    let finished = try TemporaryFolder().weft("validate", "-f", "gone", "--format", format)
    #expect(finished.code == 1)
    #expect(finished.errors == "")
    #expect(finished.output.contains("there is no file or folder 'gone'"), "\(finished)")
  }

  @Test func sarifNamesTheFileAsItIsInTheRepository() throws {
    let folder = try folderWithProblems()
    for path in ["site", "./site", "\(folder.path)/site/site.yaml"] {
      let finished = try folder.weft("validate", "-f", path, "--format", "sarif")
      let log = try JSONDecoder().decode(Log.self, from: Data(finished.output.utf8))
      let result = try #require(log.runs.first?.results.first)
      #expect(result.ruleId == "reference.unknown")
      #expect(result.locations.map(\.physicalLocation.artifactLocation.uri) == ["site/site.yaml"])
    }
  }

  private struct Log: Decodable {
    let runs: [Run]

    struct Run: Decodable { let results: [Result] }
    struct Result: Decodable {
      let ruleId: String
      let locations: [Location]
    }
    struct Location: Decodable { let physicalLocation: Physical }
    struct Physical: Decodable { let artifactLocation: Artifact }
    struct Artifact: Decodable { let uri: String }
  }

  @Test func junitIsWellFormedWhateverTheManifestsHold() throws {
    let folder = try folderWithProblems()
    try folder.write(
      "apiVersion: weft/v1\nkind: \"<Net>&'\\\"]]>\\e[2J\\u0001\"\nmetadata: {name: a}\nspec: {}\n", to: "site/<a> & \"b\"\u{1}.yaml")
    let finished = try folder.weft("validate", "-f", "site", "--format", "junit")
    #expect(finished.code == 1)
    let read = XMLReader.read(SourceFile(path: "junit.xml", bytes: Array(finished.output.utf8)), as: SourceID(0))
    #expect(read.diagnostics == [])
    let tape = try #require(read.tape, "\(finished)")
    var names: [String] = []
    tape.withRoot { root in
      root.forEachItem { item in
        guard case .element(let suite) = item else { return }
        suite.forEachAttribute { if $0.name == "name" { names.append($0.string) } }
      }
    }
    #expect(names == ["site/<a> & \"b\"\u{2401}.yaml", "site/site.yaml"])
  }

  @Test func annotationsNameThePlace() throws {
    let folder = try TemporaryFolder()
    try folder.write("apiVersion: weft/v1\nkind: Network\nmetadata: {name: a}\nspec: {vlan: 100, mtu: large}\n", to: "b.yaml")
    let finished = try folder.weft("validate", "-f", "b.yaml", "--format", "github")
    #expect(finished.code == 1)
    #expect(finished.output.hasPrefix("::error file=b.yaml,line=4,endLine=4,col=24,endColumn=29,title=value.type::"), "\(finished)")
  }

  @Test func nothingOfTheProgressIsWrittenWhereNoTerminalIs() throws {
    #expect(try folderWithProblems().weft("validate", "-f", "site").errors == "")
  }
}
