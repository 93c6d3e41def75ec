import FabricModel
import Testing

@Suite struct ISCSIDiskTests {
  private static func disk(_ target: String, _ portal: String, _ lun: Int? = nil, from initiator: String? = nil) -> ISCSIBoot {
    var disk = ISCSIBoot()
    (disk.target, disk.portal, disk.lun, disk.initiator) = (target, portal, lun, initiator)
    return disk
  }

  @Test(arguments: [
    disk("iqn.2003-01.org.example:array", "10.0.0.5:3260", 0), disk("iqn.2003-01.org.example:array", "[fd00::5]:3260", 65535),
    disk("iqn.a", "10.0.0.5:3260", 7, from: "iqn.b"), disk("naa.52004567BA64678D", "array", 1), disk("iqn.a:b@c", "p", 1),
  ]) func itComesBackFromItsText(disk: ISCSIBoot) {
    #expect(ISCSIBoot(text: disk.text) == disk)
    #expect(ISCSIDisk(disk)?.description == disk.text)
  }

  @Test func noLUNIsLUNZero() {
    #expect(ISCSIDisk(Self.disk("iqn.a", "p"))?.description == "iqn.a@p/0")
  }

  @Test(arguments: [
    disk("iqn.a b", "p"), disk("iqn.a", "p q"), disk("iqn>a", "p"), disk("iqn.a", "p", from: "a>b"), disk("iqn.a", "p@q"), disk("", "p"),
    disk("iqn.a", ""), disk("iqn.a", "p", from: ""),
  ]) func whatWouldNotComeBackIsRefused(disk: ISCSIBoot) {
    #expect(ISCSIDisk(disk) == nil)
  }

  @Test(arguments: ["iqn.a", "iqn.a@p", "iqn.a@p/", "iqn.a@p/x", "iqn.a@p/65536", "iqn.a@p/07", "@p/0", ">iqn.a@p/0", "iqn.a@/0", " "])
  func whatIsNoDiskIsRefused(text: String) {
    #expect(ISCSIDisk(text) == nil)
  }

  @Test func theEmptyTextIsNone() {
    #expect(ISCSIDisk("") == .some(.empty))
  }
}
