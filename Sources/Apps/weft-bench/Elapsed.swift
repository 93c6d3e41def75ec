import Glibc

/// Time on the wall, and of all threads of the process together.
struct Elapsed {
  var wallSeconds = 0.0
  var cpuSeconds = 0.0

  static func + (left: Elapsed, right: Elapsed) -> Elapsed {
    Elapsed(wallSeconds: left.wallSeconds + right.wallSeconds, cpuSeconds: left.cpuSeconds + right.cpuSeconds)
  }

  static var now: Elapsed { Elapsed(wallSeconds: seconds(CLOCK_MONOTONIC), cpuSeconds: seconds(CLOCK_PROCESS_CPUTIME_ID)) }

  static func since(_ start: Elapsed) -> Elapsed {
    let end = now
    return Elapsed(wallSeconds: end.wallSeconds - start.wallSeconds, cpuSeconds: end.cpuSeconds - start.cpuSeconds)
  }

  /// Wall and CPU time each by themselves.
  static func median(_ durations: [Elapsed]) -> Elapsed {
    Elapsed(
      wallSeconds: durations.map(\.wallSeconds).sorted()[durations.count / 2],
      cpuSeconds: durations.map(\.cpuSeconds).sorted()[durations.count / 2])
  }
}

/// The times of stages that follow one another, over several runs.
struct Laps {
  private(set) var names: [String] = []
  private var times: [String: [Elapsed]] = [:]
  private var start = Elapsed.now

  /// What comes is the first stage.
  mutating func begin() { start = .now }

  /// The stage of this name ends, and the next one begins.
  mutating func end(_ name: String) {
    record(.since(start), as: name)
    start = .now
  }

  mutating func record(_ time: Elapsed, as name: String) {
    if times[name] == nil { names.append(name) }
    times[name, default: []].append(time)
  }

  subscript(name: String) -> Elapsed { times[name].map(Elapsed.median) ?? Elapsed() }
}

private func seconds(_ clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The most memory held since `reset`, in MiB (proc(5)).
enum PeakMemory {
  /// Forgets the peak so far.
  static func reset() {
    guard let file = fopen("/proc/self/clear_refs", "w") else { return }
    fputs("5", file)
    fclose(file)
  }

  static var mebibytes: Double {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split { " \t\n".contains($0) }
      if words.first == "VmHWM:", words.count > 1, let kibibytes = Double(words[1]) { return kibibytes / 1024 }
    }
    return 0
  }
}
