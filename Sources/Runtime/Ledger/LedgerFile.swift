import Glibc

/// What is done with a ledger's path rather than with its contents.
enum LedgerFile {
  /// Also keeps SQLite from taking a relative path for one of its special names, such as `:memory:` or `file:…`.
  static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let buffer = getcwd(nil, 0) else { return path }
    defer { free(buffer) }
    return String(cString: buffer) + "/" + path
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func uriEscaped(_ path: String) -> String {
    path.utf8.reduce(into: "") { escaped, byte in
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"), 0..<0x21, 0x7F...:
        let digits = String(byte, radix: 16)
        escaped += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      default: escaped.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes the missing folders for the owner alone, each on the disk before the next.
  static func createFolder(of path: String) throws(LedgerError) {
    let folder = folder(of: path)
    if exists(folder) { return }
    try createFolder(of: folder)
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw .inaccessible(path: path, cause: "cannot make the folder '\(folder)': \(String(cString: strerror(errno)))")
    }
    let parent = try Folder(self.folder(of: folder), for: path)
    defer { parent.close() }
    try parent.sync()
  }

  static func lockedFolder(of path: String) throws(LedgerError) -> Folder {
    let folder = try Folder(folder(of: path), for: path)
    while flock(folder.descriptor, LOCK_EX) != 0 {
      if errno == EINTR { continue }
      let cause = "cannot lock its folder: \(String(cString: strerror(errno)))"
      folder.close()
      throw .inaccessible(path: path, cause: cause)
    }
    return folder
  }

  /// Which state a file is in, by what changes when it is written.
  struct Mark: Hashable {
    let device: dev_t
    let inode: ino_t
    let size: off_t
    let seconds: Int
    let nanoseconds: Int

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      device = status.st_dev
      inode = status.st_ino
      size = status.st_size
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }

  /// An open folder; closing it also gives up its lock.
  struct Folder {
    let descriptor: Int32
    private let path: String

    init(_ folder: String, for path: String) throws(LedgerError) {
      self.path = path
      descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw .inaccessible(path: path, cause: "cannot open the folder '\(folder)': \(String(cString: strerror(errno)))")
      }
    }

    func sync() throws(LedgerError) {
      guard fsync(descriptor) == 0 else {
        throw .failedInputOutput(path: path, cause: "cannot sync its folder: \(String(cString: strerror(errno)))")
      }
    }

    func close() { _ = Glibc.close(descriptor) }
  }
}
