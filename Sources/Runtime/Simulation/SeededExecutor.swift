internal import Synchronization

/// Runs the jobs of concurrent code one after the other, in an order that a seed draws, under a clock that moves only when nothing else is to do.
///
/// All of it happens on the thread that calls `run`: the same seed gives the same order, and waiting takes no time.
package final class SeededExecutor: TaskExecutor {
  fileprivate struct Sleeper {
    let due: Int64
    /// Among those that wake at the same moment, who went to sleep first.
    let number: Int
    let continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var chance: Chance
    var ready: [UnownedJob] = []
    var sleepers: [Sleeper] = []
    var now: Int64 = 0
    var slept = 0
  }

  private let state: Mutex<State>

  package init(seed: UInt64) { state = Mutex(State(chance: Chance(seed, "jobs"))) }

  /// Milliseconds since the executor was made.
  package var now: Int64 { state.withLock { $0.now } }

  /// Time in which nothing runs, as between a crash and the next start.
  package func pass(milliseconds: Int64) { state.withLock { $0.now += milliseconds } }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.ready.append(job) }
  }

  package func sleep(milliseconds: Int64) async {
    guard milliseconds > 0 else { return }
    await withCheckedContinuation { continuation in
      state.withLock { state in
        state.slept += 1
        state.sleepers.append(Sleeper(due: state.now + milliseconds, number: state.slept, continuation: continuation))
      }
    }
  }

  /// Runs `body` and all that it starts to the end; nil where it waits for something that never comes.
  package func run<Value: Sendable>(_ body: @Sendable @escaping () async -> Value) -> Value? {
    let box = Box<Value>()
    let task = Task(executorPreference: self) { box.value.withLock { [value = await body()] in $0 = value } }
    while true {
      if let job = nextJob() {
        job.runSynchronously(on: asUnownedTaskExecutor())
      } else if let sleeper = nextSleeper() {
        sleeper.continuation.resume()
      } else {
        break
      }
    }
    task.cancel()
    return box.value.withLock { $0 }
  }

  private func nextJob() -> UnownedJob? {
    state.withLock { state in
      guard !state.ready.isEmpty else { return nil }
      return state.ready.remove(at: Int.random(in: 0..<state.ready.count, using: &state.chance))
    }
  }

  private func nextSleeper() -> Sleeper? {
    state.withLock { state in
      guard let next = state.sleepers.indices.min(by: { state.sleepers[$0].order < state.sleepers[$1].order }) else { return nil }
      let sleeper = state.sleepers.remove(at: next)
      state.now = max(state.now, sleeper.due)
      return sleeper
    }
  }

  private final class Box<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }
}

extension SeededExecutor.Sleeper {
  fileprivate var order: (Int64, Int) { (due, number) }
}
