import Documents
import DriverInterface
import FabricModel
import FileDriver
import Files
import Glibc
import SyncCounter
import TestSupport
import Testing

@Suite struct FileDriverTests {
  let folder: TemporaryFolder
  let driver: FileDriver

  init() throws {
    folder = try TemporaryFolder()
    driver = FileDriver(appliance: "vio-a1", path: try folder.write(configuration, to: "vio-a1.xml"))
  }

  private func failure(_ body: () async throws -> Void) async throws -> DriverError {
    do {
      try await body()
    } catch let error as DriverError {
      return error
    }
    throw Missing()
  }
  private struct Missing: Error {}

  // MARK: Observing

  @Test func theFileIsTheAppliance() async throws {
    let observation = try await driver.observe(as: SourceID(3))
    #expect(observation.state.name == "vio-a1")
    #expect(observation.state.networks.map(\.vlan) == [VLANID(100)])
    #expect(observation.file?.path == driver.path)
    #expect(observation.diagnostics.isEmpty)
    let capabilities = observation.capabilities
    #expect(capabilities.writable && capabilities.ownerMark && capabilities.transactions && !capabilities.dealsFromPools)
  }

  @Test func theRevisionFollowsTheBytes() async throws {
    let first = try await driver.observe(as: SourceID(0)).state.revision
    #expect(first.utf8.count == 16)
    #expect(try await driver.observe(as: SourceID(0)).state.revision == first)
    _ = try folder.write(configuration + "\n", to: "vio-a1.xml")
    #expect(try await driver.observe(as: SourceID(0)).state.revision != first)
  }

  @Test func whatCannotBeReadSaysWhy() async throws {
    func failure(_ text: String) async throws -> DriverError {
      let driver = FileDriver(appliance: "vio-a1", path: try folder.write(text, to: "other.xml"))
      return try await self.failure { _ = try await driver.observe(as: SourceID(0)) }
    }
    let broken = try await failure("<vioConfig>")
    #expect(broken.class == .unreadable && !broken.diagnostics.isEmpty && broken.file != nil)
    let invalid = try await failure(configuration.replacing("\"100\"", with: "\"x\""))
    #expect(invalid.class == .unreadable && invalid.diagnostics.map(\.id) == ["value.type"])
    #expect(try await failure("<domain/>").description.contains("libvirt, which this version does not read"))
    #expect(try await failure("a log <topRoot/>").diagnostics.map(\.id) == ["file.log"])
    let other = try await failure(configuration.replacing("vio-a1", with: "vio-b7"))
    #expect(other.description.contains("the configuration of 'vio-b7', not of 'vio-a1'"))
    let small = FileDriver(appliance: "vio-a1", path: driver.path, limit: 10)
    #expect(try await self.failure { _ = try await small.observe(as: SourceID(0)) }.description.contains("the bound is 10"))
  }

  @Test func whatAKilledRunLeftBehindIsCleanedAway() async throws {
    try folder.write("half a configuration", to: ".vio-a1.xml.1abc.tmp")
    try folder.write("somebody's", to: ".vio-a1.xml.swp")
    let session = try await driver.begin(run: "r1")
    await session.end()
    #expect(folder.names == [".vio-a1.xml.swp", "vio-a1.xml"])
  }

  @Test func aMissingFileNamesTheWayOutAndLeavesNoLock() async throws {
    let missing = FileDriver(appliance: "vio-a1", path: "\(folder.path)/none.xml")
    for error in [
      try await failure { _ = try await missing.observe(as: SourceID(0)) }, try await failure { _ = try await missing.begin(run: "r") },
    ] {
      #expect(error.class == .missing)
      #expect(error.description.contains("there is no such file; 'weft export --appliance vio-a1 --out \(missing.path)'"))
    }
    #expect(folder.names == ["vio-a1.xml"])
  }

  // MARK: Performing

  @Test func aBatchIsOneReplacementAndLeavesTheRest() async throws {
    let session = try await driver.begin(run: "r1")
    let watch = sync_watch_begin(folder.path)
    var added = NetworkRecord(name: "backup")
    added.vlan = VLANID(7)
    try await session.perform([change(from: 100, to: 101), RecordChange(before: nil, after: .network(added))], key: "r1/1")
    #expect(sync_watch_count(watch) == 2)
    sync_watch_end(watch)
    let expected = configuration.replacing("vlan=\"100\"/>", with: "vlan=\"101\"/>\n    <network name=\"backup\" vlan=\"7\"/>")
    #expect(try folder.text(of: "vio-a1.xml") == expected)
    #expect(try await session.observe().state.networks.count == 2)
    await session.end()
    #expect(folder.names == ["vio-a1.xml"])
  }

  @Test func repeatingABatchWritesNothing() async throws {
    let session = try await driver.begin(run: "r1")
    try await session.perform([change(from: 100, to: 101)], key: "r1/1")
    let inode = folder.inode(of: "vio-a1.xml")
    try await session.perform([change(from: 100, to: 101)], key: "r1/1")
    try await session.perform([], key: "r1/2")
    #expect(folder.inode(of: "vio-a1.xml") == inode)
    await session.end()
  }

  @Test func anEditByOthersRejectsTheWholeBatchWithBothValues() async throws {
    let session = try await driver.begin(run: "r1")
    let edited = configuration.replacing("\"100\"", with: "\"300\"")
    _ = try folder.write(edited, to: "vio-a1.xml")
    let batch = [RecordChange(before: nil, after: .network(NetworkRecord(name: "backup"))), change(from: 100, to: 101)]
    let error = try await failure { try await session.perform(batch, key: "r1/1") }
    #expect(error.class == .rejected)
    #expect(error.description.hasSuffix("network/prod was changed meanwhile: vlan is 300, expected 100 (to become 101)"))
    #expect(try folder.text(of: "vio-a1.xml") == edited)
    await session.end()
  }

  @Test func aWriteThatFailsIsRejectedWithCauseAndPath() async throws {
    let session = try await driver.begin(run: "r1")
    let watch = sync_watch_begin(folder.path)
    sync_watch_fail(watch, ENOSPC, 0)
    let error = try await failure { try await session.perform([change(from: 100, to: 101)], key: "r1/1") }
    sync_watch_end(watch)
    #expect(error.class == .rejected)
    #expect(error.description == "\(driver.path): cannot write: no space left")
    #expect(try folder.text(of: "vio-a1.xml") == configuration)
    await session.end()
  }

  @Test func aLinkedFileIsReplacedWhereItIs() async throws {
    symlink("vio-a1.xml", "\(folder.path)/link.xml")
    let session = try await FileDriver(appliance: "vio-a1", path: "\(folder.path)/link.xml").begin(run: "r1")
    #expect(try await failure { _ = try await driver.begin(run: "r2") }.class == .locked)
    try await session.perform([change(from: 100, to: 101)], key: "r1/1")
    await session.end()
    #expect(try folder.text(of: "vio-a1.xml").contains("\"101\""))
    #expect(folder.names == ["link.xml", "vio-a1.xml"])
  }
}
