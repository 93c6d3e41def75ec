import Documents
import Testing

/// Numbers at the edge of what a field takes.
@Suite struct WrittenLimitsTests {
  private func ids(_ vports: String) -> [String] {
    problems(in: "{apiVersion: weft/v1, kind: ServerProfile, metadata: {name: a}, spec: {server: none, \(vports)}}").map(\.id)
  }

  @Test(arguments: ["vnics", "vhbas", "vdisks"]) func anOrderGoesTo256AsInUCS(list: String) {
    let needed = ["vnics": "", "vhbas": ", vsan: s", "vdisks": ", size: 1GiB"][list] ?? ""
    #expect(ids("\(list): [{name: v, order: 256\(needed)}]") == [])
    #expect(ids("\(list): [{name: v, order: 257\(needed)}]").count == 1)
  }

  @Test func theNumberOfANameNeedsNoQuotesAndAWWNDoes() {
    func ids(_ from: String) -> [String] {
      problems(in: "{apiVersion: weft/v1, kind: AddressPool, metadata: {name: a}, spec: {type: iqn, blocks: [{from: \(from), size: 2}]}}")
        .map(
          \.id)
    }
    #expect(ids("5") == [] && ids("'5'") == [] && ids("4294967295") == [])
    #expect(ids("2000002500000001").count == 1)
    #expect(ids("-1").count == 1 && ids("1.5").count == 1)
  }

  @Test(arguments: ["QoSPolicy", "MaintenancePolicy"]) func aPolicyMayHaveAnotherNameOnItsAppliance(kind: String) {
    #expect(problems(in: "{apiVersion: weft/v1, kind: \(kind), metadata: {name: a}, spec: {nativeName: 'Gold:Class'}}").map(\.id) == [])
  }
}
