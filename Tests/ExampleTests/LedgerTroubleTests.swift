import Foundation
import Glibc
import Ledger
import TestSupport
import Testing

/// A ledger that cannot be used is named with what is wrong with it, and neither it nor an appliance changes for that.
@Suite struct LedgerTroubleTests {
  private static let ledger = "site/.weft/ledger.db"

  /// What a ledger may have gone through, and the id of what is said then.
  enum Damage: String, CaseIterable {
    case randomBytes, randomPages, truncated, newer

    var id: String {
      switch self {
      case .randomBytes: "ledger.notALedger"
      case .randomPages, .truncated: "ledger.corrupt"
      case .newer: "ledger.newerVersion"
      }
    }

    func done(to bytes: [UInt8]) -> [UInt8] {
      var generator = SeededGenerator(seed: 5)
      func random(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) } }
      switch self {
      case .randomBytes: return random(bytes.count)
      case .randomPages: return bytes[..<4096] + random(bytes.count - 4096)
      case .truncated: return Array(bytes[..<(bytes.count / 2 + 100)])
      // The format is a big-endian number at byte 60 (SQLite file format, section 1.3).
      case .newer: return bytes[..<60] + [0, 0, 0, 99] + bytes[64...]
      }
    }
  }

  /// A site with a change to carry out.
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.edit("site/site.yaml", "vnic1, network: prod, bandwidth: {min: 1Gbps}", "vnic1, network: prod, bandwidth: {min: 2Gbps}")
    return folder
  }

  @Test(arguments: Damage.allCases) func aLedgerThatCannotBeReadIsLeftAsItIs(damage: Damage) throws {
    let folder = try folder()
    let bytes = damage.done(to: try folder.bytes(of: Self.ledger))
    try folder.write(bytes, to: Self.ledger)
    let appliance = try folder.bytes(of: "site/vio-1.xml")
    for command in [["plan"], ["apply", "--auto-approve"], ["drift"]] {
      expect(try Weft.run(command + ["-f", "site"], in: folder.path), exit: 1, [damage.id])
    }
    #expect(try folder.weft("history", "-f", "site").code == 1)
    #expect(try folder.bytes(of: Self.ledger) == bytes)
    #expect(folder.names(in: "site/.weft") == ["ledger.db"])
    #expect(try folder.bytes(of: "site/vio-1.xml") == appliance)
  }

  @Test(arguments: Damage.allCases) func aDamagedLedgerIsMovedAsideAndRebuilt(damage: Damage) throws {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    let bytes = damage.done(to: try folder.bytes(of: Self.ledger))
    try folder.write(bytes, to: Self.ledger)
    expect(try folder.weft("ledger", "rebuild", "-f", "site"), exit: 4, ["ledger.exists"])
    expect(try folder.weft("ledger", "rebuild", "-f", "site", "--force"), exit: 0)
    try folder.expectNoChanges()
    let aside = try #require(folder.names(in: "site/.weft").first { $0.hasPrefix("ledger.db.replaced-") })
    #expect(try folder.bytes(of: "site/.weft/\(aside)") == bytes)
  }

  @Test func aFullDiskStopsTheRunAndNothingIsLost() throws {
    let flags = ["apply", "-f", "site", "--auto-approve", "--allow", "outage", "--max-deletes", "9"]
    var stoppedUnderWay = 0
    for room in [0, 4_096, 120_000, 300_000, 400_000, 450_000, 500_000, 550_000, 600_000, 700_000] {
      let folder = try TemporaryFolder()
      try GeneratedSite(appliances: 2, servers: 6).write(to: folder)
      let trouble = Trouble(full: (folder / "site/.weft/", room))
      let finished = try Weft(flags, in: folder.path, environment: trouble.environment).finish()
      if finished.code == 0 { continue }
      expect(finished, exit: 1, ["ledger.full"])
      #expect(finished.errors.contains("there is no room to write the ledger"), "\(finished)")
      if finished.errors.contains("run ") { stoppedUnderWay += 1 }
      expect(try Weft.run(flags, in: folder.path), exit: 0)
      try folder.expectNoChanges()
      #expect(try SQLiteLedger.openForReading(folder / Self.ledger)?.unfinishedRuns().isEmpty == true)
    }
    #expect(stoppedUnderWay > 0, "no disk was full while a run was under way")
  }

  @Test(.enabled(if: Nobody.canRunWeft)) func aLedgerThatMayNotBeWrittenCanBePlannedWith() throws {
    let folder = try folder()
    for (name, mode) in [("", 0o755), ("site", 0o755), ("site/.weft", 0o555), (Self.ledger, 0o444), ("site/site.yaml", 0o644)] {
      chmod(folder / name, mode_t(mode))
    }
    defer { chmod(folder / "site/.weft", 0o755) }
    let appliance = try folder.bytes(of: "site/vio-1.xml")
    let plan = try Weft(["plan", "-f", "site"], in: folder.path, wrapper: Nobody.wrapper).finish()
    expect(plan, exit: 0)
    #expect(plan.verdict.hasPrefix("Plan: 1 to update"), "\(plan)")
    let apply = try Weft(["apply", "-f", "site", "--auto-approve"], in: folder.path, wrapper: Nobody.wrapper).finish()
    expect(apply, exit: 1, ["ledger.readOnly"])
    #expect(try folder.bytes(of: "site/vio-1.xml") == appliance)
  }
}

/// A user without rights, which root has to become for a test of them.
enum Nobody {
  static let wrapper = geteuid() == 0 ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []

  static let canRunWeft = (try? Weft(["--version"], in: "/", wrapper: wrapper).finish().code) == 0
}
