import Glibc

/// What distinguishes a process from a later one with the same number (proc(5): `/proc/PID/stat`, field 22).
///
/// Start ticks count from the boot, and process numbers belong to a namespace: without both, a container of the same host name, or the
/// same host after a reboot, would pass for a dead process or for the living one.
struct ProcessMark: Hashable, Sendable {
  let boot: String
  let namespace: String
  let startTicks: String

  /// Absent if there is no such process here.
  init?(pid: Int32) {
    guard let boot = Self.boot, let namespace = Self.namespace, let stat = Self.stat(of: pid) else { return nil }
    self.boot = boot
    self.namespace = namespace
    self.startTicks = stat.startTicks
  }

  /// `BOOT NAMESPACE TICKS`
  init?(text: String) {
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 3 else { return nil }
    (boot, namespace, startTicks) = (parts[0], parts[1], parts[2])
  }

  var text: String { "\(boot) \(namespace) \(startTicks)" }

  /// False wherever it cannot be judged: another boot may be another machine of the same name.
  func isKnownDead(pid: Int32) -> Bool {
    guard boot == Self.boot, namespace == Self.namespace else { return false }
    if kill(pid, 0) != 0, errno == ESRCH { return true }
    guard let stat = Self.stat(of: pid) else { return false }
    return stat.startTicks != startTicks || stat.state == "Z" || stat.state == "X"
  }

  private static var boot: String? { contents(of: "/proc/sys/kernel/random/boot_id")?.split(separator: "\n").first.map(String.init) }

  private static var namespace: String? {
    var buffer = [CChar](repeating: 0, count: 64)
    let length = readlink("/proc/self/ns/pid", &buffer, buffer.count)
    return length > 0 ? String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
  }

  /// The name in field 2 may hold blanks and parentheses, so fields count from the last `)`.
  private static func stat(of pid: Int32) -> (state: String, startTicks: String)? {
    guard let text = contents(of: "/proc/\(pid)/stat"), let close = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: close)...].split(separator: " ")
    return fields.count > 19 ? (String(fields[0]), String(fields[19])) : nil
  }

  private static func contents(of path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let length = read(file, &buffer, buffer.count)
    return length > 0 ? String(decoding: buffer[..<length], as: UTF8.self) : nil
  }
}
