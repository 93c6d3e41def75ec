import Documents
import FabricModel
import Testing

@testable import Planning

/// What the manifests assert of hardware against what drivers report.
@Suite struct ReportedHardwareTests {
  private func complaints(_ text: String = Texts.ground, _ change: (inout Inventory) -> Void) -> [String] {
    var world = World(hardware: text)
    change(&world.observed.appliances[0].inventory)
    let found = world.resolve(text).diagnostics
    #expect(found.allSatisfy { $0.id == "inventory.mismatch" })
    return found.map(\.message)
  }

  @Test func agreementIsQuiet() { #expect(complaints { _ in } == []) }

  @Test func anotherCardIsAMismatch() {
    #expect(complaints { $0.adapters[1].model = "QLE2562" }.first?.contains("model of adapter vio-1/2") == true)
    #expect(complaints { $0.adapters.remove(at: 1) }.first?.contains("slot 2 of vio-1") == true)
  }

  @Test func anAliasIsTheSameCard() { #expect(complaints { $0.adapters[1].model = "Intel X520-DA2" } == []) }

  @Test func anotherVSANIsAMismatch() {
    #expect(complaints { $0.adapters[2].ports[0].vsan = VSANID(11) }.first?.contains("VSAN of vio-1/3/1") == true)
  }

  @Test func anotherServerOnTheCableIsAMismatch() {
    #expect(complaints { $0.serverPorts = [ServerPort(number: 1, server: "srv-9")] }.first?.contains("vio-1 server port 1") == true)
    #expect(complaints { $0.serverPorts = [ServerPort(number: 1, server: "srv-1")] } == [])
  }

  @Test func whatIsReportedNeedNotBeWritten() {
    var world = World(hardware: Texts.ground)
    world.observed.appliances[0].inventory.serverPorts = [ServerPort(number: 1, server: "srv-1")]
    let small =
      document("Appliance", "vio-1", "driver: 'file:a.xml'") + document("Server", "srv-1", "model: any") + Texts.macs + Texts.networks
      + Texts.vnics("esx-1", ["vnic0", "vnic1"])
    world.apply(small)
    #expect(world[vport: "esx-1/vnic0"]?.slotPort == SlotPort(slot: 1, port: 1))
    #expect(world.plan(small).isEmpty)
  }
}
