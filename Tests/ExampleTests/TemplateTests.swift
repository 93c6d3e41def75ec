import Foundation
import TestSupport
import Testing

/// Profiles that build on a template, and what becomes of them when it changes.
@Suite struct TemplateTests {
  private static let old = "{name: vnic1, network: prod, bandwidth: {min: 1Gbps}}"

  /// The smallest example with the profile's body in a template.
  private func site(_ update: String, applied: Bool = true) throws -> TemporaryFolder {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.edit(
      "site/site.yaml", "kind: ServerProfile\nmetadata: {name: db-01}\nspec:\n  server: db-01\n",
      "kind: ServerProfileTemplate\nmetadata: {name: database}\nspec:\n  update: \(update)\n")
    try folder.write(
      "apiVersion: weft/v1\nkind: ServerProfile\nmetadata: {name: db-01}\nspec: {server: db-01, template: database}\n",
      to: "site/profile.yaml")
    if applied { try folder.apply() }
    return folder
  }

  /// The template gives vnic1 another rate, and one v-port more.
  private func change(_ folder: TemporaryFolder) throws {
    let new = "{name: vnic1, network: prod, bandwidth: {min: 2Gbps}}\n    - {name: vnic2, network: prod}"
    try folder.edit("site/site.yaml", Self.old, new)
  }

  private func vnics(_ folder: TemporaryFolder) throws -> [String] {
    try folder.weft("get", "bindings", "-f", "site", "--observed", "-o", "name").output.split(separator: "\n").map(String.init)
  }

  @Test(arguments: ["updating", "initial"]) func aProfileHasWhatItsTemplateGives(update: String) throws {
    let folder = try site(update)
    #expect(try vnics(folder) == ["db-01/vhba0", "db-01/vhba1", "db-01/vnic0", "db-01/vnic1"])
    try folder.expectNoChanges()
  }

  @Test func theProfileOverridesFieldByField() throws {
    let folder = try site("updating", applied: false)
    try folder.edit("site/profile.yaml", "template: database", "template: database, vnics: [{name: vnic0, mtu: 9000}]")
    let finished = try folder.weft("get", "profiles", "-f", "site", "-o", "yaml")
    #expect(
      finished.output.contains("- name: vnic0\n      network: prod\n      bandwidth:\n        min: 1Gbps\n      mtu: 9000\n"), "\(finished)"
    )
  }

  @Test func anUpdatingTemplateReachesExistingProfiles() throws {
    let folder = try site("updating")
    try change(folder)
    let finished = try folder.weft("plan", "-f", "site", "--detailed-exitcode")
    expect(finished, exit: 2)
    #expect(finished.output.contains("db-01/vnic1") && finished.output.contains("db-01/vnic2"), "\(finished)")
  }

  @Test func anInitialTemplateLeavesExistingProfilesAsTheyWereMade() throws {
    let folder = try site("initial")
    try change(folder)
    try folder.expectNoChanges()
    try folder.edit("site/site.yaml", "    - {name: vhba1, vsan: san-a}\n", "")
    try folder.edit("site/site.yaml", "    - {name: san, members: [vhba0, vhba1], mode: multipath, spread: adapter}\n", "")
    try folder.expectNoChanges()
  }

  @Test func anInitialTemplateReachesNewProfilesAsItIsNow() throws {
    let folder = try site("initial")
    try change(folder)
    try folder.write(
      """
      apiVersion: weft/v1
      kind: Server
      metadata: {name: db-02}
      spec:
        connections: [{appliance: vio-1, port: 2}]
      ---
      apiVersion: weft/v1
      kind: ServerProfile
      metadata: {name: db-02}
      spec: {server: db-02, template: database}
      """, to: "site/second.yaml")
    try folder.apply()
    let expected = ["db-01/vhba0", "db-01/vhba1", "db-01/vnic0", "db-01/vnic1", "db-02/vhba0", "db-02/vhba1"]
    #expect(try vnics(folder) == expected + ["db-02/vnic0", "db-02/vnic1", "db-02/vnic2"])
    try folder.expectNoChanges()
  }

  @Test func whatTheProfileSaysItselfStillChangesIt() throws {
    let folder = try site("initial")
    try change(folder)
    try folder.edit("site/profile.yaml", "template: database", "template: database, vnics: [{name: vnic0, bandwidth: {min: 3Gbps}}]")
    let finished = try folder.weft("plan", "-f", "site", "--detailed-exitcode")
    expect(finished, exit: 2)
    #expect(finished.output.contains("db-01/vnic0") && !finished.output.contains("db-01/vnic1"), "\(finished)")
  }

  @Test func withoutALedgerWhatIsThereStands() throws {
    let folder = try site("initial")
    try change(folder)
    try folder.edit("site/site.yaml", "    - {name: vhba1, vsan: san-a}\n", "")
    try folder.edit("site/site.yaml", "    - {name: san, members: [vhba0, vhba1], mode: multipath, spread: adapter}\n", "")
    try folder.remove("site/.weft")
    try folder.expectNoChanges()
    try folder.apply()
    try folder.expectNoChanges()
  }

  @Test func aSavedPlanKeepsTheTemplateThatItWasMadeWith() throws {
    let folder = try site("initial", applied: false)
    expect(try folder.weft("plan", "-f", "site", "--out", "plan.json"), exit: 0)
    try change(folder)
    expect(try folder.weft("apply", "plan.json", "--auto-approve"), exit: 0)
    try folder.expectNoChanges()
  }

  @Test func aProfileThatComesBackToItsTemplateTakesItAsItIsThen() throws {
    let folder = try site("initial")
    try folder.remove("site/profile.yaml")
    try folder.apply("--allow", "outage=db-01", "--max-deletes", "9")
    try change(folder)
    try folder.write(
      "apiVersion: weft/v1\nkind: ServerProfile\nmetadata: {name: db-01}\nspec: {server: db-01, template: database}\n",
      to: "site/profile.yaml")
    try folder.apply()
    #expect(try vnics(folder).contains("db-01/vnic2"))
  }

  @Test func anUnknownTemplateIsSaidOnceWithTheOneThatWasMeant() throws {
    let folder = try site("updating", applied: false)
    try folder.edit("site/profile.yaml", "template: database", "template: databse")
    let finished = try folder.weft("validate", "-f", "site")
    expect(finished, exit: 1, ["reference.unknown"])
    #expect(finished.output.contains("site/profile.yaml:4:33: error: no template named 'databse'"), "\(finished)")
    #expect(finished.output.contains("did you mean 'database'?"), "\(finished)")
  }

  @Test func whatIsWrongInATemplateIsSaidThereWithAProfileThatHasIt() throws {
    let folder = try site("updating", applied: false)
    try folder.write(
      "apiVersion: weft/v1\nkind: ServerProfile\nmetadata: {name: db-02}\nspec: {server: none, template: database}\n",
      to: "site/second.yaml")
    try folder.edit("site/site.yaml", Self.old, "{name: vnic1, network: prd}")
    let finished = try folder.weft("validate", "-f", "site")
    expect(finished, exit: 1, ["reference.unknown"])
    #expect(finished.output.contains("site/profile.yaml:3:18: note: used by profile 'db-01'"), "\(finished)")
  }

  @Test func whatATemplateLeavesOutItsProfilesAreAskedFor() throws {
    let folder = try site("updating", applied: false)
    try folder.edit("site/site.yaml", "    - {name: vhba0, vsan: san-a}\n", "    - {name: vhba0}\n")
    expect(try folder.weft("validate", "-f", "site"), exit: 1, ["field.missing"])
    try folder.edit("site/profile.yaml", "template: database", "template: database, vhbas: [{name: vhba0, vsan: san-a}]")
    expect(try folder.weft("validate", "-f", "site"), exit: 0)
  }

  @Test func aTemplateNamesNoServer() throws {
    let folder = try site("updating", applied: false)
    try folder.edit("site/site.yaml", "  update: updating\n", "  update: updating\n  server: db-01\n")
    expect(try folder.weft("validate", "-f", "site"), exit: 1, ["field.unknown"])
  }
}
