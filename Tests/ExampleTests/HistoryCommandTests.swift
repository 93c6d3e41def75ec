import Foundation
import Glibc
import Ledger
import TestSupport
import Testing

/// What was carried out is told, with the revision of the manifests.
@Suite struct HistoryCommandTests {
  private func document(_ finished: Finished) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(finished.output.utf8)) as? [String: Any], "\(finished)")
  }

  private func runs(_ folder: TemporaryFolder, _ flags: String...) throws -> [[String: Any]] {
    let finished = try Weft.run(["history", "-f", "site", "--format", "json"] + flags, in: folder.path)
    return try #require(try document(finished)["runs"] as? [[String: Any]])
  }

  private func git(_ arguments: String..., in folder: TemporaryFolder) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder.path, "-c", "user.name=kim", "-c", "user.email=kim@example.com"] + arguments
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  @Test func theNewestRunComesFirst() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.edit("site/site.yaml", "vlan: 100", "vlan: 101")
    try folder.apply("--allow", "outage")
    let all = try runs(folder)
    #expect(all.count == 2)
    #expect(all.map { $0["done"] as? Int } == [1, 7])
    #expect(all.allSatisfy { $0["outcome"] as? String == "done" && $0["failed"] as? Int == 0 })
    #expect(try runs(folder, "-n", "1").count == 1)
    let text = try folder.weft("history", "-f", "site").output.split(separator: "\n")
    #expect(text.count == 3 && text[0].hasPrefix("WHEN"))
    #expect(text[1].contains(try #require(all[0]["run"] as? String)))
  }

  @Test func aRunIsShownWithItsPlanAndItsSteps() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    let run = try #require(try runs(folder)[0]["run"] as? String)
    let finished = try folder.weft("history", String(run.dropLast(2)), "-f", "site")
    expect(finished, exit: 0)
    #expect(finished.output.contains("+ db-01/vnic0"), "\(finished)")
    #expect(finished.output.contains("Plan: 7 to create; 7 steps"), "\(finished)")
    #expect(finished.output.split(separator: "\n").filter { $0.contains("verified") }.count == 7, "\(finished)")
    let json = try document(try folder.weft("history", run, "-f", "site", "--format", "json"))
    #expect((json["steps"] as? [[String: Any]])?.map { $0["result"] as? String } == [String?](repeating: "verified", count: 7))
    #expect((json["content"] as? [String: Any])?["format"] as? String == "weft/plan/1")
    #expect(try folder.weft("history", "nothing", "-f", "site").ids == ["ledger.unknownRun"])
  }

  @Test func theRevisionOfTheManifestsIsKept() throws {
    let folder = try TemporaryFolder.withFirstSite()
    try git("init", "-q", in: folder)
    try git("add", "site", in: folder)
    try git("commit", "-q", "-m", "site", in: folder)
    try folder.apply()
    try folder.edit("site/site.yaml", "vlan: 100", "vlan: 101")
    try folder.apply("--allow", "outage")
    let revisions = try runs(folder).map { $0["revision"] as? [String: Any] }
    #expect(revisions.map { $0?["dirty"] as? Bool } == [true, false])
    let commit = try #require(revisions[0]?["commit"] as? String)
    #expect(commit.count == 40 && commit == revisions[1]?["commit"] as? String)
    #expect(try folder.weft("history", "-f", "site").output.contains("\(commit.prefix(12))+\n"))
  }

  @Test func outsideOfAWorkTreeAndWithoutGitThereIsNoRevision() throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    #expect(try runs(folder)[0]["revision"] is NSNull)
    try git("init", "-q", in: folder)
    try git("add", "site", in: folder)
    try git("commit", "-q", "-m", "site", in: folder)
    try folder.edit("site/site.yaml", "vlan: 100", "vlan: 101")
    let apply = try Weft(
      ["apply", "-f", "site", "--auto-approve", "--allow", "outage"], in: folder.path, environment: ["PATH": "/nowhere"])
    expect(try apply.finish(), exit: 0)
    #expect(try runs(folder)[0]["revision"] is NSNull)
  }

  @Test func gitThatDoesNotAnswerIsNotWaitedForLong() throws {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.write("#!/bin/sh\nexec sleep 600\n", to: "bin/git")
    chmod(folder / "bin/git", 0o755)
    let apply = try Weft(
      ["apply", "-f", "site", "--auto-approve"], in: folder.path, environment: ["PATH": "\(folder / "bin"):/usr/bin:/bin"])
    expect(try apply.finish(), exit: 0)
    #expect(try runs(folder)[0]["revision"] is NSNull)
  }

  @Test func whereThereIsNoLedgerThereIsNoHistory() throws {
    let folder = try TemporaryFolder.withFirstSite()
    expect(try folder.weft("history", "-f", "site"), exit: 1, ["ledger.missing"])
    #expect(folder.names(in: "site") == ["site.yaml", "vio-1.xml"])
  }
}
