import FabricModel
import Files
import Glibc
import Testing

/// A folder of its own for one test, gone when the test is over.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/weft-files-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    for name in names { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  /// What is in it, hidden files too, sorted.
  var names: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func write(_ text: String, to name: String) throws -> String {
    try FileAccess.replace("\(path)/\(name)", with: Array(text.utf8))
    return "\(path)/\(name)"
  }

  func text(of name: String) throws -> String { String(decoding: try FileAccess.read("\(path)/\(name)"), as: UTF8.self) }

  func inode(of name: String) -> UInt {
    var status = stat()
    return stat("\(path)/\(name)", &status) == 0 ? UInt(status.st_ino) : 0
  }
}

/// Runs `body` on this thread as a user that owns nothing: root is stopped by no permission.
func asNobody<Result>(_ body: () throws -> Result) throws -> Result {
  // Of this thread alone, unlike seteuid; Swift's Glibc does not declare it.
  let setUser = unsafeBitCast(try #require(dlsym(nil, "setfsuid")), to: (@convention(c) (UInt32) -> Int32).self)
  let previous = setUser(65534)
  defer { _ = setUser(UInt32(previous)) }
  return try body()
}

/// A small configuration.
let configuration = """
  <?xml version="1.0" encoding="UTF-8"?>
  <vioConfig xmlns="urn:weft:vio-config:1">
    <!-- of the network team -->
    <appliance name="vio-a1"/>
    <networks>
      <network name="prod" vlan="100"/>
    </networks>
  </vioConfig>

  """

/// The VLAN of `prod`, from one number to another.
func change(from old: Int, to new: Int) -> RecordChange {
  func record(_ vlan: Int) -> Record {
    var network = NetworkRecord(name: "prod")
    network.vlan = VLANID(vlan)
    return .network(network)
  }
  return RecordChange(before: record(old), after: record(new))
}
