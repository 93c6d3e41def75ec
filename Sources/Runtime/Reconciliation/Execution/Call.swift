internal import DriverInterface
internal import FabricModel

/// One call to an appliance while a run goes on.
enum Call: Sendable {
  /// For the n-th time, counted from 1.
  case perform(Batch, [RecordChange], key: String, attempt: Int)
  /// A look at an appliance, for the n-th time in a row.
  case look(appliance: String, attempt: Int)
  /// No call: things settle.
  case settle(Schedule.Settling)

  var appliance: String? {
    switch self {
    case .perform(let batch, _, _, _): batch.appliance
    case .look(let appliance, _): appliance
    case .settle: nil
    }
  }

  /// Longer waits come in parts, so that the run's leases are renewed between them.
  private static let longestWaitSeconds: Int64 = 60

  /// What came of it.
  enum Reply: Sendable {
    case performed(Batch)
    case refused(Batch, DriverError, attempt: Int)
    case seen(ApplianceState, attempt: Int)
    case unseen(appliance: String, DriverError, attempt: Int)
    /// With the time that is left.
    case settled(Schedule.Settling)
  }

  /// Waits before a repetition, then calls.
  func carryOut(_ sessions: Sessions, _ context: RunContext) async -> Reply {
    switch self {
    case .perform(let batch, let changes, let key, let attempt):
      if attempt > 1 { await context.pause(attempt - 1) }
      do {
        try await sessions.perform(changes, on: batch.appliance, key: key)
        return .performed(batch)
      } catch {
        return .refused(batch, error, attempt: attempt)
      }
    case .look(let appliance, let attempt):
      if attempt > 1 { await context.pause(attempt - 1) }
      do {
        return .seen(try await sessions.observe(appliance), attempt: attempt)
      } catch {
        return .unseen(appliance: appliance, error, attempt: attempt)
      }
    case .settle(let edge):
      let part = min(edge.seconds, Self.longestWaitSeconds)
      await context.wait(part)
      return .settled(Schedule.Settling(step: edge.step, seconds: edge.seconds - part))
    }
  }
}
