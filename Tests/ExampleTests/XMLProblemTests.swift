import Foundation
import TestSupport
import Testing

/// Configurations that cannot be what an appliance has.
@Suite struct XMLProblemTests {
  private func plan(_ change: (TemporaryFolder) throws -> Void) throws -> Finished {
    let folder = try TemporaryFolder.withFirstSite()
    try change(folder)
    let before = try folder.bytes(of: "site/vio-1.xml")
    let apply = try folder.weft("apply", "-f", "site", "--auto-approve")
    #expect(apply.code == 1, "\(apply)")
    #expect(try folder.bytes(of: "site/vio-1.xml") == before)
    let plan = try folder.weft("plan", "-f", "site")
    #expect(plan.code == 1, "\(plan)")
    #expect(plan.findings == apply.findings)
    return plan
  }

  private func plan(replacing old: String, by new: String) throws -> Finished {
    try plan { try $0.edit("site/vio-1.xml", old, new) }
  }

  @Test func aTruncatedOne() throws {
    let finished = try plan { try $0.write(Array(try $0.bytes(of: "site/vio-1.xml").prefix(700)), to: "site/vio-1.xml") }
    #expect(finished.findings == ["site/vio-1.xml:11:66 xml.syntax"])
    #expect(finished.errors.contains("with 'adapter' still open"), "\(finished)")
  }

  @Test func anEmptyOne() throws {
    #expect(try plan { try $0.write("", to: "site/vio-1.xml") }.findings == ["site/vio-1.xml:1:1 xml.syntax"])
  }

  @Test func anExternalEntityIsNeverFetched() throws {
    let finished = try plan {
      try $0.edit(
        "site/vio-1.xml", "<vioConfig ", "<!DOCTYPE vioConfig [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<vioConfig ")
      try $0.edit("site/vio-1.xml", "room-a", "&e;")
    }
    #expect(finished.findings == ["site/vio-1.xml:3:1 xml.dtd"])
    #expect(!finished.errors.contains("root:"))
  }

  @Test func anEntityWithoutADeclaration() throws {
    #expect(try plan(replacing: "room-a", by: "room&e;").findings == ["site/vio-1.xml:4:80 xml.entity"])
  }

  @Test func whatIsNotUTF8() throws {
    let finished = try plan {
      let text = try $0.text(of: "site/vio-1.xml").components(separatedBy: "room-a")
      try $0.write(Array(text[0].utf8) + [0xFF] + Array(text[1].utf8), to: "site/vio-1.xml")
    }
    #expect(finished.findings == ["site/vio-1.xml:4:76 xml.encoding"])
  }

  @Test func tenThousandElementsWithinOneAnother() throws {
    let finished = try plan {
      try $0.write(
        "<vioConfig xmlns=\"urn:weft:vio-config:1\">\n" + String(repeating: "<a>", count: 10_000), to: "site/vio-1.xml")
    }
    #expect(finished.findings == ["site/vio-1.xml:2:382 xml.bound"])
    #expect(finished.errors.contains("the bound 'depth' is 128"))
  }

  @Test func theConfigurationOfAnotherAppliance() throws {
    let finished = try plan(replacing: "name=\"vio-1\"", by: "name=\"vio-9\"")
    #expect(finished.findings == ["appliance.unreadable"])
    #expect(finished.errors.contains("is the configuration of 'vio-9', not of 'vio-1'"))
  }

  @Test func anotherNamespaceOrDialect() throws {
    #expect(try plan(replacing: "vio-config:1", by: "vio-config:2").findings == ["site/vio-1.xml:3:2 dialect.unknown"])
    let ucs = try plan { try $0.write("<topRoot/>", to: "site/vio-1.xml") }
    #expect(ucs.findings == ["appliance.unreadable"])
    #expect(ucs.errors.contains("is the configuration of 'ucs', not of 'vio-1'"))
    let libvirt = try plan { try $0.write("<domain/>", to: "site/vio-1.xml") }
    #expect(libvirt.findings == ["appliance.unreadable"])
    #expect(libvirt.errors.contains("libvirt, which this version does not read"))
  }

  @Test func valuesThatMakeNoSense() throws {
    let finished = try plan {
      try $0.edit("site/vio-1.xml", "power=\"on\"", "power=\"maybe\"")
      try $0.edit("site/vio-1.xml", "speed=\"8Gbps\" uplink=\"fc-a/1\"", "speed=\"8\" uplink=\"fc-a/1\"")
      try $0.edit("site/vio-1.xml", "slot=\"2\"", "slot=\"1\"")
    }
    #expect(
      finished.findings == [
        "site/vio-1.xml:10:20 name.duplicate", "site/vio-1.xml:15:31 value.type", "site/vio-1.xml:24:50 value.type",
      ], "\(finished)")
  }

  @Test func aServerThatIsReportedInAnotherPort() throws {
    let finished = try plan(replacing: "number=\"1\" server=\"db-01\"", by: "number=\"9\" server=\"db-01\"")
    #expect(finished.problems == ["site/site.yaml:11:42 inventory.mismatch"], "\(finished)")
  }

  @Test func allAppliancesAreSaidAtOnce() throws {
    let finished = try plan {
      try $0.write(
        """
        apiVersion: weft/v1
        kind: Appliance
        metadata: {name: vio-2}
        spec: {driver: "file:vio-2.xml"}
        """, to: "site/second.yaml")
      try $0.write("<vioConfig", to: "site/vio-1.xml")
    }
    #expect(finished.findings == ["site/vio-1.xml:1:11 xml.syntax", "appliance.missing"], "\(finished)")
    #expect(finished.errors.contains("weft export --appliance vio-2 --out site/vio-2.xml"), "\(finished)")
  }
}
