import Glibc
import Ledger
import Testing

@Suite("Killed at any moment")
struct CrashTests {
  @Test("Every acknowledged append is there after SIGKILL, and the file is sound", .timeLimit(.minutes(20)))
  func acknowledgedAppendsSurvive() async throws {
    let fixture = try Fixture()
    let acknowledgements = fixture.folder + "/acknowledged"
    var random = SplitMix(state: 17)
    var kept = 0
    for round in 0..<30 {
      let microseconds = Int(random.next() % 30_000) + 200
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [
          path = fixture.path as String, acknowledgements = acknowledgements as String, round = round as Int,
          microseconds = microseconds as Int
        ] in
        // Half of them die while they open or make the ledger, if they are slow enough, the others while they append.
        if round.isMultiple(of: 2) { killSelf(afterMicroseconds: microseconds) }
        try appendUntilKilled(path, acknowledgements, round) { killSelf(afterMicroseconds: microseconds) }
      }
      kept = try verify(fixture, acknowledgements)
    }
    print("\(kept) acknowledged appends survived 30 kills")
    #expect(kept >= 15)
  }

  /// Counts the acknowledgements, each of which must be in the journal for a reader that leaves no trace as for a writer.
  private func verify(_ fixture: Fixture, _ acknowledgements: String) throws -> Int {
    let acknowledged = try lines(of: acknowledgements)
    let listing = fixture.entries()
    if let reader = try SQLiteLedger.openForReading(fixture.path) { try expect(acknowledged, in: reader) }
    #expect(fixture.entries() == listing)
    let writer = try fixture.open()
    try expect(acknowledged, in: writer)
    #expect(try writer.check().isEmpty)
    return acknowledged.count
  }

  private func expect(_ acknowledged: [String], in ledger: some LedgerReader) throws {
    var events: Set<String> = []
    for run in try ledger.runs(last: 100) {
      for event in try ledger.journal(of: run.id) {
        events.insert("\(run.id) \(event.step) \(event.result == nil ? "begin" : "end")")
      }
    }
    #expect(acknowledged.filter { !events.contains($0) } == [])
  }

  private func lines(of path: String) throws -> [String] {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 22)
    let count = read(file, &bytes, bytes.count)
    return String(decoding: bytes[..<max(0, count)], as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

/// Runs in the child. Also takes over the lease of the child before it, which is dead.
private func appendUntilKilled(_ path: String, _ acknowledgements: String, _ round: Int, whenBegun: () -> Void) throws {
  let file = open(acknowledgements, O_WRONLY | O_CREAT | O_APPEND, 0o600)
  func acknowledge(_ event: String) {
    let line = Array("run-\(round) \(event)\n".utf8)
    precondition(write(file, line, line.count) == line.count)
  }
  let ledger = try SQLiteLedger.open(path, createIfMissing: Fixture.lineage)
  let lease = try ledger.lease("round \(round)", ttlSeconds: 3600)
  let run = RunID("run-\(round)")
  try ledger.startRun(.sample(run.text), plan: "{}", under: lease)
  try ledger.begin([JournalBegin("s0")], in: run, under: lease, at: now)
  acknowledge("s0 begin")
  whenBegun()
  for number in 0... {
    try ledger.end(
      [JournalEnd("s\(number)", .performed)], releasing: [JournalBegin("s\(number + 1)")],
      recording: LedgerChanges(upsert: [.sample("esx-\(number % 7)/vnic0", mtu: number)]), in: run, under: lease, at: now)
    acknowledge("s\(number) end")
    acknowledge("s\(number + 1) begin")
  }
}

private func killSelf(afterMicroseconds microseconds: Int) {
  signal(SIGALRM) { _ in kill(getpid(), SIGKILL) }
  var timer = itimerval()
  timer.it_value.tv_usec = microseconds
  setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
}

/// A seeded generator (Steele, Lea and Flood's SplitMix64), so that a failure can be repeated.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
