import Documents
import Foundation
import Planning
import TestSupport
import Testing

/// `examples/rules` has a folder for each rule: what it complains about, and the same put right.
@Suite struct RuleExampleTests {
  static let rules = Rule.all.map(\.id)
  /// When the examples are looked at, for what depends on the time.
  private static let now = ["--at", "2026-11-21T12:00:00Z"]

  /// What decoding and resolving say of hardware, addresses and capacity, in the order of the alphabet.
  static let others = [
    "adapter.notShareable", "cabling.conflict", "catalogue.unknown", "duration.invalid", "hostSlot.invalid", "identity.duplicate",
    "identity.invalid",
    "inventory.noSuchPort", "inventory.noSuchSlot", "mac.invalid", "name.duplicate", "name.invalid", "name.reserved", "percent.invalid",
    "placement.none", "pool.ambiguous", "pool.exhausted", "pool.invalidBlock", "pool.missing", "port.invalid", "rate.invalid",
    "rate.minimumOverMaximum", "reference.unknown", "reference.wrongType", "server.conflict", "template.cycle", "template.depth",
    "uplink.invalid", "uuid.invalid",
    "value.range", "vlan.invalid", "wwn.invalid",
  ]

  static let all = rules + others

  @Test(arguments: all) func theProblemTriggersExactlyTheRule(id: String) throws {
    let finished = try Weft.run(["validate", "-f", "examples/rules/\(id)/problem.yaml"] + Self.now, in: Repository.path)
    #expect(!finished.ids.isEmpty && Set(finished.ids) == [id], "\(finished)")
    let golden = URL(fileURLWithPath: "\(Repository.path)/examples/rules/\(id)/findings.txt")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" { try Data(finished.output.utf8).write(to: golden) }
    #expect(try String(contentsOf: golden, encoding: .utf8) == finished.output)
  }

  @Test(arguments: all) func theCorrectedTwinIsClean(id: String) throws {
    let finished = try Weft.run(["validate", "-f", "examples/rules/\(id)/corrected.yaml"] + Self.now, in: Repository.path)
    #expect(finished.code == 0 && finished.ids.isEmpty, "\(finished)")
  }

  @Test func everyExampleBelongsToARule() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: "\(Repository.path)/examples/rules")
    #expect(Set(folders).subtracting(Self.all) == [])
  }

  @Test func idsAreUnique() {
    #expect(Set(Self.all).count == Self.all.count)
  }
}
