internal import Documents
internal import DriverInterface
internal import FabricModel
internal import Foundation
internal import Ledger
internal import Planning
internal import Reconciliation

/// A run for the people beside it: their Ctrl-C, their word, what they are told on the way and at the end.
struct Attendance {
  let plan: Plan
  let format: OutputFormat
  var extent = Extent.brief
  let console: Console

  /// Carries something out and tells how it ended; fails with the exit code for it unless all of it is done.
  ///
  /// - Parameter run: absent names a new one.
  func carryOut(_ run: RunID? = nil, _ body: (inout RunContext) async throws -> Outcome) async throws {
    let outcome = try await attend(run, body)
    if format == .text {
      let text = OutcomeText(plan: plan, outcome: outcome)
      console.error(text.problems)
      console.output(text.text)
    }
    switch outcome.result {
    case .done: break
    case .stopped: throw Failure(.stopped)
    case .rolledBack(_, let residue): throw Failure(residue.isEmpty ? .rolledBack : .residue)
    }
  }

  private func attend(_ run: RunID?, _ body: (inout RunContext) async throws -> Outcome) async throws -> Outcome {
    let interrupt = Interrupt()
    defer { interrupt.end() }
    var context = RunIdentity.context()
    if let run { context.run = run }
    context.shouldStop = { interrupt.isAsked }
    context.pause = { retry in
      // Twice as long each time, and never quite the same for two who wait for one thing.
      let milliseconds = 200 * (1 << min(retry, 6)) / 2
      try? await Task.sleep(for: .milliseconds(Int.random(in: milliseconds / 2...milliseconds)))
    }
    context.wait = { seconds in
      let end = ContinuousClock.now + .seconds(seconds)
      while ContinuousClock.now < end, !interrupt.isAsked, !Task.isCancelled {
        try? await Task.sleep(for: min(.milliseconds(200), end - ContinuousClock.now))
      }
    }
    context.answer = { [console] in await console.word(interrupt) }
    let progress = Progress(plan, context, format: format, hasTimes: extent == .whole, console: console)
    defer { progress.end() }
    context.report = { progress.tell($0) }
    do {
      return try await body(&context)
    } catch let refusal as RunRefusal {
      throw refusal.failure
    } catch let error as LedgerError {
      throw Failure(error.isLock ? .refused : .error, [error.diagnostic])
    } catch let error as InterruptionError {
      throw Failure(.error, id: "run.unfinished", "\(error)")
    }
  }
}

extension Console {
  /// What somebody at the terminal says within a moment; Ctrl-C is a no.
  fileprivate func word(_ interrupt: Interrupt) async -> Confirmation.Decision? {
    if interrupt.isAsked { return .withdrawn }
    guard isInteractive else {
      try? await Task.sleep(for: .milliseconds(250))
      return nil
    }
    var request = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, 250) > 0 else { return nil }
    // Who closed the terminal said nothing.
    guard let line = readLine(strippingNewline: true) else {
      try? await Task.sleep(for: .milliseconds(250))
      return nil
    }
    switch line.trimmingCharacters(in: .whitespaces) {
    case "yes": return .confirmed
    case "no": return .withdrawn
    default:
      error("'yes' keeps it, 'no' takes it back: ")
      return nil
    }
  }
}

extension RunRefusal {
  fileprivate var failure: Failure {
    switch self {
    case .stale(let objects):
      Failure(
        .stale, objects.map { Diagnostic("plan.stale", .error, "\($0) since the plan was made", help: "plan again") })
    case .unsafe(let violations):
      Failure(
        .stale, violations.map { Diagnostic("plan.unsafe", .error, "\($0.invariant) \($0.subject): \($0.message)", help: "plan again") })
    case .unavailable(let failures):
      Failure(failures.contains { $0.error.class == .locked } ? .refused : .error, failures.flatMap(\.diagnostics))
    case .otherLedger: Failure(.stale, id: "plan.otherLedger", "\(self)", help: "plan again with this ledger")
    case .unfinished: Failure(.refused, id: "run.unfinished", "\(self)")
    case .noDriver: Failure(.error, id: "driver.missing", "\(self)")
    }
  }
}
