import Documents
import DriverInterface
import FabricModel
import FileDriver
import Files
import Glibc
import TestSupport
import Testing

@Suite struct KillTests {
  /// Wherever a run is killed, the file is the old one or the new one, and the next run goes on.
  @Test(.timeLimit(.minutes(20)), arguments: [0, 300, 700, 1_100, 1_900, 2_700, 4_100, 6_300, 9_700, 15_100])
  func aRunThatIsKilledLeavesTheOldOrTheNewFile(microseconds: UInt32) async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(configuration, to: "vio-a1.xml")
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, microseconds = microseconds as UInt32] in
      let session = try await FileDriver(appliance: "vio-a1", path: path).begin(run: "doomed")
      Task.detached {
        usleep(microseconds)
        kill(getpid(), SIGKILL)
      }
      while true {
        try await session.perform([change(from: 100, to: 101)], key: "doomed/1")
        try await session.perform([change(from: 101, to: 100)], key: "doomed/2")
      }
    }
    let text = try folder.text(of: "vio-a1.xml")
    #expect([configuration, configuration.replacing("\"100\"", with: "\"101\"")].contains(text))
    let session = try await FileDriver(appliance: "vio-a1", path: path).begin(run: "next")
    #expect(try await session.observe().state.networks.count == 1)
    await session.end()
  }
}
