internal import FabricModel
internal import Ledger
internal import Reconciliation

/// Patience with whoever holds a ledger: looks now and then whether it is free, up to a bound.
struct LedgerWait: Sendable {
  private static let pollMilliseconds = 250

  let path: String
  let console: Console
  private let end: ContinuousClock.Instant

  /// - Parameter patience: how long from now.
  init(_ path: String, _ patience: Interval, _ console: Console) {
    self.path = path
    self.console = console
    end = ContinuousClock.now + .seconds(patience.seconds)
  }

  var mayGoOn: Bool { ContinuousClock.now < end }

  /// Returns at once where nobody holds it; refuses where it is still held at the end.
  func untilFree() async throws {
    var told: LeaseToken?
    while let lease = try holder() {
      if told != lease.token {
        let since = Timestamp(seconds: lease.since)
        console.error("Waiting for \(lease.holder) on \(lease.host), process \(lease.pid), who holds the ledger since \(since).\n")
        told = lease.token
      }
      guard ContinuousClock.now < end else { throw Failure(.refused, [LedgerError.locked(path: path, by: lease).diagnostic]) }
      try await Task.sleep(for: .milliseconds(Self.pollMilliseconds))
    }
  }

  private func holder() throws -> Lease? {
    do throws(LedgerError) {
      return try SQLiteLedger.openForReading(path)?.holder()
    } catch {
      throw Failure(error.isLock ? .refused : .error, [error.diagnostic])
    }
  }
}

extension LedgerReader {
  /// Who holds the ledger and lives.
  func holder() throws(LedgerError) -> Lease? {
    let context = RunIdentity.context()
    guard let lease = try currentLease(), !lease.isFree(on: context.host, at: context.now()) else { return nil }
    return lease
  }
}
