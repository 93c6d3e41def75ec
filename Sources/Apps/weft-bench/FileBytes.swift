import Glibc

struct UnreadableFile: Error, CustomStringConvertible {
  let path: String
  let reason: String
  var description: String { "\(path): \(reason)" }
}

/// The whole of a file.
func fileBytes(_ path: String) throws(UnreadableFile) -> [UInt8] {
  guard let file = fopen(path, "rb") else { throw UnreadableFile(path: path, reason: String(cString: strerror(errno))) }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 20)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    guard count > 0 else { return bytes }
    bytes.append(contentsOf: buffer[..<count])
  }
}
