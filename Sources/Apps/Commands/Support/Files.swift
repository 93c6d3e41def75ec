internal import Foundation

func readFile(_ path: String) throws -> [UInt8] {
  do {
    return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  } catch CocoaError.fileReadNoSuchFile {
    throw Failure(.error, id: "input.missing", "there is no file '\(path)'")
  } catch {
    throw Failure(.error, id: "input.unreadable", "'\(path)' can't be read: \(error.localizedDescription)")
  }
}
