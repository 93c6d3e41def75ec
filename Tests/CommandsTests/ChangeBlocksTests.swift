import FabricModel
import Foundation
import Planning
import Testing

@testable import Commands

/// How changes are grouped for people.
@Suite struct ChangeBlocksTests {
  private func plan(_ count: Int, _ make: (inout PlanMaker, Int) -> Void) -> Plan {
    var maker = PlanMaker()
    for number in 1...count { make(&maker, number) }
    return maker.plan
  }

  @Test func theFirstIsShownWholeAndTheOthersByName() {
    let text = plan(40) { $0.change("\(PlanMaker.esx($1))/vnic0", [.mtu(9000)], impact: .pathLoss) }.text()
    #expect(
      text.hasPrefix(
        """

        ~ esx-01/vnic0  [pathLoss]
            mtu  1500 → 9000
          ×39 like this one: esx-02/vnic0, esx-03/vnic0 … esx-40/vnic0

        """), "\(text)")
  }

  @Test func aFewThatDifferAreExceptions() {
    let text = plan(40) { maker, number in
      let fields: [FieldChange] = [
        .mtu(number == 7 ? 4000 : 9000), FieldChange("maxBps", before: .null, after: .integer(number > 38 ? 2_000_000_000 : 1_000_000_000)),
      ]
      maker.change("\(PlanMaker.esx(number))/vnic0", fields)
    }.text()
    #expect(text.contains("  ×39 like this one: "), "\(text)")
    #expect(
      text.contains(
        """
          3 of them differ:
            esx-07/vnic0: mtu 1500 → 4000
            esx-39/vnic0, esx-40/vnic0: max none → 2Gbps

        """), "\(text)")
  }

  @Test func anotherImpactIsAnotherGroup() {
    let text = plan(10) { $0.change("\(PlanMaker.esx($1))/vnic0", [.mtu(9000)], impact: $1 == 5 ? .outage : .pathLoss) }.text()
    #expect(text.contains("~ esx-05/vnic0  [outage]"), "\(text)")
    #expect(text.contains("×8 like this one"), "\(text)")
  }

  @Test func profilesWithTheirVPortsAreOneBlock() {
    let text = plan(40) { $0.addProfile(PlanMaker.esx($1), number: $1) }.text()
    #expect(text.contains("×39 profiles like this one: esx-02, esx-03 … esx-40"), "\(text)")
    #expect(!text.contains("+ esx-02"), "\(text)")
    #expect(text.contains("+ profile/esx-01\n"), "\(text)")
    #expect(text.contains("+ esx-01/vhba0"), "\(text)")
  }

  @Test func aProfileThatIsAloneIsShownWhole() {
    let text = plan(1) { $0.addProfile("db", number: $1) }.text()
    for name in ["vnic0", "vnic1", "vhba0", "vhba1"] { #expect(text.contains("\n+ db/\(name)  [hostRescan]\n"), "\(text)") }
    #expect(!text.contains("like this one"), "\(text)")
  }

  @Test func alikeVPortsOfATallProfileAreTold() {
    let text = plan(1) { maker, _ in
      for index in 0..<12 {
        maker.change(
          "db/vnic\(index)", .create, (0..<4).map { FieldChange("f\($0)", before: .null, after: .integer(index == 5 && $0 == 0 ? 1 : 0)) })
      }
    }.text()
    #expect(text.contains("×11 like this one: db/vnic1, db/vnic2 … db/vnic11"), "\(text)")
    #expect(text.contains("1 of them differs:\n    db/vnic5: f0 1\n"), "\(text)")
  }

  @Test func aDeviationSaysOnWhichVPortsItIs() {
    let text = plan(20) { $0.addProfile(PlanMaker.esx($1), number: $1, mtu: $1 == 9 ? 1500 : 9000) }.text()
    #expect(text.contains("    esx-09: mtu 1500 (vnic0, vnic1)\n"), "\(text)")
  }

  @Test func objectsOfAppliancesAreGroupedAcrossThem() {
    let text = plan(30) { $0.change("vio-\($1)/network/prod", .create, [FieldChange("vlan", before: .null, after: .integer(100))]) }.text()
    #expect(text.contains("+ vio-1/network/prod"), "\(text)")
    #expect(text.contains("×29 like this one: vio-2/network/prod, vio-3/network/prod … vio-30/network/prod"), "\(text)")
  }

  @Test func profilesThatAreAllDifferentAreGroupedChangeByChange() {
    // Every profile changes another set of its vNICs, always in the same way.
    let text = plan(63) { maker, number in
      for bit in 0..<6 where number & (1 << bit) != 0 { maker.change("\(PlanMaker.esx(number))/vnic\(bit)", [.mtu(9000)]) }
    }.text()
    #expect(text.components(separatedBy: "×31 like this one").count == 7, "\(text)")
  }

  @Test func whatIsLeftOutIsCountedAndIsNotTheWorst() {
    let text = plan(50) { maker, number in
      maker.change(
        "vio-1/port/\(number)", [FieldChange("f\(number)", before: .null, after: .integer(1))], impact: number == 50 ? .outage : .none)
    }.text()
    #expect(text.contains("~ vio-1/port/50  [outage]"), "\(text)")
    #expect(text.contains("… and 30 more changes (--verbose shows all)"), "\(text)")
  }

  @Test func verboseShowsEveryChange() {
    let text = plan(40) { $0.change("\(PlanMaker.esx($1))/vnic0", [.mtu(9000)]) }.text(.whole)
    #expect(text.components(separatedBy: "mtu  1500 → 9000").count == 41)
    #expect(!text.contains("like this one") && !text.contains("more"))
  }

  @Test func longListsOfValuesAreBounded() {
    let many = FieldChange("tagged", before: .null, after: .list((1...100).map { "net-\($0)" }))
    let plan = plan(1) { maker, _ in maker.change("esx/vnic0", .create, [many]) }
    #expect(plan.text().contains("net-12 … and 88 more (--verbose shows all)"))
    #expect(plan.text(.whole).contains("net-100"))
  }
}
