internal import Glibc

/// Another program, run to its end: start, files, work and output.
package enum ChildProcess {
  package struct Failed: Error, CustomStringConvertible {
    package let description: String
  }

  /// What it took. Its standard output goes nowhere, and what it says on standard error is told where it fails.
  ///
  /// Its peak memory is not told: Linux lets a child inherit that of the process that starts it.
  ///
  /// - Parameters:
  ///   - words: the program's path and its arguments.
  ///   - environment: all that it has of one, besides our PATH.
  package static func run(_ words: [String], environment: [String: String] = [:]) throws -> Elapsed {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    guard let said = tmpfile() else { throw Failed(description: "no temporary file can be made") }
    defer { fclose(said) }
    posix_spawn_file_actions_adddup2(&actions, fileno(said), STDERR_FILENO)
    let variables = environment.merging(["PATH": variable("PATH") ?? "/usr/bin:/bin"]) { own, _ in own }
    var (arguments, settings) = (words.map { strdup($0) } + [nil], variables.map { strdup("\($0)=\($1)") } + [nil])
    defer { for text in arguments + settings { free(text) } }
    let start = Elapsed.now
    var process = pid_t()
    guard posix_spawn(&process, words[0], &actions, nil, &arguments, &settings) == 0 else {
      throw Failed(description: "\(words[0]) can't be started")
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
    let wall = Elapsed.since(start).wallSeconds
    guard status == 0 else { throw Failed(description: "\(words.joined(separator: " ")) failed: \(text(of: said))") }
    return Elapsed(wallSeconds: wall, cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime))
  }

  /// The first of these programs on the PATH.
  package static func find(_ names: [String], path: String? = variable("PATH")) -> String? {
    let folders = (path ?? "").split(separator: ":")
    return names.lazy.flatMap { name in folders.map { "\($0)/\(name)" } }.first { access($0, X_OK) == 0 }
  }

  package static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  private static func text(of file: UnsafeMutablePointer<FILE>) -> String {
    rewind(file)
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
}
