import Dialects
import Documents
import FabricModel
import Testing
import XML

@Suite struct DecodingTests {
  @Test func everyAttributeOfTheHardwareIsRead() throws {
    let inventory = try decode(golden).inventory
    #expect(inventory.model == "VIO-4001")
    #expect(inventory.transport == .pcie)
    #expect(inventory.failureDomain == "room-a")
    #expect(inventory.serverPortCount == 16)
    #expect(inventory.hostLink == .gbps(20))
    #expect(inventory.reservedVLANs == VLANSet("4043-4047"))
    let adapter = try #require(inventory[slot: 1])
    #expect(adapter.model == "x520-SR2")
    #expect(adapter.sharing == .shared)
    #expect(adapter.maintenance == false)
    let port = try #require(inventory[at: SlotPort(slot: 1, port: 1)])
    #expect(port.speed == .gbps(10))
    #expect(port.mtu == 9000)
    #expect(port.uplink == Uplink("sw-a/1"))
    #expect(port.physicalNetwork == "lan")
    #expect(port.vlans == VLANSet("1-100,200"))
    #expect(port.fabric == .a)
    #expect(port.isLinkUp == true)
    #expect(inventory[at: SlotPort(slot: 1, port: 2)]?.isLinkUp == false)
    #expect(inventory[at: SlotPort(slot: 3, port: 1)]?.vsan == VSANID(10))
    #expect(inventory[at: SlotPort(slot: 3, port: 1)]?.isLinkUp == nil)
    let cables = [ServerPort(number: 1, server: "esx-01", power: .on), ServerPort(number: 2, server: "esx-02", power: .unknown)]
    #expect(inventory.serverPorts == cables)
  }

  @Test func everyAttributeOfNetworksAndVSANsIsRead() throws {
    let state = try decode(golden)
    #expect(state.name == "vio-a1")
    #expect(state.networks.map(\.name) == ["backup", "mgmt", "prod"])
    var prod = NetworkRecord(name: "prod")
    (prod.vlan, prod.mtu, prod.physicalNetwork, prod.fabric, prod.owner) = (VLANID(100), 1500, "lan", .common, "default")
    prod.isProtected = true
    #expect(state.networks[2] == prod)
    var san = VSANRecord(name: "san-a")
    (san.vsan, san.fabric, san.fcoeVLAN, san.owner) = (VSANID(10), .a, VLANID(1010), "default")
    (san.physicalNetwork, san.isProtected) = ("default", false)
    #expect(state.vsans == [san])
  }

  @Test func everyAttributeOfAProfileAndItsVPortsIsRead() throws {
    let profile = try #require(try decode(golden).profile(named: "esx-01"))
    var record = ProfileRecord(name: "esx-01")
    (record.uuid, record.wwnn) = (UniqueID("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), WWN("20:00:00:25:b5:00:00:01"))
    (record.server, record.serverPort, record.boot, record.owner) = ("esx-01", 1, ["vhba0", "vnic0"], "default")
    record.isProtected = false
    #expect(profile.record == record)

    var vhba = VPortRecord(kind: .vhba, profile: "esx-01", name: "vhba0", appliance: "vio-a1")
    (vhba.server, vhba.slotPort, vhba.order, vhba.isUp) = ("esx-01", SlotPort(slot: 3, port: 1), 1, false)
    vhba.hostSlot = .any
    (vhba.wwpn, vhba.wwnn, vhba.vsan) = (WWN("20:01:00:25:b5:00:00:01"), WWN("20:00:00:25:b5:00:00:01"), "san-a")
    (vhba.targets, vhba.minimum, vhba.maximum, vhba.owner) = (["50:00:00:00:00:00:00:01@0"], .zero, .zero, "default")
    var vnic = VPortRecord(kind: .vnic, profile: "esx-01", name: "vnic0", appliance: "vio-a1")
    (vnic.server, vnic.slotPort, vnic.order, vnic.isUp) = ("esx-01", SlotPort(slot: 1, port: 1), 0, true)
    vnic.hostSlot = .any
    (vnic.mac, vnic.native, vnic.tagged) = (MACAddress("02:25:b5:00:00:01"), "prod", ["backup", "mgmt"])
    (vnic.mtu, vnic.minimum, vnic.maximum, vnic.owner) = (9000, .gbps(1), .gbps(5), "default")
    (vnic.serviceClass, vnic.shares, vnic.failover, vnic.pxe) = (ClassOfService(5), Shares(20), true, true)
    vnic.iscsi = ISCSIDisk("iqn.2003-01.org.example:array@10.0.0.5:3260/1")
    var vdisk = VPortRecord(kind: .vdisk, profile: "esx-01", name: "vd0", appliance: "vio-a1")
    (vdisk.server, vdisk.slotPort, vdisk.order, vdisk.isUp) = ("esx-01", SlotPort(slot: 4, port: 1), 2, true)
    (vdisk.size, vdisk.raid, vdisk.owner) = (ByteSize(bytes: 40 << 30), .raid5, "default")
    #expect(profile.vports == [vdisk, vhba, vnic])
  }

  @Test func absentAttributesMeanTheDefaults() throws {
    let state = try decode(
      document(
        "<networks><network name='n'/></networks><vsans><vsan name='s'/></vsans>"
          + "<profiles><profile name='p'><vnic name='a'/><vhba name='b'/><vdisk name='c' size='1B'/></profile></profiles>"))
    #expect(state.networks == [.defaults(name: "n")])
    #expect(state.vsans == [.defaults(name: "s")])
    var vports = zip(VPortRecord.Kind.allCases, ["a", "b", "c"]).map {
      VPortRecord.defaults(kind: $0, profile: "p", name: $1, appliance: "vio-a1")
    }
    vports[2].size = ByteSize(bytes: 1)
    #expect(state.profiles == [ProfileState(.defaults(name: "p"), vports: vports)])
  }

  @Test func theOrderOfElementsAndAttributesMeansNothing() throws {
    let text = """
      <v:vioConfig xmlns:v="urn:weft:vio-config:1">
        <v:profiles><v:profile serverPort="2" name="p"><v:vnic up="0" network="n" name="a" port="1/1"/></v:profile></v:profiles>
        <v:serverPorts><v:serverPort server="esx-09" number="2"/></v:serverPorts>
        <v:networks><v:network vlan="7" name="n"/></v:networks>
        <v:adapters><v:adapter slot="1"><v:port number="1"/></v:adapter></v:adapters>
        <v:appliance name="vio-b"/>
      </v:vioConfig>
      """
    let (state, diagnostics, losses) = NativeDialect.decode(try tape(text))
    #expect(diagnostics.isEmpty)
    #expect(losses.isEmpty)
    let vnic = try #require(state?.profile(named: "p")?.vports.first)
    #expect(vnic.appliance == "vio-b")
    #expect(vnic.server == "esx-09")
    #expect(vnic.native == "n")
    #expect(vnic.isUp == false)
  }

  @Test func aServerWithoutANameIsCalledByItsPort() throws {
    let (state, diagnostics, _) = NativeDialect.decode(try tape(document("<profiles><profile name='p' serverPort='3'/></profiles>")))
    #expect(state?.profiles.first?.record.server == "vio-a1-port-3")
    #expect(state?.inventory.serverPorts == [])
    #expect(diagnostics.map(\.id) == ["server.unnamed"])
    #expect(diagnostics.map(\.severity) == [.warning])
  }

  @Test func whatIsUnknownIsCountedAndNoError() throws {
    let (state, diagnostics, losses) = NativeDialect.decode(try tape(golden))
    #expect(state != nil)
    #expect(diagnostics.isEmpty)
    #expect(
      losses.entries.map(\.path) == [
        "/vioConfig/n:note", "/vioConfig/n:note/@by", "/vioConfig/n:note/text()", "/vioConfig/profiles/profile/@n:ticket",
      ])
    let text = document(
      "<networks colour='red'>x<network name='a' z='1'/><network name='b' z='2'><c/></network></networks><fan speed='3'/><fan speed='4'/>")
    let unknown = NativeDialect.decode(try tape(text)).losses
    #expect(
      unknown.entries.map { "\($0.path) \($0.count)" } == [
        "/vioConfig/networks/@colour 1", "/vioConfig/networks/text() 1", "/vioConfig/networks/network/@z 2",
        "/vioConfig/networks/network/c 1", "/vioConfig/fan 2", "/vioConfig/fan/@speed 2",
      ])
    #expect(unknown.count == 9)
  }
}
