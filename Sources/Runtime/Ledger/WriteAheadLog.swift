import Glibc

/// The log beside a ledger, as far as a reader must know it (SQLite file format, section 4.1).
///
/// SQLite's `readonly_shm` retries for ten seconds and gives up on a log that it cannot make sense of, such as one whose writer was killed
/// right after its header; so that is looked at first.
struct WriteAheadLog {
  private static let headerSize = 32
  private let path: String

  init(_ path: String) { self.path = path }

  /// False if there is nothing to read in it, an error if only a writer can tell.
  func holdsFrames(of ledger: String) throws(LedgerError) -> Bool {
    guard let mark = LedgerFile.Mark(path), mark.size > Self.headerSize else { return false }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    if file < 0, errno == ENOENT { return false }
    guard file >= 0 else { throw .inaccessible(path: ledger, cause: "cannot open its log: \(String(cString: strerror(errno)))") }
    defer { close(file) }
    var magic = [UInt8](repeating: 0, count: 4)
    guard read(file, &magic, magic.count) == magic.count else { return false }
    guard magic == [0x37, 0x7F, 0x06, 0x82] || magic == [0x37, 0x7F, 0x06, 0x83] else { throw .needsRecovery(path: ledger) }
    return true
  }
}
