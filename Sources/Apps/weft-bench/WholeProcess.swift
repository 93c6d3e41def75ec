import Documents
import Glibc

/// A whole process of weft: start, files, ledger, plan and output.
struct WholeProcess {
  let name: String
  let time: Elapsed

  struct Failed: Error, CustomStringConvertible {
    let description: String
  }

  /// `weft plan` on a settled fabric, before the ledger remembers it and after.
  static func measure(_ weft: String, _ fixture: Fixture, runs: Int) throws -> [WholeProcess] {
    let folder = try write(fixture)
    defer { remove(folder, fixture) }
    var measured = [try median("weft plan, no ledger", [weft, "plan", "-f", folder], runs: runs)]
    _ = try run("weft apply", [weft, "apply", "-f", folder, "--auto-approve"])
    measured.append(try median("weft plan, with a ledger", [weft, "plan", "-f", folder], runs: runs))
    return measured
  }

  private static func median(_ name: String, _ words: [String], runs: Int) throws -> WholeProcess {
    let all = try (0..<runs).map { _ in try run(name, words) }
    return all.sorted { $0.time.wallSeconds < $1.time.wallSeconds }[runs / 2]
  }

  /// Its standard output goes nowhere.
  private static func run(_ name: String, _ words: [String]) throws -> WholeProcess {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    let start = Elapsed.now
    var process = pid_t()
    guard posix_spawn(&process, words[0], &actions, nil, &arguments, nil) == 0 else {
      throw Failed(description: "\(words[0]) can't be started")
    }
    var status: Int32 = 0
    var usage = rusage()
    wait4(process, &status, 0, &usage)
    guard status == 0 else { throw Failed(description: "\(words.joined(separator: " ")) failed") }
    // Its peak memory is not told: Linux lets a child inherit that of the process that starts it.
    return WholeProcess(
      name: name,
      time: Elapsed(wallSeconds: Elapsed.since(start).wallSeconds, cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime)))
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }

  private static func write(_ fixture: Fixture) throws -> String {
    var pattern = Array("/tmp/weft-bench-XXXXXX".utf8CString)
    guard mkdtemp(&pattern) != nil else { throw Failed(description: "no folder can be made in /tmp") }
    let folder = String(decoding: pattern.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for file in [fixture.manifests] + fixture.settled {
      guard let stream = fopen("\(folder)/\(file.path)", "wb") else { throw Failed(description: "\(folder) can't be written to") }
      fwrite(file.bytes, 1, file.bytes.count, stream)
      fclose(stream)
    }
    return folder
  }

  private static func remove(_ folder: String, _ fixture: Fixture) {
    for file in [fixture.manifests] + fixture.settled { unlink("\(folder)/\(file.path)") }
    for name in ["ledger.db", "ledger.db-wal", "ledger.db-shm"] { unlink("\(folder)/.weft/\(name)") }
    rmdir("\(folder)/.weft")
    rmdir(folder)
  }
}
