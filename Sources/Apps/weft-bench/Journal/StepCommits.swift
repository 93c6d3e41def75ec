import FabricModel
import Ledger

/// Commits as a run makes them one step at a time: the end of a step, the begin of the next, and the object and the identity that it leaves.
///
/// The ledger may be closed and opened again between them.
struct StepCommits {
  static let lineage = "00000000000000000000000000000001"
  static let now: Int64 = 1_780_000_000

  let run: RunID
  let lease: LeaseToken
  /// Which block of addresses is its own.
  private let block: Int
  /// The step that is open, by number.
  private(set) var open: Int

  /// Begins a run, and its first step.
  init(on ledger: SQLiteLedger, run: String, block: Int = 0) throws {
    (self.run, self.lease, self.block, open) = (RunID(run), try Self.lease(on: ledger), block, 0)
    let entry = LedgerRun(
      id: self.run, planID: "", scope: "default", startedAt: Self.now, host: "bench", user: "bench", toolVersion: "weft-bench")
    try ledger.startRun(entry, plan: "{}", under: lease)
    try ledger.begin([begin], in: self.run, under: lease, at: Self.now)
  }

  private static func lease(on ledger: SQLiteLedger) throws -> LeaseToken {
    try ledger.acquireLease(holder: "weft-bench", host: "bench", pid: 1, ttlSeconds: 86_400, at: now)
  }

  /// Commits one step, or many at once to fill a ledger.
  mutating func commit(_ count: Int = 1, to ledger: SQLiteLedger) throws {
    var ends: [JournalEnd] = []
    var begins: [JournalBegin] = []
    var changes = LedgerChanges()
    for _ in 0..<count {
      ends.append(JournalEnd(step, .performed))
      changes.upsert.append(object)
      changes.identities.append(identity)
      open += 1
      begins.append(begin)
    }
    // A step ends after its begin only: those that end at once begin in a commit before it.
    if count > 1 { try ledger.begin(Array(begins.dropLast()), in: run, under: lease, at: Self.now) }
    try ledger.end(ends, releasing: begins.suffix(1), recording: changes, in: run, under: lease, at: Self.now)
  }

  /// Ends the run and gives its lease back.
  func finish(on ledger: SQLiteLedger) throws {
    try ledger.end([JournalEnd(step, .performed)], in: run, under: lease, at: Self.now)
    try ledger.endRun(run, .done, under: lease, at: Self.now)
    try ledger.release(lease)
  }

  private var step: String { "s\(open + 1)" }
  private var begin: JournalBegin { JournalBegin(step) }
  private var address: String { "\(run)-\(open / 10)/vnic\(open % 10)" }

  /// No two runs of a ledger share one.
  private var mac: String { MACAddress(rawValue: 0x0200_0000_0000 + UInt64(block) << 32 + UInt64(open)).description }

  private var object: LedgerObject {
    let record = """
      {"kind":"vnic","profile":"\(run)-\(open / 10)","name":"vnic\(open % 10)","server":"esx-\(open / 10)","port":"vio-1/3/2",\
      "order":1,"mac":"\(mac)","native":"prod","tagged":[],"mtu":1500,"minBps":100000000,"maxBps":2000000000,"active":true}
      """
    return LedgerObject(scope: "default", appliance: "vio-\(open / 160)", address: address, kind: "vnic", record: record)
  }

  private var identity: LedgerIdentity { LedgerIdentity(mac, type: "mac", owner: address, recordedAt: Self.now) }
}
