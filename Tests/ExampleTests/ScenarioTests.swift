import Foundation
import TestSupport
import Testing

/// The operations of the trade, each in a folder: the appliances as they are, the manifests as edited, and what `weft plan` says of it.
@Suite struct ScenarioTests {
  private static let now = ["--at", "2026-01-01T00:00:00Z"]

  /// What else the command line says, in a file of that name.
  private func flags(_ name: String, _ file: String) -> [String] {
    let text = try? String(contentsOfFile: "\(Repository.path)/examples/scenarios/\(name)/\(file)", encoding: .utf8)
    return text?.split(whereSeparator: \.isWhitespace).map(String.init) ?? []
  }

  @Test func thereAreScenarios() { #expect(Repository.scenarios.count >= 12) }

  @Test(arguments: Repository.scenarios) func aScenarioPlansAsWritten(name: String) throws {
    let given = flags(name, "flags")
    let plan = try Weft.run(
      ["plan", "-f", "examples/scenarios/\(name)"] + (given.contains("--at") ? [] : Self.now) + given, in: Repository.path)
    let golden = URL(fileURLWithPath: "\(Repository.path)/examples/scenarios/\(name)/plan.txt")
    let text = plan.output.isEmpty ? plan.errors : plan.output
    if ProcessInfo.processInfo.environment["RECORD"] == "1" { try Data(text.utf8).write(to: golden) }
    #expect(try String(contentsOf: golden, encoding: .utf8) == text)
  }

  /// What a plan asks to be allowed is allowed, it is carried out, nothing is left to do, and no appliance lost anything.
  @Test(arguments: Repository.scenarios) func aScenarioIsCarriedOutAndSettles(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.copy("\(Repository.path)/examples/scenarios/\(name)", to: "site")
    let given = flags(name, "flags")
    let time = given.contains("--at") ? [] : Self.now
    if name == "drain-without-room" {
      let refused = try Weft.run(["apply", "-f", "site", "--auto-approve"] + time + given, in: folder.path)
      expect(refused, exit: 1, ["placement.none"])
      return
    }
    let applied = try Weft.run(
      ["apply", "-f", "site", "--auto-approve", "--allow", "outage", "--allow", "reboot", "--max-deletes", "99"] + time + given,
      in: folder.path)
    expect(applied, exit: 0)
    let again = try Weft.run(["plan", "-f", "site", "--detailed-exitcode"] + time + given, in: folder.path)
    expect(again, exit: 0)
  }
}
