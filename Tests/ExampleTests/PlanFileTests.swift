import Foundation
import TestSupport
import Testing

/// A saved plan is carried out just as it was saved, or not at all.
@Suite struct PlanFileTests {
  /// A folder with the plan of the smallest example.
  private func saved(at time: String? = nil) throws -> TemporaryFolder {
    let folder = try TemporaryFolder.withFirstSite()
    let finished = try Weft.run(["plan", "-f", "site", "--out", "plan.json"] + (time.map { ["--at", $0] } ?? []), in: folder.path)
    try #require(finished.code == 0, "\(finished)")
    return folder
  }

  private func expectRefusal(_ folder: TemporaryFolder, exit code: Int32, _ id: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let before = try folder.bytes(of: "site/vio-1.xml")
    let finished = try folder.weft("apply", "plan.json", "--auto-approve")
    expect(finished, exit: code, [id], sourceLocation: sourceLocation)
    #expect(try folder.bytes(of: "site/vio-1.xml") == before)
  }

  @Test func itIsCarriedOut() throws {
    let folder = try saved()
    expect(try folder.weft("apply", "plan.json", "--auto-approve"), exit: 0)
    try folder.expectNoChanges()
  }

  @Test func aDamagedOne() throws {
    let folder = try saved()
    try folder.write(Array(try folder.bytes(of: "plan.json").prefix(700)), to: "plan.json")
    try expectRefusal(folder, exit: 1, "plan.unreadable")
    try folder.write("{}", to: "plan.json")
    try expectRefusal(folder, exit: 1, "plan.unreadable")
    try folder.write("", to: "plan.json")
    try expectRefusal(folder, exit: 1, "plan.unreadable")
    try folder.write(String(repeating: "[", count: 10_000), to: "plan.json")
    try expectRefusal(folder, exit: 1, "plan.unreadable")
  }

  @Test func oneOfAnotherFormat() throws {
    let folder = try saved()
    try folder.edit("plan.json", "weft/plan/1", "weft/plan/2")
    let finished = try folder.weft("apply", "plan.json", "--auto-approve")
    expect(finished, exit: 1, ["plan.unreadable"])
    #expect(finished.errors.contains("has the format 'weft/plan/2', and this weft reads 'weft/plan/1'"), "\(finished)")
  }

  @Test(arguments: [
    ("\"vio-1\": \"file:vio-1.xml\"", "\"vio-1\": \"file:../other.xml\""), ("\"scope\": \"default\"", "\"scope\": \"other\""),
    ("\"complete\": true", "\"complete\": false"),
  ]) func anAlteredOne(old: String, new: String) throws {
    let folder = try saved()
    try folder.edit("plan.json", old, new)
    try expectRefusal(folder, exit: 4, "plan.altered")
  }

  @Test func aStepThatWasAltered() throws {
    let folder = try saved()
    let plan = try folder.text(of: "plan.json")
    let altered = plan.replacing("02:57:00:00:01:01", with: "02:57:00:00:01:09")
    #expect(altered != plan)
    try folder.write(altered, to: "plan.json")
    try expectRefusal(folder, exit: 4, "plan.altered")
  }

  @Test func anExpiredOne() throws {
    let folder = try saved(at: "2020-01-01T00:00:00Z")
    try expectRefusal(folder, exit: 3, "plan.expired")
  }

  @Test func whatItSaysInTextIsNoPartOfTheId() throws {
    let folder = try saved()
    try folder.edit("plan.json", "\"tool\": \"weft ", "\"tool\": \"another ")
    expect(try folder.weft("apply", "plan.json", "--auto-approve"), exit: 0)
  }

  @Test func theSchemaNamesWhatAPlanHas() throws {
    func object(_ text: String) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
    let plan = try object(try TemporaryFolder.withFirstSite().weft("plan", "-f", "site", "--format", "json").output)
    let schema = try object(
      String(decoding: Data(contentsOf: URL(fileURLWithPath: "\(Repository.path)/schemas/plan.schema.json")), as: UTF8.self))
    #expect(Set(plan.keys) == Set(try #require(schema["required"] as? [String])))
    #expect(Set(plan.keys) == Set(try #require(schema["properties"] as? [String: Any]).keys))
  }
}
