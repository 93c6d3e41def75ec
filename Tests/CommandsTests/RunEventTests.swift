import FabricModel
import Foundation
import Ledger
import Testing

@testable import Commands
@testable import Reconciliation

/// Every event of a run is as `schemas/event.schema.json` says.
@Suite struct RunEventTests {
  private static let stopped = Outcome(
    run: RunID("r1"), result: .stopped(.asked), states: [.verified, .failed("no")], mismatches: [], unrecorded: [])
  private static let done = Outcome(run: RunID("r1"), result: .done, states: [.verified, .noop], mismatches: [], unrecorded: [])

  static let events: [(name: String, event: RunEvent)] = [
    ("runStarted", .started(RunID("r1"), steps: 3, noops: 1)),
    ("stepBegun", .batchBegun(appliance: "vio-1", steps: ["s1", "s2"])),
    ("callRetried", .retrying(appliance: "vio-1", retry: 1, reason: "busy")),
    ("stepPerformed", .batchDone(appliance: "vio-1", steps: ["s1", "s2"])),
    ("stepVerified", .verified(appliance: "vio-1", steps: ["s1"])),
    ("stepFailed", .failed(appliance: "vio-1", steps: ["s2"], reason: "no")),
    ("runWaiting", .waiting(RunID("r1"), until: 60)), ("runFinished", .finished(stopped)), ("runFinished", .finished(done)),
  ]

  @Test(arguments: events.indices) func anEventIsAsTheSchemaSays(index: Int) throws {
    let (name, event) = Self.events[index]
    let text = RunEventJSON(run: RunID("r1"), sequence: 7, time: Timestamp(seconds: 0), event: event).text
    #expect(!text.contains("\n"))
    let json = try object(Data(text.utf8))
    #expect(json["event"] as? String == name)
    #expect(json["seq"] as? Int == 7 && json["run"] as? String == "r1" && json["time"] as? String == "1970-01-01T00:00:00Z")
    #expect(try EventSchema.problems(with: json) == [])
  }

  @Test func theSchemaDescribesNoEventThatIsGone() throws {
    #expect(Set(try EventSchema.shapes().keys) == Set(Self.events.map(\.name)))
  }

  @Test func whatTheSchemaDoesNotSayIsFound() throws {
    let good = try object(
      Data(RunEventJSON(run: RunID("r1"), sequence: 1, time: Timestamp(seconds: 0), event: Self.events[1].event).text.utf8))
    #expect(try EventSchema.problems(with: good.merging(["more": 1]) { $1 }) == ["members"])
    #expect(try EventSchema.problems(with: good.filter { $0.key != "steps" }) == ["members"])
    #expect(try EventSchema.problems(with: good.merging(["format": "weft/event/2"]) { $1 }) == ["format"])
    #expect(try EventSchema.problems(with: good.merging(["event": "stepLost"]) { $1 }) == ["event"])
  }

  private func object(_ data: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }
}

/// The members of events as the schema has them.
enum EventSchema {
  static func shapes() throws -> [String: [String: Any]] {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(root)/schemas/event.schema.json"))
    let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    var shapes: [String: [String: Any]] = [:]
    for shape in try #require(schema["oneOf"] as? [[String: Any]]) {
      let members = try #require(shape["properties"] as? [String: [String: Any]])
      shapes[try #require(members["event"]?["const"] as? String)] = members
    }
    return shapes
  }

  static func problems(with event: [String: Any]) throws -> [String] {
    guard let shape = try shapes()[event["event"] as? String ?? ""] else { return ["event"] }
    guard Set(shape.keys) == Set(event.keys) else { return ["members"] }
    return (shape["format"] as? [String: Any])?["const"] as? String == event["format"] as? String ? [] : ["format"]
  }
}
