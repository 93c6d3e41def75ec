import Dialects
import Documents
import FabricModel
import Testing
import XML

@Suite struct DiagnosticTests {
  /// Decodes `content` and gives back each diagnostic as its id and the text that it points to.
  private func findings(_ text: String) throws -> [String] {
    let tape = try tape(text)
    let (state, diagnostics, _) = NativeDialect.decode(tape)
    #expect((state == nil) == diagnostics.hasErrors)
    return diagnostics.map { diagnostic in
      let place = diagnostic.range.map { tape.file.text(Int($0.start)..<Int($0.end)) } ?? ""
      return "\(diagnostic.severity) \(diagnostic.id) \(place)"
    }
  }

  @Test(arguments: [
    ("network", "vlan", "4095"), ("network", "mtu", "big"), ("network", "fabric", "C"), ("network", "name", "a b"), ("network", "name", ""),
    ("vsan", "id", "4094"), ("vsan", "fcoeVLAN", "0"), ("vsan", "fabric", "a"),
    ("serverPort", "number", "0"), ("serverPort", "power", "maybe"), ("serverPort", "server", "a/b"),
    ("adapter", "slot", "256"), ("adapter", "sharing", "both"), ("adapter", "maintenance", "yes"),
    ("port", "number", "x"), ("port", "speed", "10"), ("port", "mtu", "-1"), ("port", "uplink", "sw-a"), ("port", "vlans", "100-1"),
    ("port", "vsan", "0"), ("port", "fabric", "X"), ("port", "link", "on"),
    ("profile", "uuid", "6ba7"), ("profile", "wwnn", "20:00"), ("profile", "serverPort", "one"),
    ("vnic", "port", "1"), ("vnic", "order", "1.5"), ("vnic", "mac", "02:25:b5:00:00:zz"), ("vnic", "minRate", "100"),
    ("vnic", "maxRate", "5Gb"),
    ("vnic", "up", "no"), ("vnic", "mtu", "9k"), ("vhba", "wwpn", "02:25:b5:00:00:01"), ("vhba", "port", "1/1/1"),
    ("vnic", "class", "8"), ("vnic", "shares", "101"), ("vnic", "failover", "A"), ("vnic", "pxe", "on"), ("vnic", "iscsi", "iqn.a@p"),
    ("vdisk", "size", "40"), ("vdisk", "raid", "2"), ("vdisk", "port", "4"),
  ]) func aValueThatDoesNotParseIsAnErrorAtItsPlace(element: String, attribute: String, value: String) throws {
    let key = ["adapter": "slot", "port": "number", "serverPort": "number"][element] ?? "name"
    let needed = element == "vdisk" && attribute != "size" ? "size='1GiB' " : ""
    let own = "<\(element) \(needed)\(key == attribute ? "" : "\(key)='1' ")\(attribute)='\(value)'/>"
    let wrapped =
      switch element {
      case "port": "<adapters><adapter slot='1'>\(own)</adapter></adapters>"
      case "vnic", "vhba", "vdisk": "<profiles><profile name='p'>\(own)</profile></profiles>"
      default: "<\(element)s>\(own)</\(element)s>"
      }
    #expect(try findings(document(wrapped)) == ["error value.type \(value)"])
  }

  @Test(arguments: [
    ("transport", "isa"), ("serverPorts", "many"), ("hostLink", "20"), ("reservedVLANs", "0"), ("name", "a b"),
  ]) func aWrongValueOfTheApplianceIsAnErrorAtItsPlace(attribute: String, value: String) throws {
    let name = attribute == "name" ? "" : "name='a' "
    let text = "<vioConfig xmlns='urn:weft:vio-config:1'><appliance \(name)\(attribute)='\(value)'/></vioConfig>"
    #expect(try findings(text) == ["error value.type \(value)"])
  }

  @Test(arguments: ["network", "vsan", "profile", "adapter", "serverPort"]) func whatHasNoNameIsReported(element: String) throws {
    #expect(try findings(document("<\(element)s><\(element)/></\(element)s>")) == ["error field.missing \(element)"])
  }

  @Test func vportsPortsAndAppliancesWithoutANameAreReported() throws {
    #expect(try findings(document("<profiles><profile name='p'><vnic/></profile></profiles>")) == ["error field.missing vnic"])
    #expect(try findings(document("<profiles><profile name='p'><vhba/></profile></profiles>")) == ["error field.missing vhba"])
    #expect(try findings(document("<profiles><profile name='p'><vdisk size='1B'/></profile></profiles>")) == ["error field.missing vdisk"])
    #expect(try findings(document("<profiles><profile name='p'><vdisk name='v'/></profile></profiles>")) == ["error field.missing vdisk"])
    #expect(try findings(document("<adapters><adapter slot='1'><port/></adapter></adapters>")) == ["error field.missing port"])
    #expect(try findings("<vioConfig xmlns='urn:weft:vio-config:1'><appliance/></vioConfig>") == ["error field.missing appliance"])
    #expect(try findings("<vioConfig xmlns='urn:weft:vio-config:1'/>") == ["error field.missing vioConfig"])
  }

  @Test(arguments: [
    ("<networks><network name='n'/></networks>", "<networks><network name='n'/></networks>", "n"),
    ("<vsans><vsan name='s'/><vsan name='s'/></vsans>", "", "s"),
    ("<serverPorts><serverPort number='7'/><serverPort number='07'/></serverPorts>", "", "07"),
    ("<adapters><adapter slot='1'/><adapter slot='1'/></adapters>", "", "1"),
    ("<adapters><adapter slot='1'><port number='2'/><port number='2'/></adapter></adapters>", "", "2"),
    ("<profiles><profile name='p'/><profile name='p'/></profiles>", "", "p"),
    ("<profiles><profile name='p'><vnic name='v'/><vhba name='v'/></profile></profiles>", "", "v"),
    ("<profiles><profile name='p'><vnic name='v'/><vdisk name='v' size='1B'/></profile></profiles>", "", "v"),
    ("<appliance name='other'/>", "", "appliance"),
  ]) func whatIsThereTwiceIsReportedOnceWithBothPlaces(first: String, second: String, place: String) throws {
    #expect(try findings(document(first + second)) == ["error name.duplicate \(place)"])
    #expect(NativeDialect.decode(try tape(document(first + second))).diagnostics[0].related.count == 1)
  }

  @Test func aVPortOnAPortThatIsNotThereIsAnError() throws {
    let text = document(
      "<adapters><adapter slot='1'/></adapters><profiles><profile name='p'><vnic name='v' port='1/9'/></profile></profiles>")
    #expect(try findings(text) == ["error inventory.noSuchPort 1/9"])
  }

  @Test func whatIsNotDeclaredIsAWarning() throws {
    let text = document(
      "<networks><network name='prod'/></networks><profiles><profile name='p'>"
        + "<vnic name='a' network='prd' trunk='prod lab'/><vhba name='b' vsan='san'/></profile></profiles>")
    #expect(
      try findings(text) == ["warning reference.unknown prd", "warning reference.unknown prod lab", "warning reference.unknown san"])
    #expect(NativeDialect.decode(try tape(text)).diagnostics[0].help == "did you mean 'prod'?")
  }

  @Test func addressesThatNoPortCanHaveAreAWarning() throws {
    let text = document(
      "<profiles><profile name='p' wwnn='AB:CD:AB:CD:AB:CD:AB:CD'><vnic name='a' mac='01:00:00:00:00:01'/>"
        + "<vhba name='b' wwpn='00:00:00:00:00:00:00:00'/></profile></profiles>")
    #expect(
      try findings(text).map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
        == Array(repeating: "warning identity.invalid", count: 3))
  }

  @Test func anotherRootOrNamespaceIsRefused() throws {
    #expect(try findings("<vioConfig/>") == ["error dialect.unknown vioConfig"])
    #expect(try findings("<vioConfig xmlns='urn:weft:vio-config:2'/>") == ["error dialect.unknown vioConfig"])
    #expect(try findings("<other/>") == ["error dialect.unknown other"])
  }

  @Test func aFileFullOfMistakesIsNotListedInFull() throws {
    let networks = (0..<3_000).map { "<network name='n\($0)' vlan='x'/>" }.joined()
    let diagnostics = NativeDialect.decode(try tape(document("<networks>\(networks)</networks>"))).diagnostics
    #expect(diagnostics.count == 1_001)
    #expect(diagnostics.last?.id == "dialect.tooManyProblems")
  }
}
