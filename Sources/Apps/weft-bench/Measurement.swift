import Glibc

/// The median time of a stage over several runs.
struct Measurement {
  let wallSeconds: Double
  /// Of the whole process, all threads together.
  let cpuSeconds: Double
}

/// Something to measure.
struct Candidate {
  let name: String
  let run: () async -> Void

  init(_ name: String, _ run: @escaping () async -> Void) {
    self.name = name
    self.run = run
  }
}

/// Runs the candidates in turn, `runs` times after one to warm up, so that whatever else the machine does meets all of them alike.
func measure(_ candidates: [Candidate], runs: Int) async -> [Measurement] {
  var walls = [[Double]](repeating: [], count: candidates.count)
  var cpus = walls
  for run in 0...runs {
    for (index, candidate) in candidates.enumerated() {
      let (wall, cpu) = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
      await candidate.run()
      guard run > 0 else { continue }
      walls[index].append(seconds(CLOCK_MONOTONIC) - wall)
      cpus[index].append(seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu)
    }
  }
  return zip(walls, cpus).map { Measurement(wallSeconds: median($0), cpuSeconds: median($1)) }
}

/// The most memory that the process ever held, in MiB.
func peakMemoryMiB() -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return Double(usage.ru_maxrss) / 1024
}

private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

private func seconds(_ clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
