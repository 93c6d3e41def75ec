import FabricModel
import Glibc
import TestSupport
import Testing

extension TemporaryFolder {
  var names: [String] { names(in: ".") }

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
