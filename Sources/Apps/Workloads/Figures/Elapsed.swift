internal import Glibc

/// Time on the wall, and of all threads of the process together.
package struct Elapsed: Hashable, Sendable {
  package var wallSeconds: Double
  package var cpuSeconds: Double

  package init(wallSeconds: Double = 0, cpuSeconds: Double = 0) {
    self.wallSeconds = wallSeconds
    self.cpuSeconds = cpuSeconds
  }

  package static func + (left: Elapsed, right: Elapsed) -> Elapsed {
    Elapsed(wallSeconds: left.wallSeconds + right.wallSeconds, cpuSeconds: left.cpuSeconds + right.cpuSeconds)
  }

  package static var now: Elapsed { Elapsed(wallSeconds: seconds(CLOCK_MONOTONIC), cpuSeconds: seconds(CLOCK_PROCESS_CPUTIME_ID)) }

  package static func since(_ start: Elapsed) -> Elapsed {
    let end = now
    return Elapsed(wallSeconds: end.wallSeconds - start.wallSeconds, cpuSeconds: end.cpuSeconds - start.cpuSeconds)
  }

  /// Wall and CPU time each by themselves; the later one of the two in the middle.
  package static func median(_ durations: [Elapsed]) -> Elapsed {
    Elapsed(wallSeconds: middle(durations.map(\.wallSeconds)), cpuSeconds: middle(durations.map(\.cpuSeconds)))
  }

  /// The number in the middle of at least one.
  package static func middle(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
