internal import Glibc
internal import Synchronization

/// The right to write a file: an OS lock on a hidden file beside it, which goes when the lock is given back.
///
/// It ends with the process that holds it, however that ends.
package final class FileLock: Sendable {
  package enum Failure: Error, Sendable {
    /// Somebody has it already; the text is what that one wrote about itself.
    case held(by: String)
    case failed(FileError)
  }

  /// The hidden file.
  package let path: String
  private let descriptor: Mutex<Int32>

  /// Fails at once where the lock is held. Symbolic links to one file share its lock.
  package init(_ file: String, run: String) throws(Failure) {
    do throws(FileError) {
      let (folder, name) = FileAccess.split(try FileAccess.resolved(file))
      path = "\(folder == "/" ? "" : folder)/.\(name).lock"
    } catch {
      throw .failed(error)
    }
    descriptor = Mutex(try FileLock.take(path, beside: file))
    descriptor.withLock { FileLock.sign($0, run: run) }
  }

  deinit { release() }

  package var isHeld: Bool { descriptor.withLock { $0 >= 0 } }

  /// Giving it back twice is harmless.
  package func release() {
    descriptor.withLock { descriptor in
      guard descriptor >= 0 else { return }
      // Removed while it is held: whoever waits for the old file sees that it is gone.
      unlink(path)
      close(descriptor)
      descriptor = -1
    }
  }

  private static func take(_ path: String, beside file: String) throws(Failure) -> Int32 {
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
      if descriptor < 0 { throw .failed(FileError(errno: "lock", file)) }
      if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
        let error = FileError(errno: "lock", file)
        let holder = signature(descriptor)
        close(descriptor)
        throw error.number == EWOULDBLOCK ? .held(by: holder) : .failed(error)
      }
      if isStillThere(descriptor, path) { return descriptor }
      close(descriptor)
    }
  }

  /// Whether the file that was opened was not removed by its last holder before it was locked here.
  private static func isStillThere(_ descriptor: Int32, _ path: String) -> Bool {
    var opened = stat()
    var present = stat()
    guard fstat(descriptor, &opened) == 0, lstat(path, &present) == 0 else { return false }
    return opened.st_dev == present.st_dev && opened.st_ino == present.st_ino
  }

  private static func sign(_ descriptor: Int32, run: String) {
    var host = [CChar](repeating: 0, count: 256)
    gethostname(&host, host.count - 1)
    let name = String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let text = Array("run \(run), process \(getpid()) on \(name)\n".utf8)
    // For the message only: the lock holds without it.
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.count, 0) }
  }

  private static func signature(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let text = String(decoding: bytes.prefix(max(count, 0)).prefix { $0 >= 0x20 && $0 != 0x7F }, as: UTF8.self)
    return text.isEmpty ? "another run" : text
  }
}
