import Documents
import DriverInterface
import FabricModel
import FileDriver
import Files
import Glibc
import TestSupport
import Testing

@Suite struct LockTests {
  let folder: TemporaryFolder
  let driver: FileDriver

  init() throws {
    folder = try TemporaryFolder()
    driver = FileDriver(appliance: "vio-a1", path: try folder.write(configuration, to: "vio-a1.xml"))
  }

  @Test func oneRunAtATimeWritesAFile() async throws {
    let first = try await driver.begin(run: "run-one")
    do {
      _ = try await driver.begin(run: "run-two")
      Issue.record("two sessions at once")
    } catch {
      #expect(error.class == .locked)
      #expect(error.description.contains("run run-one, process \(getpid()) on "))
    }
    await first.end()
    await first.end()
    let second = try await driver.begin(run: "run-two")
    await #expect(throws: DriverError.self) { try await first.perform([change(from: 100, to: 101)], key: "run-one/1") }
    try await second.perform([change(from: 100, to: 102)], key: "run-two/1")
    await second.end()
    #expect(try folder.text(of: "vio-a1.xml").contains("\"102\""))
    #expect(folder.names == ["vio-a1.xml"])
  }

  @Test func aSessionThatIsForgottenGivesTheFileBack() async throws {
    _ = try await driver.begin(run: "run-one")
    let second = try await driver.begin(run: "run-two")
    await second.end()
  }

  @Test func whatADeadRunLeftStopsNobody() async throws {
    try FileAccess.replace("\(folder.path)/.vio-a1.xml.lock", with: Array("run dead, process 1 on nowhere\n".utf8))
    let session = try await driver.begin(run: "run-one")
    await session.end()
    #expect(folder.names == ["vio-a1.xml"])
  }

  @Test func aLockThatIsALinkIsNotFollowed() async throws {
    symlink("vio-a1.xml", "\(folder.path)/.vio-a1.xml.lock")
    await #expect(throws: DriverError.self) { _ = try await driver.begin(run: "run-one") }
    #expect(try folder.text(of: "vio-a1.xml") == configuration)
  }

  @Test func ofManyThatTryAtOnceOneAtATimeSucceeds() async throws {
    let path = driver.path
    let successes = await withTaskGroup(of: Int.self) { group in
      for runner in 0..<8 {
        group.addTask {
          var successes = 0
          for attempt in 0..<50 {
            guard let session = try? await FileDriver(appliance: "vio-a1", path: path).begin(run: "\(runner)-\(attempt)") else { continue }
            guard let vlan = try? await session.observe().state.networks.first?.vlan?.rawValue else { continue }
            let next = change(from: Int(vlan), to: Int(vlan) + 1)
            if (try? await session.perform([next], key: "\(runner)/\(attempt)")) != nil { successes += 1 }
            await session.end()
          }
          return successes
        }
      }
      return await group.reduce(0, +)
    }
    #expect(successes > 0)
    #expect(try folder.text(of: "vio-a1.xml").contains("vlan=\"\(100 + successes)\""))
  }
}
