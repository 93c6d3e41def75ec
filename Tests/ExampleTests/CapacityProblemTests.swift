import TestSupport
import Testing

/// What does not fit is refused with the numbers that collide.
@Suite struct CapacityProblemTests {
  /// A profile whose vNICs all have to sit on one port of 10 Gb/s and 63 functions.
  private func plan(vnics: Int, with fields: String = "", addresses: Int = 256) throws -> Finished {
    let folder = try TemporaryFolder.withFirstSite()
    let list = (0..<vnics).map { "    - {name: vnic\($0), network: prod, pool: one\(fields)}\n" }.joined()
    try folder.write(
      """
      apiVersion: weft/v1
      kind: Appliance
      metadata: {name: vio-1}
      spec: {driver: "file:vio-1.xml"}
      ---
      apiVersion: weft/v1
      kind: Server
      metadata: {name: db-01}
      spec: {connections: [{appliance: vio-1, port: 1}]}
      ---
      apiVersion: weft/v1
      kind: Network
      metadata: {name: prod}
      spec: {vlan: 100, physicalNetwork: lan}
      ---
      apiVersion: weft/v1
      kind: AdapterPool
      metadata: {name: one}
      spec: {type: ethernet, select: {ports: [vio-1/1/1]}}
      ---
      apiVersion: weft/v1
      kind: AddressPool
      metadata: {name: macs}
      spec: {type: mac, blocks: [{from: "02:57:00:00:01:00", size: \(addresses)}]}
      ---
      apiVersion: weft/v1
      kind: ServerProfile
      metadata: {name: db-01}
      spec:
        server: db-01
        vnics:
      \(list)
      """, to: "site/site.yaml")
    return try folder.weft("plan", "-f", "site")
  }

  @Test func aPortHasSixtyThreeFunctions() throws {
    expect(try plan(vnics: 63), exit: 0)
    let finished = try plan(vnics: 64)
    expect(finished, exit: 1, ["placement.none"])
    #expect(finished.errors.contains("1 with no function left"), "\(finished)")
  }

  @Test func guaranteesStayWithinThePortsRate() throws {
    expect(try plan(vnics: 2, with: ", bandwidth: {min: 5Gbps}"), exit: 0)
    let finished = try plan(vnics: 3, with: ", bandwidth: {min: 4Gbps}")
    expect(finished, exit: 1, ["placement.none"])
    #expect(finished.problems == ["site/site.yaml:34:14 placement.none"])
    #expect(finished.errors.contains("1 without 4Gbps to guarantee (the most left is 2Gbps)"), "\(finished)")
    #expect(finished.errors.contains("lower 'bandwidth.min'"))
  }

  @Test func anExhaustedPoolSaysHowManyAreMissing() throws {
    expect(try plan(vnics: 5, addresses: 5), exit: 0)
    let finished = try plan(vnics: 5, addresses: 3)
    expect(finished, exit: 1, ["pool.exhausted"])
    #expect(finished.errors.contains("address pool 'macs' is 2 short: all its 3 are taken"), "\(finished)")
    #expect(finished.errors.contains("db-01/vnic3 is the first without one"), "\(finished)")
  }
}
