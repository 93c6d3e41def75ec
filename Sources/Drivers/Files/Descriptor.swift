internal import Glibc

/// An open file, closed when it goes.
struct Descriptor: ~Copyable {
  let number: Int32

  init(opening path: String, _ flags: Int32, mode: mode_t = 0, to action: String) throws(FileError) {
    var opened: Int32
    repeat { opened = open(path, flags | O_CLOEXEC, mode) } while opened < 0 && errno == EINTR
    if opened < 0 { throw FileError(errno: action, path) }
    number = opened
  }

  deinit { close(number) }

  func status(of path: String) throws(FileError) -> stat {
    var status = stat()
    if fstat(number, &status) != 0 { throw FileError(errno: "read", path) }
    return status
  }

  /// Everything from here to the end; more than `limit` is cut off behind the first byte too many.
  func readAll(expecting count: Int, limit: Int, path: String) throws(FileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: min(count, limit) + 1)
    var filled = 0
    while true {
      let got = bytes.withUnsafeMutableBytes { Glibc.read(number, $0.baseAddress! + filled, $0.count - filled) }
      if got < 0 {
        if errno == EINTR { continue }
        throw FileError(errno: "read", path)
      }
      filled += got
      if got == 0 || filled > limit { break }
      if filled == bytes.count { bytes.append(contentsOf: [UInt8](repeating: 0, count: min(max(filled, 1 << 16), limit + 1 - filled))) }
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  func write(_ bytes: [UInt8], path: String) throws(FileError) {
    var at = 0
    while at < bytes.count {
      let count = bytes.withUnsafeBytes { pwrite(number, $0.baseAddress! + at, bytes.count - at, off_t(at)) }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(errno: "write", path)
      }
      at += count
    }
  }

  func sync(path: String) throws(FileError) {
    if fsync(number) != 0 { throw FileError(errno: "write", path) }
  }

  /// Only root can give a file to another user, and others only to groups of theirs: what is not allowed is left.
  func take(mode: mode_t, user: uid_t, group: gid_t, path: String) throws(FileError) {
    if fchown(number, user, group) != 0, errno == EPERM { _ = fchown(number, uid_t.max, group) }
    if fchmod(number, mode & 0o7777) != 0 { throw FileError(errno: "set the mode of", path) }
  }
}
