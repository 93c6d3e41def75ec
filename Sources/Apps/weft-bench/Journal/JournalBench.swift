import Glibc
import Ledger
import Workloads

/// Appends to the journal of a ledger that has some rows already, beside the bare write of a page.
enum JournalBench {
  /// Few enough that SQLite does not move the log into the ledger meanwhile, which it does every thousand pages.
  private static let commitsPerRun = 50

  static func measure(rows: Int, runs: Int, in parent: String) throws -> JournalFigure {
    let folder = try ScratchFolder(in: parent)
    var commits = try filled(rows, in: folder)
    var bare = try BareWrites("\(folder.path)/bare")
    var times: (commits: [Double], bare: [Double]) = ([], [])
    var bytes = 0
    for run in 0...runs {
      // Closing moved the log into the ledger: each run begins with an empty one.
      let ledger = try ledger(in: folder)
      let before = folder.size(of: "ledger.db-wal")
      var spent: (commits: [Double], bare: [Double]) = ([], [])
      for _ in 0..<commitsPerRun {
        spent.commits.append(try seconds { try commits.commit(to: ledger) })
        spent.bare.append(try seconds { try bare.write() })
      }
      // The first one warms up.
      if run == 0 { continue }
      let growth = folder.size(of: "ledger.db-wal") - before
      precondition(growth > 0, "the log only grows while so few commits are made")
      bytes += growth
      times = (times.commits + spent.commits, times.bare + spent.bare)
    }
    return JournalFigure(
      rows: rows, commitSeconds: Elapsed.middle(times.commits), bareSeconds: Elapsed.middle(times.bare),
      bytesPerStep: Double(bytes) / Double(runs * commitsPerRun))
  }

  /// The median of lone commits into a ledger, which has no run afterwards that is not ended.
  static func commitSeconds(_ ledger: SQLiteLedger, block: Int) throws -> Double {
    var commits = try StepCommits(on: ledger, run: "calibration-\(block)", block: block)
    let times = try (0..<commitsPerRun).map { _ in try seconds { try commits.commit(to: ledger) } }
    try commits.finish(on: ledger)
    return Elapsed.middle(times)
  }

  private static func filled(_ rows: Int, in folder: ScratchFolder) throws -> StepCommits {
    let ledger = try ledger(in: folder)
    var commits = try StepCommits(on: ledger, run: "r")
    for first in stride(from: 0, to: rows, by: 1_000) { try commits.commit(min(1_000, rows - first), to: ledger) }
    return commits
  }

  private static func ledger(in folder: ScratchFolder) throws -> SQLiteLedger {
    try .open("\(folder.path)/ledger.db", createIfMissing: StepCommits.lineage)
  }

  private static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = Elapsed.now
    try body()
    return Elapsed.since(start).wallSeconds
  }
}

/// A page after the other, each on the disk before the next: what no durable commit can be cheaper than.
private struct BareWrites: ~Copyable {
  private let descriptor: Int32
  private let page = [UInt8](repeating: 0x5A, count: 4096)
  private var offset: off_t = 0

  init(_ path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw ScratchFolder.Unwritable(description: "\(path) can't be written") }
  }

  deinit { close(descriptor) }

  mutating func write() throws {
    guard pwrite(descriptor, page, page.count, offset) == page.count, fdatasync(descriptor) == 0 else {
      throw ScratchFolder.Unwritable(description: "a page can't be written")
    }
    offset += off_t(page.count)
  }
}
