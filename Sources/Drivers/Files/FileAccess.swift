internal import Glibc

/// Whole files: read within a bound, and replaced so that a reader, or a crash at any moment, sees the old or the new content.
package enum FileAccess {
  /// What is read at most where nothing else is said: 512 MiB.
  package static let standardLimit = 1 << 29

  /// The content of a regular file, or of a pipe up to its end.
  package static func read(_ path: String, limit: Int = standardLimit) throws(FileError) -> [UInt8] {
    let file = try Descriptor(opening: path, O_RDONLY, to: "read")
    let status = try file.status(of: path)
    if status.isFolder { throw FileError("read", path, number: EISDIR, reason: "it is a folder") }
    if Int(status.st_size) > limit { throw FileError("read", path, reason: "it has \(status.st_size) bytes, and the bound is \(limit)") }
    let bytes = try file.readAll(expecting: Int(status.st_size), limit: limit, path: path)
    if bytes.count > limit { throw FileError("read", path, reason: "it has more than \(limit) bytes, which is the bound") }
    return bytes
  }

  /// Puts `bytes` in place of the file, which need not exist. A symbolic link stays; what it points to is replaced.
  ///
  /// Mode and owner stay (the owner only as far as the system lets us give files away); hard links part.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    let target = try resolved(path)
    let (folder, name) = split(target)
    var old = stat()
    let exists = stat(target, &old) == 0
    if exists, old.isFolder { throw FileError("write", path, number: EISDIR, reason: "it is a folder") }
    let temporary = "\(folder)/.\(name).\(String(UInt64.random(in: 0...UInt64.max), radix: 36)).tmp"
    var isDone = false
    defer { if !isDone { unlink(temporary) } }
    do {
      let file = try Descriptor(opening: temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: exists ? 0o600 : 0o666, to: "write")
      if exists { try file.take(mode: old.st_mode, user: old.st_uid, group: old.st_gid, path: path) }
      try file.write(bytes, path: path)
      try file.sync(path: path)
    } catch {
      throw FileError("write", path, number: error.number, reason: error.reason)
    }
    if rename(temporary, target) != 0 { throw FileError(errno: "replace", path) }
    isDone = true
    try syncFolder(folder, path)
  }

  /// Removes what replacements left beside the file whose process was killed. Only for whoever holds the file's lock.
  package static func removeLeftovers(of path: String) throws(FileError) {
    let (folder, name) = split(try resolved(path))
    guard let listing = opendir(folder) else { throw FileError(errno: "open the folder of", path) }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let other = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if other.hasPrefix(".\(name)."), other.hasSuffix(".tmp") { unlink("\(folder)/\(other)") }
    }
  }

  /// The path without symbolic links; the file itself need not exist.
  package static func resolved(_ path: String) throws(FileError) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    guard errno == ENOENT else { throw FileError(errno: "open", path) }
    let (folder, name) = split(path)
    var status = stat()
    if lstat(path, &status) == 0 { throw FileError("open", path, number: ENOENT, reason: "it is a symbolic link to nothing") }
    guard let real = realpath(folder, nil) else { throw FileError(errno: "open the folder of", path) }
    defer { free(real) }
    return String(cString: real) + "/" + name
  }

  /// The folder and the name in it.
  package static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }

  private static func syncFolder(_ folder: String, _ path: String) throws(FileError) {
    do {
      let descriptor = try Descriptor(opening: folder, O_RDONLY | O_DIRECTORY, to: "sync the folder of")
      try descriptor.sync(path: path)
    } catch {
      throw FileError("make sure of", path, number: error.number, reason: error.reason, effect: .notDurable)
    }
  }
}

extension stat {
  var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
}
