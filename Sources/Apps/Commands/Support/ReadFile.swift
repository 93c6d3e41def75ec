internal import Files

/// A whole file that the user named, within the bound of `FileAccess`.
func readFile(_ path: String) throws -> [UInt8] {
  do throws(FileError) {
    return try FileAccess.read(path)
  } catch {
    if error.isMissing { throw Failure(.error, id: "input.missing", "there is no file '\(path)'") }
    throw Failure(.error, id: "input.unreadable", "'\(path)' can't be read: \(error.reason)")
  }
}
