import Documents
import FabricModel
import Testing

@testable import Planning

/// When the rules of boot speak, and when they must not.
@Suite struct RulesBootTests {
  private func san(_ names: [String: String], boot: String) -> String {
    let vhbas = names.sorted { $0.key < $1.key }.map { "{name: \($0.key), \($0.value)}" }.joined(separator: ", ")
    return Texts.ground + Texts.profile("esx-1", "vhbas: [\(vhbas)], boot: [\(boot)]")
  }

  private func target(_ last: String, lun: Int = 0) -> String { "targets: [{wwpn: '50:06:01:60:3b:a0:00:\(last)', lun: \(lun)}]" }

  @Test func twoPathsToTwoControllersAreSound() {
    let text = san(["a": "vsan: san-a, \(target("01"))", "b": "vsan: san-b, \(target("11"))"], boot: "a, b")
    // The only Fibre Channel adapter of the ground carries both.
    #expect(ruleIDs(text) == ["redundancy.oneAdapter"])
  }

  @Test func whatTheGroupSharesIsNotToldOfItsBootPathsAgain() {
    let text = san(["a": "vsan: san-a, \(target("01"))", "b": "vsan: san-a, \(target("11"))"], boot: "a, b")
    #expect(!ruleIDs(text).contains("boot.sharedFate"))
  }

  @Test func aLocalDiskBesideTheSANIsASecondWay() {
    let vhba = "vhbas: [{name: a, vsan: san-a, \(target("01"))}]"
    #expect(ruleIDs(Texts.ground + Texts.profile("esx-1", "\(vhba), boot: [a]")) == ["boot.singlePath"])
    let disk = "\(vhba), vdisks: [{name: d, size: 10GiB}], boot: [a, d]"
    let ground = Texts.ground.replacing("adapters: [", with: "adapters: [{slot: 4, model: 9260-4i}, ")
    #expect(ruleIDs(ground + Texts.profile("esx-1", disk)) == [])
  }

  @Test func targetsWithoutABootListAreForLoggingIn() {
    #expect(ruleIDs(Texts.ground + Texts.profile("esx-1", "vhbas: [{name: a, vsan: san-a, \(target("01"))}]")) == [])
  }

  @Test(arguments: [
    "iqn.2004-05.com.example", "iqn.2004-05.com.example:array:1.x", "IQN.2004-05.com.Example:a", "eui.02004567A425678D",
    "naa.52004567BA64678D", "naa.62004567BA64678D0123456789ABCDEF",
  ])
  func isAnISCSIName(_ name: String) { #expect(ISCSIName.problem(with: name) == nil) }

  @Test(arguments: [
    "", "iqn.", "iqn.2004-5.com.example", "iqn.2004-13.com.example", "iqn.2004-05.", "iqn.2004-05.com..example",
    "iqn.2004-05.com.example: a",
    "eui.0200", "naa.52004567BA64678", "array-1", "iqn.2004-05.com.example:" + String(repeating: "a", count: 200),
  ])
  func isNoISCSIName(_ name: String) { #expect(ISCSIName.problem(with: name) != nil) }

  @Test(arguments: ["10.0.0.5", "10.0.0.5:3260", "array-1.example.com:860", "[2001:db8::5]", "[2001:db8::5]:3260"])
  func isAPortal(_ portal: String) { #expect(ISCSIPortal.problem(with: portal) == nil) }

  @Test(arguments: [
    "", ":3260", "10.0.0.256", "10.0.0", "10.0.0.5:0", "10.0.0.5:65536", "10.0.0.5:", "2001:db8::5", "[2001:db8::5", "[10.0.0.5]", "a b",
    "[2001:db8::5]3260", "array..example",
  ])
  func isNoPortal(_ portal: String) { #expect(ISCSIPortal.problem(with: portal) != nil) }

  @Test func anExpanderLessControllerIsOnlyJudgedWhereItIsKnown() {
    let disk = Texts.profile("esx-1", "vdisks: [{name: d, size: 10GiB, raid: 60}]")
    #expect(ruleIDs(Texts.unknown("vio-1") + Texts.floor + disk) == [])
  }
}
