import Foundation
import TestSupport
import Testing

@Suite struct GoldenTests {
  @Test(arguments: Repository.cases) func everyExamplePlansAsWritten(name: String) throws {
    let plan = try Weft.run(["plan", "-f", "examples/\(name)", "--at", "2026-01-01T00:00:00Z"], in: Repository.path)
    expect(plan, exit: 0)
    let golden = URL(fileURLWithPath: "\(Repository.path)/examples/\(name)/plan.txt")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" { try Data(plan.output.utf8).write(to: golden) }
    #expect(try String(contentsOf: golden, encoding: .utf8) == plan.output)
  }

  @Test func thereAreExamples() {
    #expect(Repository.cases.contains("first"))
  }

  @Test(arguments: Repository.cases) func planningWritesNothing(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.copy("\(Repository.path)/examples/\(name)", to: "site")
    let before = folder.names(in: "site")
    expect(try folder.weft("plan", "-f", "site"), exit: 0)
    expect(try folder.weft("validate", "-f", "site"), exit: 0)
    #expect(folder.names(in: "site") == before)
  }
}
