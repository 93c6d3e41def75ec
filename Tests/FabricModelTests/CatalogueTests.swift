import FabricModel
import Testing

@Suite struct CatalogueTests {
  @Test(arguments: [
    ("x520-SR2", "x520-SR2"), ("X520-DA2", "x520-SR2"), ("Intel x520-sr2", "x520-SR2"), ("qle2462", "QLE2462"), ("QLE2562", "QLE2562"),
    ("9260-4i", "9260-4i"), ("LSI 9260-4I", "9260-4i"), ("PRO/1000 PT", "PRO/1000 PT"), ("PRO/1000 PT dual", "PRO/1000 PT"),
    ("pro/1000 mt quad", "PRO/1000 MT quad"), ("PRO/10GbE SR", "PRO/10GbE SR"), ("PRO/10GbE LR", "PRO/10GbE LR"),
  ])
  func anAdapterIsFoundByEveryNameItGoesBy(name: String, model: String) {
    #expect(Catalogue.adapter(named: name)?.name == model)
  }

  @Test func whatIsNotInTheCatalogueIsNotFound() {
    #expect(Catalogue.adapter(named: "x710") == nil)
    #expect(Catalogue.appliance(named: "VIO-9999") == nil)
  }

  @Test func theVIO4001HasSixteenServersAndFourSlots() throws {
    let appliance = try #require(Catalogue.appliance(named: "vio-4001"))
    #expect(appliance.serverPorts == 16 && appliance.adapterSlots == 4 && appliance.transport == .pcie)
  }

  @Test func aFullyEquippedVIO4001HasTheBandwidthItsMakerNamed() throws {
    let total = { (name: String) throws -> Int64 in
      let model = try #require(Catalogue.adapter(named: name))
      return model.maxSpeed.bitsPerSecond * Int64(2 * model.ports)
    }
    #expect(try total("x520-SR2") == Bitrate.gbps(40).bitsPerSecond)
    #expect(try total("QLE2462") == Bitrate.gbps(16).bitsPerSecond)
    #expect(try total("QLE2562") == Bitrate.gbps(32).bitsPerSecond)
  }

  @Test func aUCSDomainHasTwoSidesForLANAndSAN() throws {
    let domain = try #require(Catalogue.appliance(named: "Cisco UCS"))
    #expect(domain.serverPorts == 1024 && domain.adapterSlots == 4 && domain.transport == .fcoe && domain.attachUnit == .port)
    #expect(domain.hasTwoFabrics && !domain.networksHaveMTU)
    for (name, kind) in [("UCS-LAN", PoolType.ethernet), ("UCS-SAN", .fibreChannel)] {
      let side = try #require(Catalogue.adapter(named: name))
      #expect(side.kind == kind && side.ports == 1 && side.functionsPerPort == 40_960 && side.bus == nil)
    }
    #expect(Catalogue.adapter(named: "UCS-LAN")?.maxMTU == 9_158)
  }

  @Test func onlyCardsWithFunctionsCanBeShared() {
    #expect(Catalogue.adapters.filter(\.canBeShared).map(\.name) == ["x520-SR2", "QLE2462", "QLE2562", "9260-4i", "UCS-LAN", "UCS-SAN"])
    #expect(Catalogue.adapters.filter { $0.bus == .pcix }.allSatisfy { !$0.canBeShared })
    #expect(Catalogue.adapters.allSatisfy { !$0.enforcesMinimumRate })
  }
}
