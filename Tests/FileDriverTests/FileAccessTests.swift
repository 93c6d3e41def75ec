import Files
import Glibc
import SyncCounter
import TestSupport
import Testing

@Suite struct FileAccessTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func whatWasWrittenIsReadAndNothingElseIsLeft() throws {
    let path = try folder.write("one", to: "a")
    #expect(try FileAccess.read(path) == Array("one".utf8))
    try FileAccess.replace(path, with: [])
    #expect(try FileAccess.read(path) == [])
    let large = [UInt8](repeating: 7, count: 3_000_001)
    try FileAccess.replace(path, with: large)
    #expect(try FileAccess.read(path) == large)
    #expect(folder.names == ["a"])
  }

  @Test func moreThanTheBoundIsNotRead() throws {
    let path = try folder.write("12345", to: "a")
    #expect(try FileAccess.read(path, limit: 5).count == 5)
    let error = #expect(throws: FileError.self) { try FileAccess.read(path, limit: 4) }
    #expect(error?.reason == "it has 5 bytes, and the bound is 4")
    // A file that does not tell its size.
    #expect(throws: FileError.self) { try FileAccess.read("/proc/self/status", limit: 10) }
    #expect(try FileAccess.read("/proc/self/status").count > 10)
  }

  @Test func modeAndOwnerStay() throws {
    let path = try folder.write("one", to: "a")
    chmod(path, 0o640)
    if geteuid() == 0 { chown(path, 12, 34) }
    var before = stat()
    stat(path, &before)
    try FileAccess.replace(path, with: Array("two".utf8))
    var after = stat()
    stat(path, &after)
    #expect((after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid))
    #expect(after.st_ino != before.st_ino)
  }

  @Test func aSymbolicLinkStaysAndItsTargetIsReplaced() throws {
    let target = try folder.write("one", to: "target")
    symlink("target", "\(folder.path)/link")
    try FileAccess.replace("\(folder.path)/link", with: Array("two".utf8))
    #expect(try FileAccess.read(target) == Array("two".utf8))
    #expect(try FileAccess.resolved("\(folder.path)/link") == (try FileAccess.resolved(target)))
    var status = stat()
    #expect(lstat("\(folder.path)/link", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    symlink("nothing", "\(folder.path)/dangling")
    #expect(throws: FileError.self) { try FileAccess.replace("\(folder.path)/dangling", with: []) }
    #expect(folder.names == ["dangling", "link", "target"])
  }

  @Test func theFileAndItsFolderAreSynced() throws {
    let watch = sync_watch_begin(folder.path)
    defer { sync_watch_end(watch) }
    try FileAccess.replace("\(folder.path)/a", with: Array("one".utf8))
    #expect(sync_watch_count(watch) == 2)
  }

  @Test(arguments: [ENOSPC, EIO, EDQUOT]) func aFailureBeforeTheReplacementLeavesTheFile(number: Int32) throws {
    let path = try folder.write("one", to: "a")
    let watch = sync_watch_begin(folder.path)
    sync_watch_fail(watch, number, 0)
    let error = #expect(throws: FileError.self) { try FileAccess.replace(path, with: Array("two".utf8)) }
    sync_watch_end(watch)
    #expect(error?.effect == FileError.Effect.none)
    #expect(error?.number == number)
    #expect(error?.path == path)
    #expect(try folder.text(of: "a") == "one")
    #expect(folder.names == ["a"])
  }

  @Test(.enabled(if: geteuid() == 0)) func aFolderThatCannotBeWrittenLeavesTheFile() throws {
    let path = try folder.write("one", to: "a")
    chmod(folder.path, 0o755)
    let error = #expect(throws: FileError.self) { try asNobody { try FileAccess.replace(path, with: Array("two".utf8)) } }
    #expect(error?.description == "\(path): cannot write: permission denied")
    #expect(try folder.text(of: "a") == "one")
    #expect(folder.names == ["a"])
  }

  @Test(.enabled(if: geteuid() == 0)) func aFailureAfterTheReplacementSaysSo() throws {
    let path = try folder.write("one", to: "a")
    chown(path, 65534, 0)
    chown(folder.path, 65534, 0)
    // Whoever may not list the folder cannot sync it either.
    chmod(folder.path, 0o300)
    let error = #expect(throws: FileError.self) { try asNobody { try FileAccess.replace(path, with: Array("two".utf8)) } }
    #expect(error?.effect == .notDurable)
    #expect(try folder.text(of: "a") == "two")
    chmod(folder.path, 0o700)
  }

  @Test func whatIsNoFileIsRefused() throws {
    #expect(throws: FileError.self) { try FileAccess.read(folder.path) }
    #expect(throws: FileError.self) { try FileAccess.replace(folder.path, with: []) }
    let missing = #expect(throws: FileError.self) { try FileAccess.read("\(folder.path)/a") }
    #expect(missing?.isMissing == true)
    #expect(throws: FileError.self) { try FileAccess.replace("\(folder.path)/b/c", with: []) }
  }
}
