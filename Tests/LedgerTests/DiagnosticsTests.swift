import Documents
import Ledger
import Testing

@Suite("What errors say")
struct DiagnosticsTests {
  static let lease = Lease(
    token: LeaseToken(fence: 7), holder: "ann", host: "here", pid: 12, process: nil, since: 951_782_400, renewedAt: 951_782_400,
    expiresAt: 4_107_542_399)
  static let key = LedgerObject.Key(appliance: "vio-1", address: "esx-01/vnic0", kind: "vnic")
  static let errors: [LedgerError] = [
    .missing(path: "L"), .notALedger(path: "L", cause: "C"), .newerVersion(path: "L", found: 9, supported: 1),
    .olderVersion(path: "L", found: 0, supported: 1), .corrupt(path: "L", cause: "C"), .readOnly(path: "L", cause: "C"),
    .full(path: "L", cause: "C"), .inaccessible(path: "L", cause: "C"), .failedInputOutput(path: "L", cause: "C"),
    .notDurable(path: "L", cause: "C"), .needsRecovery(path: "L"), .busy(path: "L", seconds: 5), .unexpected(path: "L", cause: "C"),
    .backupExists(path: "L", target: "T"), .badCopy(path: "L", cause: "C"),
    .locked(path: "L", by: lease), .staleLease(path: "L", token: LeaseToken(fence: 6), current: lease),
    .objectOwned(path: "L", object: key, scope: "lab"), .identityTaken(path: "L", value: "02:00", owner: "esx-01/vnic0"),
    .unknownRun(path: "L", run: r1), .runExists(path: "L", run: r1), .runEnded(path: "L", run: r1),
    .stepAlreadyBegun(path: "L", run: r1, step: "s1", attempt: 1), .stepNotOpen(path: "L", run: r1, step: "s1", attempt: 1),
  ]

  @Test("Each has an id of its own, names the ledger, and shows a way out")
  func complete() {
    #expect(Set(Self.errors.map(\.diagnostic.id)).count == Self.errors.count)
    for error in Self.errors {
      let diagnostic = error.diagnostic
      #expect(diagnostic.id.hasPrefix("ledger."))
      #expect(diagnostic.message.contains("'L'") && !diagnostic.message.hasSuffix("."))
      #expect(diagnostic.help?.isEmpty == false)
      #expect("\(error)".contains("[\(diagnostic.id)]"))
    }
  }

  @Test("Times are UTC, leap days and far years included")
  func times() {
    let text = LedgerError.locked(path: "L", by: Self.lease).description
    #expect(text.contains("since 2000-02-29T00:00:00Z"))
    #expect(text.contains("ends at 2100-02-28T23:59:59Z"))
  }
}
