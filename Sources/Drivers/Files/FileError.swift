internal import Glibc

/// Why a file could not be read, written or locked.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Effect: Sendable {
    /// The file is as it was.
    case none
    /// The new content is in place, but a crash of the machine may still lose it.
    case notDurable
  }

  /// What failed, as the rest of "cannot".
  package let action: String
  package let path: String
  /// The error number of the system (`errno`); zero where the reason is our own.
  package let number: Int32
  package let reason: String
  package let effect: Effect

  package var isMissing: Bool { number == ENOENT }
  package var description: String { "\(path): cannot \(action): \(reason)" }

  /// Takes the reason from `errno`, so nothing else may be called before.
  init(errno action: String, _ path: String, effect: Effect = .none) {
    let number = Glibc.errno
    self.init(action, path, number: number, reason: FileError.reason(number), effect: effect)
  }

  init(_ action: String, _ path: String, number: Int32 = 0, reason: String, effect: Effect = .none) {
    self.action = action
    self.path = path
    self.number = number
    self.reason = reason
    self.effect = effect
  }

  private static func reason(_ number: Int32) -> String {
    switch number {
    case ENOENT: "there is no such file"
    case EACCES, EPERM: "permission denied"
    case EROFS: "the file system is read-only"
    case ENOSPC, EDQUOT: "no space left"
    case EISDIR: "it is a folder"
    case ELOOP: "too many symbolic links"
    default: String(cString: strerror(number))
    }
  }
}
