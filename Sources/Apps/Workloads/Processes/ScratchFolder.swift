internal import Foundation

/// A folder of its own that is gone with all that is in it when nobody holds it any more.
package final class ScratchFolder: Sendable {
  package let path: String

  package struct Unwritable: Error, CustomStringConvertible {
    package let description: String
    package init(description: String) { self.description = description }
  }

  /// - Parameter parent: a folder on the disk that is to be measured.
  package init(in parent: String = "/tmp") throws {
    var pattern = Array("\(parent)/weft-bench-XXXXXX".utf8CString)
    guard mkdtemp(&pattern) != nil else { throw Unwritable(description: "no folder can be made in \(parent)") }
    path = String(decoding: pattern.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  package func write(_ bytes: [UInt8], to name: String) throws {
    guard let stream = fopen("\(path)/\(name)", "wb") else { throw Unwritable(description: "\(path)/\(name) can't be written") }
    let written = fwrite(bytes, 1, bytes.count, stream)
    guard fclose(stream) == 0, written == bytes.count else { throw Unwritable(description: "\(path)/\(name) can't be written") }
  }

  /// The length of a file in it; 0 where there is none.
  package func size(of name: String) -> Int {
    var status = stat()
    return stat("\(path)/\(name)", &status) == 0 ? Int(status.st_size) : 0
  }
}
