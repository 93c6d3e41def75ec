internal import Foundation
internal import Ledger

/// Where manifests stand in version control, as git says; no shell is involved, and no git is no error.
enum GitRevision {
  /// How long git may take for an answer: a run does not wait for a slow disk to learn its revision.
  private static let limitSeconds = 2.0
  /// Bytes of an answer, at most: whether there are changes shows in the first.
  private static let mostBytes = 1 << 16

  /// The commit of the work tree that the folder is in; nil outside of one, before the first commit, without git, and where git takes too long.
  static func read(_ folder: String) -> ManifestRevision? {
    guard let git = path else { return nil }
    guard let answer = run(git, ["rev-parse", "--verify", "HEAD"], in: folder) else { return nil }
    let commit = answer.trimmingCharacters(in: .whitespacesAndNewlines)
    guard [40, 64].contains(commit.utf8.count), commit.allSatisfy(\.isHexDigit) else { return nil }
    // The appliances' files and the ledger may lie beside the manifests, and change with every run.
    guard let changes = run(git, ["status", "--porcelain", "--", "*.yaml", "*.yml"], in: folder) else { return nil }
    return ManifestRevision(commit: commit, isDirty: !changes.isEmpty)
  }

  private static var path: String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/git" }.first { $0.hasPrefix("/") && FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func run(_ git: String, _ arguments: [String], in folder: String) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: git)
    // A work tree may name a program to watch its files: none is started.
    process.arguments = ["-C", folder, "-c", "core.fsmonitor=false"] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    do { try process.run() } catch { return nil }
    let end = ContinuousClock.now + .seconds(limitSeconds)
    let bytes = read(output.fileHandleForReading.fileDescriptor, until: end)
    while process.isRunning, ContinuousClock.now < end { usleep(500) }
    guard !process.isRunning, let bytes else {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      return nil
    }
    return process.terminationStatus == 0 ? String(decoding: bytes, as: UTF8.self) : nil
  }

  /// Everything up to the end, or up to the bound; nil where the time is over before.
  private static func read(_ file: Int32, until end: ContinuousClock.Instant) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while bytes.count < mostBytes {
      let left = (end - ContinuousClock.now).components
      let milliseconds = left.seconds * 1_000 + left.attoseconds / 1_000_000_000_000_000
      guard milliseconds > 0 else { return nil }
      var request = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      let ready = poll(&request, 1, Int32(milliseconds))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { return nil }
      let count = Foundation.read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count == 0 ? bytes : nil }
      bytes += buffer[..<count]
    }
    return bytes
  }
}
