import Foundation
import TestSupport
import Testing
import Workloads

/// The bench itself, on the smallest of workloads.
@Suite struct BenchProcessTests {
  @Test func everyVariantIsAPlanOfItsKindWithoutObstacles() throws {
    let plans = "noChange,onePercent,fromNothing,drained,moved"
    let result = try Bench.run(["--bindings", "200", "--runs", "1", "--format", "json", "--only", plans])
    let sections = try #require(try result.json["sections"] as? [[String: Any]])
    #expect(sections.count == 5)
    let changes = sections.map { ($0["counts"] as? [String: Int])?["changes"] ?? -1 }
    #expect(changes[0] == 0)
    #expect(changes[1] == 2)
    #expect(changes.dropFirst(2).allSatisfy { $0 > 20 }, "\(changes)")
    #expect(sections.allSatisfy { ($0["blockers"] as? [String]) == [] })
  }

  @Test func validationAndConversionsAreMeasuredBesideTheParsers() throws {
    let subjects = "validate,importNative,export,importUCS"
    let result = try Bench.run(["--bindings", "10", "--profiles", "5", "--runs", "1", "--only", subjects, "--format", "json"])
    let sections = try #require(try result.json["sections"] as? [[String: Any]])
    #expect(sections.map { $0["name"] as? String } == ["validate", "import, native XML", "export, native XML", "import, UCS Manager"])
    for section in sections {
      let stages = (section["stages"] as? [[String: Any]]) ?? []
      #expect(stages.contains { $0["name"] as? String == Section.whole && $0["wallPerFloors"] is Double })
    }
  }

  @Test func withoutTerraformThatIsSaidInOneLine() throws {
    let folder = try TemporaryFolder()
    let arguments = ["--bindings", "10", "--runs", "1", "--only", "noChange", "--terraform"]
    let result = try Bench.run(arguments, path: folder.path)
    #expect(result.status == 0)
    #expect(result.output.split(separator: "\n").contains { $0 == TerraformProcess.missing })
  }

  @Test func aStandInForTerraformIsMeasuredAtItsOwnSizes() throws {
    let folder = try TemporaryFolder()
    let stand = try script("true", in: folder)
    let arguments = ["--bindings", "10", "--runs", "1", "--only", "noChange", "--terraform", stand, "--terraform-bindings", "20,30"]
    let result = try Bench.run(arguments + ["--format", "json"])
    let processes = try #require(try result.json["processes"] as? [[String: Any]])
    #expect(processes.map { $0["bindings"] as? Int } == [20, 20, 30, 30])
  }

  @Test(arguments: [["--only", "everything"], ["--bindings", "10,none"], ["--runs", "0"], ["--profiles", "0"]])
  func whatItDoesNotKnowIsWrongUsage(arguments: [String]) throws {
    #expect(try Bench.run(arguments).status == 64)
  }
}
