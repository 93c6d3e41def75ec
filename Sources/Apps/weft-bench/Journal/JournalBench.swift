import Glibc
import Ledger
import Workloads

/// Appends to the journal of a ledger that has some rows already, beside the bare write of a page.
enum JournalBench {
  /// Few enough that SQLite does not move the log into the ledger meanwhile, which it does every thousand pages.
  private static let commitsPerRun = 50

  /// Ledgers of all sizes take turns, commit by commit: disks are faster at one time than at another.
  static func measure(rows: [Int], runs: Int, in parent: String) throws -> [JournalFigure] {
    var all = try rows.map { try JournalUnderTest(rows: $0, in: parent) }
    for run in 0...runs {
      let ledgers = try all.map { try $0.opened() }
      let before = all.map(\.walBytes)
      // The first run warms up.
      for _ in 0..<commitsPerRun { for index in all.indices { try all[index].commit(to: ledgers[index], counts: run > 0) } }
      // A ledger that nobody needs any more is closed, and its log is gone.
      let after = withExtendedLifetime(ledgers) { all.map(\.walBytes) }
      for index in all.indices where run > 0 {
        precondition(after[index] > before[index], "the log only grows while so few commits are made")
        all[index].bytes += after[index] - before[index]
      }
    }
    return all.map(\.figure)
  }

  /// The median of lone commits into a ledger, which has no run afterwards that is not ended.
  static func commitSeconds(_ ledger: SQLiteLedger, block: Int) throws -> Double {
    var commits = try StepCommits(on: ledger, run: "calibration-\(block)", block: block)
    let times = try (0..<commitsPerRun).map { _ in try seconds { try commits.commit(to: ledger) } }
    try commits.finish(on: ledger)
    return Elapsed.middle(times)
  }

  fileprivate static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = Elapsed.now
    try body()
    return Elapsed.since(start).wallSeconds
  }
}

/// A ledger of some size, and what was measured on it.
private struct JournalUnderTest {
  private let rows: Int
  private let folder: ScratchFolder
  private var commits: StepCommits
  private let bare: BareWrites
  private var times: (commits: [Double], bare: [Double]) = ([], [])
  var bytes = 0

  init(rows: Int, in parent: String) throws {
    self.rows = rows
    folder = try ScratchFolder(in: parent)
    bare = try BareWrites("\(folder.path)/bare")
    let ledger = try Self.ledger(in: folder)
    commits = try StepCommits(on: ledger, run: "r")
    for first in stride(from: 0, to: rows, by: 1_000) { try commits.commit(min(1_000, rows - first), to: ledger) }
  }

  /// Closing moved the log into the ledger: it begins with an empty one.
  func opened() throws -> SQLiteLedger { try Self.ledger(in: folder) }

  var walBytes: Int { folder.size(of: "ledger.db-wal") }

  mutating func commit(to ledger: SQLiteLedger, counts: Bool) throws {
    let commit = try JournalBench.seconds { try commits.commit(to: ledger) }
    let write = try JournalBench.seconds { try bare.write() }
    if !counts { return }
    times.commits.append(commit)
    times.bare.append(write)
  }

  var figure: JournalFigure {
    JournalFigure(
      rows: rows, commitSeconds: Elapsed.middle(times.commits), bareSeconds: Elapsed.middle(times.bare),
      bytesPerStep: Double(bytes) / Double(times.commits.count))
  }

  private static func ledger(in folder: ScratchFolder) throws -> SQLiteLedger {
    try .open("\(folder.path)/ledger.db", createIfMissing: StepCommits.lineage)
  }
}

/// A page after the other, each on the disk before the next: what no durable commit can be cheaper than.
private final class BareWrites {
  private let descriptor: Int32
  private let page = [UInt8](repeating: 0x5A, count: 4096)
  private var offset: off_t = 0

  init(_ path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw ScratchFolder.Unwritable(description: "\(path) can't be written") }
  }

  deinit { close(descriptor) }

  func write() throws {
    guard pwrite(descriptor, page, page.count, offset) == page.count, fdatasync(descriptor) == 0 else {
      throw ScratchFolder.Unwritable(description: "a page can't be written")
    }
    offset += off_t(page.count)
  }
}
