import TestSupport
import Testing
import Workloads

/// Generated domains of UCS Manager on the way that a real one takes: whatever is in them, the first plan is empty.
@Suite struct GeneratedUCSTests {
  @Test(arguments: GeneratedUCSDomain.Identities.allCases, [1, 40])
  func whatWasImportedPlansNothing(identities: GeneratedUCSDomain.Identities, profiles: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write(GeneratedUCSDomain(profiles: profiles, seed: profiles + 7, identities: identities).xml, to: "site/ucs.xml")
    let imported = try folder.weft("import", "site/ucs.xml", "--out", "site")
    #expect(imported.code == 0, "\(imported)")
    expect(try folder.weft("validate", "-f", "site"), exit: 0)
    expect(try folder.weft("plan", "-f", "site", "--detailed-exitcode"), exit: 0)
    expect(try folder.weft("apply", "-f", "site", "--auto-approve", "--adopt", "all"), exit: 0)
    expect(try folder.weft("plan", "-f", "site", "--detailed-exitcode"), exit: 0)
  }

  @Test func oddDomainsAreReadAllTheSame() throws {
    let folder = try TemporaryFolder()
    try folder.write(GeneratedUCSDomain(profiles: 60, seed: 3, hasOddities: true).xml, to: "site/ucs.xml")
    let imported = try folder.weft("import", "site/ucs.xml", "--out", "site")
    #expect(imported.code == 0, "\(imported)")
    for id in ["ucs.dangling", "ucs.contradiction", "ucs.overlap"] { #expect(imported.ids.contains(id), "\(id)") }
    // Manifests may have errors that the domain had, such as a vHBA without a VSAN; a plan says so and does not crash.
    let plan = try folder.weft("plan", "-f", "site", "--detailed-exitcode")
    #expect([0, 1].contains(plan.code), "\(plan)")
  }
}
