import TestSupport
import Testing

/// What address pools hold, as `weft get` shows it.
@Suite struct GetAddressPoolsTests {
  @Test func poolsOfEveryTypeAreListedWithTheirBlocks() throws {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.write(
      """
      {apiVersion: weft/v1, kind: AddressPool, metadata: {name: hosts}, spec: {type: ip, blocks: [{from: 198.18.0.1, size: 20}, {from: '2001:DB8::1', size: 1}]}}
      ---
      {apiVersion: weft/v1, kind: AddressPool, metadata: {name: initiators}, spec: {type: iqn, prefix: iqn.1992-08.com.example, blocks: [{suffix: db, from: 1, to: 40}]}}
      ---
      {apiVersion: weft/v1, kind: AddressPool, metadata: {name: later}, spec: {type: iqn}}

      """, to: "site/pools.yaml")
    let shown = try folder.weft("get", "addresspools", "-f", "site")
    expect(shown, exit: 0)
    let lines = shown.output.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ") }
    #expect(lines.first == "NAME TYPE SIZE BLOCKS DEFAULT")
    #expect(lines.contains("hosts ip 21 198.18.0.1 to 198.18.0.20, 2001:db8::1 -"), "\(shown)")
    #expect(lines.contains("initiators iqn 40 iqn.1992-08.com.example:db:1 to iqn.1992-08.com.example:db:40 -"), "\(shown)")
    #expect(lines.contains("later iqn 0 - -"), "\(shown)")
  }

  @Test func anApplianceHasNoPoolsToShow() throws {
    let folder = try TemporaryFolder.withFirstSite()
    #expect(try folder.weft("get", "addresspools", "-f", "site", "--observed").code == 64)
  }
}
