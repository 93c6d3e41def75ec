import FabricModel
import Testing

@testable import Planning

/// Hand-made plans that break I4 or I6.
@Suite struct CheckerCountTests {
  private let stage = CheckerStage()

  // MARK: I4

  @Test func moreVPortsThanFunctionsAreFound() {
    let changes = (1...63).map { stage.create(CheckerStage.vnic(2, "vnic\($0)", port: 1, mac: UInt64(100 + $0))) }
    #expect(stage.broken(changes.dropLast()) == [])
    #expect(stage.broken(changes) == ["s63 I4 vio-1/1/1"])
  }

  @Test func moreNetworksThanVLANFiltersAreFound() {
    let names = (1...64).map { "lan-\($0)" }
    var trunk = CheckerStage.vnic(2, "vnic0", port: 1, mac: 2)
    let networks = names.enumerated().map { stage.create(.network(CheckerStage.network($1, 100 + $0))) }
    trunk.native = ""
    trunk.tagged = Array(names.prefix(62))
    #expect(stage.broken(networks + [stage.create(trunk)]) == [])
    trunk.tagged = Array(names.prefix(63))
    #expect(stage.broken(networks + [stage.create(trunk)]) == ["s65 I4 vio-1/1/1"])
  }

  @Test func aServerPortHasOneProfileAndExists() {
    #expect(stage.broken(stage.create(.profile(CheckerStage.profile(4)))) == [])
    var profile = CheckerStage.profile(4)
    profile.serverPort = 3
    #expect(stage.broken(stage.create(.profile(profile))) == ["s1 I4 vio-1 server port 3"])
    profile.serverPort = 5
    #expect(stage.broken(stage.create(.profile(profile))) == ["s1 I4 vio-1 server port 5"])
    let five = CheckerStage.profile(5, port: 0)
    #expect(stage.broken(stage.create(.profile(CheckerStage.profile(4))), stage.create(.profile(five))) == ["s2 I4 vio-1"])
  }

  @Test func anExclusiveAdapterHasOneServer() {
    func onCard(_ profile: Int, _ name: String) -> RecordChange {
      var vport = CheckerStage.vnic(profile, name, port: 1, mac: UInt64(profile * 10))
      vport.slotPort = SlotPort(slot: 2, port: 1)
      return stage.create(vport)
    }
    #expect(stage.broken(onCard(1, "vnic1")) == [])
    #expect(stage.broken(onCard(1, "vnic1"), onCard(2, "vnic1")) == ["s2 I4 vio-1/2"])
  }

  @Test func anAdapterBecomesExclusiveOnlyForOneServer() {
    var shared = AdapterRecord(slot: 1)
    var exclusive = shared
    shared.sharing = .shared
    exclusive.sharing = .exclusive
    let lend = RecordChange(before: .adapter(AdapterRecord(slot: 1)), after: .adapter(exclusive))
    #expect(stage.broken(lend) == [])
    #expect(stage.broken(stage.create(CheckerStage.vnic(2, "vnic0", port: 1, mac: 2)), lend) == ["s2 I4 vio-1/1"])
    #expect(stage.broken(lend, stage.create(CheckerStage.vnic(2, "vnic0", port: 1, mac: 2))) == ["s2 I4 vio-1/1"])
  }

  @Test func logicalDrivesCountByAdapter() {
    let changes = (0..<65).map { stage.create(CheckerStage.vdisk($0 % 3 + 1, "vd\($0)", port: UInt8($0 % 4 + 1))) }
    #expect(stage.broken(changes.dropLast()) == [])
    #expect(stage.broken(changes) == ["s65 I4 vio-1/4"])
    var moved = CheckerStage.vdisk(1, "vd0", port: 1)
    moved.slotPort = SlotPort(slot: 4, port: 2)
    let move = RecordChange(before: .vport(CheckerStage.vdisk(1, "vd0", port: 1)), after: .vport(moved))
    #expect(stage.broken(changes.dropLast() + [move]) == [], "on one controller it stays one drive")
  }

  // MARK: I6

  @Test func whatAVPortUsesIsThereBeforeIt() {
    var vport = CheckerStage.vnic(2, "vnic0", port: 1, mac: 2)
    vport.tagged = ["net-3"]
    let network = stage.create(.network(CheckerStage.network("net-3", 3)))
    #expect(stage.broken(network, stage.create(vport)) == [])
    #expect(stage.broken(stage.create(vport), network) == ["s1 I6 vio-1/network/net-3"])
    #expect(stage.broken(stage.create(CheckerStage.vnic(7, "vnic0", port: 1, mac: 2))) == ["s1 I6 vio-1/profile/esx-7"])
    var vhba = VPortRecord.defaults(kind: .vhba, profile: "esx-2", name: "vhba0", appliance: "vio-1")
    vhba.vsan = "san-a"
    #expect(stage.broken(stage.create(vhba)) == ["s1 I6 vio-1/vsan/san-a"])
    var astray = CheckerStage.vnic(2, "vnic0", port: 1, mac: 2)
    astray.slotPort = SlotPort(slot: 3, port: 1)
    #expect(stage.broken(stage.create(astray)) == ["s1 I6 vio-1/3/1"])
  }

  @Test func whatAVPortUsesStaysUntilItIsGone() {
    let leave = RecordChange(before: .vport(CheckerStage.vnic(1, "vnic0", port: 1, mac: 1)), after: nil)
    let remove = RecordChange(before: .network(CheckerStage.network("net-1", 1)), after: nil)
    let empty = RecordChange(before: .profile(CheckerStage.profile(1)), after: nil)
    #expect(stage.broken(leave, remove, empty) == [])
    #expect(stage.broken(remove, leave, empty) == ["s1 I6 vio-1/network/net-1"])
    #expect(stage.broken(empty, leave, remove) == ["s1 I6 vio-1/profile/esx-1"])
  }
}
