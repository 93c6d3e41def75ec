import Foundation
import TestSupport
import Testing

/// What an apply tells while it goes on.
@Suite struct ProgressTests {
  private struct Event: Decodable {
    let format: String
    let run: String
    let seq: Int
    let time: String
    let event: String
  }

  private static let script = "/usr/bin/script"

  @Test func everyLineOfJSONIsAnEvent() throws {
    let folder = try TemporaryFolder()
    try GeneratedSite(appliances: 2, servers: 2).write(to: folder)
    let finished = try folder.weft(
      "apply", "-f", "site", "--auto-approve", "--allow", "outage", "--max-deletes", "9", "--format", "json")
    expect(finished, exit: 0)
    let events = try finished.output.split(separator: "\n").map { try JSONDecoder().decode(Event.self, from: Data($0.utf8)) }
    #expect(events.map(\.seq) == Array(1...max(1, events.count)))
    #expect(events.first?.event == "runStarted" && events.last?.event == "runFinished")
    #expect(Set(events.map(\.format)) == ["weft/event/1"] && Set(events.map(\.run)).count == 1)
    #expect(events.allSatisfy { $0.time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil })
    for name in ["stepBegun", "stepPerformed", "stepVerified"] { #expect(events.contains { $0.event == name }, "\(name)") }
  }

  @Test func withoutATerminalThereAreLinesWithTimesWhereMoreIsAskedFor() throws {
    let folder = try TemporaryFolder.withFirstSite()
    let finished = try folder.weft("apply", "-f", "site", "--auto-approve", "--verbose")
    expect(finished, exit: 0)
    let lines = finished.errors.split(separator: "\n")
    #expect(lines.contains { $0.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ vio-1: 7 verified/) != nil }, "\(finished)")
    try folder.edit("site/site.yaml", "vlan: 100", "vlan: 101")
    let brief = try folder.weft("apply", "-f", "site", "--auto-approve", "--allow", "outage")
    #expect(brief.errors.contains("\nvio-1: network/prod\nvio-1: 1 verified\n"), "\(brief)")
    #expect(!brief.errors.contains("\u{1B}"))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: script))) func onATerminalABlockIsDrawnAndTakenAway() throws {
    let folder = try TemporaryFolder.withFirstSite()
    let terminal = Process()
    terminal.executableURL = URL(fileURLWithPath: Self.script)
    terminal.arguments = ["-qec", "'\(Weft.binary)' apply -f site --auto-approve", "/dev/null"]
    terminal.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    terminal.standardInput = FileHandle.nullDevice
    let output = Pipe()
    terminal.standardOutput = output
    try terminal.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    terminal.waitUntilExit()
    #expect(terminal.terminationStatus == 0, "\(text)")
    #expect(text.contains(" of 7 steps done; "), "\(text)")
    let last = try #require(text.range(of: "\r\u{1B}[", options: .backwards))
    #expect(text[last.upperBound...].contains("A\u{1B}[JDone: 7 steps verified."), "\(text)")
  }
}
