import Foundation
import TestSupport
import Testing

/// The example `boot-and-disks` from manifests to the appliance and back.
@Suite struct BootAndDisksTests {
  private func site(applied: Bool = true) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder / "site", withIntermediateDirectories: true)
    for name in ["site.yaml", "vio-1.xml"] { try folder.copy("\(Repository.path)/examples/boot-and-disks/\(name)", to: "site/\(name)") }
    if applied { try folder.apply() }
    return folder
  }

  @Test func appliedThereIsNothingLeftToDo() throws {
    let folder = try site()
    try folder.expectNoChanges()
    try expectValid(folder.bytes(of: "site/vio-1.xml"))
    let text = try folder.text(of: "site/vio-1.xml")
    for part in [
      "class=\"4\" shares=\"60\"", "pxe=\"true\"", "failover=\"true\"", "<vdisk name=\"vd0\" port=\"3/1\" order=\"1\" size=\"40GiB\" ",
      "size=\"200GB\" raid=\"0\"",
      "iscsi=\"iqn.2003-01.org.example:web-01&gt;iqn.2003-01.org.example:array@10.0.0.5:3260/1\"",
    ] { #expect(text.contains(part) || text.contains(part.replacing("&gt;", with: ">")), "\(part) in \(text)") }
  }

  @Test func whatIsImportedIsWhatIsThere() throws {
    let folder = try site()
    try folder.remove("site/site.yaml")
    try folder.remove("site/.weft")
    expect(try folder.weft("import", "site/vio-1.xml", "--out", "site", "--strict"), exit: 0)
    try folder.expectNoChanges()
    let policies = try folder.text(of: "site/qos-policies.yaml")
    #expect(policies.contains("name: class1-shares10-max1gbps") && policies.contains("name: class4-shares60-2gbps-8gbps"), "\(policies)")
    try folder.apply()
    try folder.expectNoChanges()
  }

  @Test func manifestsAndConfigurationsAreAFixedPoint() throws {
    let folder = try site()
    try folder.remove("site/site.yaml")
    expect(try folder.weft("import", "site/vio-1.xml", "--out", "site"), exit: 0)
    expect(try folder.weft("export", "-f", "site", "--out", "again"), exit: 0)
    try expectValid(folder.bytes(of: "again/vio-1.xml"))
    expect(try folder.weft("import", "again/vio-1.xml", "--out", "again"), exit: 0)
    let names = folder.names(in: "again").filter { $0.hasSuffix(".yaml") }
    #expect(names.contains("qos-policies.yaml") && names.contains("profiles.yaml"))
    for name in names { #expect(try folder.text(of: "again/\(name)") == folder.text(of: "site/\(name)")) }
    #expect(try state(folder.bytes(of: "again/vio-1.xml")) == state(folder.bytes(of: "site/vio-1.xml")))
  }

  @Test func aDiskIsDestroyedOnlyWhenItsNameIsGiven() throws {
    let folder = try site()
    try folder.edit("site/site.yaml", "    - {name: vd1, pool: disks, size: 200GB, raid: 0}\n", "")
    let before = try folder.text(of: "site/vio-1.xml")
    let plan = try folder.weft("plan", "-f", "site")
    #expect(plan.output.contains("dataLoss: 1 disk (edge-01/vd1)"), "\(plan)")
    let refused = try folder.weft("apply", "-f", "site", "--auto-approve")
    expect(refused, exit: 4, ["gate.dataLoss"])
    #expect(refused.errors.contains("--allow dataLoss=edge-01/vd1"), "\(refused)")
    expect(try folder.weft("apply", "-f", "site", "--auto-approve", "--allow", "dataLoss=edge-01"), exit: 4, ["gate.dataLoss"])
    expect(try folder.weft("apply", "-f", "site", "--auto-approve", "--allow", "dataLoss=edge-01/vd0"), exit: 4, ["gate.dataLoss"])
    expect(try folder.weft("apply", "-f", "site", "--auto-approve", "--allow", "dataLoss"), exit: 64)
    #expect(try folder.text(of: "site/vio-1.xml") == before)
    try folder.apply("--allow", "dataLoss=edge-01/vd1")
    try folder.expectNoChanges()
  }

  @Test func aSavedPlanCarriesTheDisksAlong() throws {
    let folder = try site(applied: false)
    expect(try folder.weft("plan", "-f", "site", "--out", "plan.json"), exit: 0)
    let plan = try folder.text(of: "plan.json")
    #expect(plan.contains("\"kind\":\"vdisk\"") || plan.contains("\"kind\": \"vdisk\""))
    expect(try folder.weft("apply", "plan.json", "--auto-approve"), exit: 0)
    try folder.expectNoChanges()
  }

  @Test func listsShowWhatThereIsOfADisk() throws {
    let folder = try site()
    let bindings = try folder.weft("get", "bindings", "-f", "site", "--observed")
    #expect(bindings.output.contains("40GiB RAID 1"), "\(bindings)")
    let found = try folder.weft("find", "edge-01/vd1", "-f", "site")
    #expect(found.output == "vdisk edge-01/vd1: server edge-01, port vio-1/3/2, 200GB RAID 0, owned by scope default\n", "\(found)")
    let identities = try folder.weft("get", "identities", "-f", "site")
    #expect(identities.code == 0 && !identities.output.contains("vd0"), "\(identities)")
  }
}
