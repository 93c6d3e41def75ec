import TestSupport

/// A site of some appliances with full slots and some servers, each with four vNICs and two vHBAs.
struct GeneratedSite {
  let appliances: Int
  /// On each appliance.
  let servers: Int
  /// How many v-ports of each server are left to be placed on any port; the others name a pool.
  var unpooled = 2

  var appliancesNames: [String] { (1...appliances).map { "vio-\($0)" } }

  var objects: [ManifestText] {
    appliancesNames.map { .object("Appliance", $0, [("driver", .text("\"file:\($0).xml\""))]) } + shared
      + appliancesNames.flatMap { name in (1...servers).flatMap { profile("\(name)-s\($0)", on: name, port: $0) } }
  }

  private var shared: [ManifestText] {
    [
      .object("Network", "prod", [("vlan", .text("100")), ("physicalNetwork", .text("lan"))]),
      .object("Network", "backup", [("vlan", .text("101")), ("physicalNetwork", .text("lan")), ("mtu", .text("9000"))]),
      .object("VSAN", "san", [("vsan", .text("10"))]),
      .object("AdapterPool", "lan", [("type", .text("ethernet")), ("placement", .text("spread"))]),
      .object("AddressPool", "macs", [("type", .text("mac")), ("blocks", blocks("\"02:57:00:00:00:00\""))]),
      .object("AddressPool", "wwns", [("type", .text("wwn")), ("blocks", blocks("\"20:00:02:57:00:00:00:00\""))]),
    ]
  }

  private func blocks(_ first: String) -> ManifestText { .list([.mapping([("from", .text(first)), ("size", .text("65536"))])]) }

  private func profile(_ name: String, on appliance: String, port: Int) -> [ManifestText] {
    let vnics = (0..<4).map { index in
      ManifestText.mapping(
        [
          ("name", .text("vnic\(index)")), ("network", .text(index < 2 ? "prod" : "backup")),
          ("bandwidth", .mapping([("min", .text("100Mbps")), ("max", .text("2Gbps"))])), ("order", .text("\(index)")),
        ] + (index < unpooled ? [] : [("pool", .text("lan"))]))
    }
    let vhbas = (0..<2).map { ManifestText.mapping([("name", .text("vhba\($0)")), ("vsan", .text("san")), ("order", .text("\(4 + $0)"))]) }
    let groups = [("prod", "vnic0", "vnic1"), ("backup", "vnic2", "vnic3"), ("san", "vhba0", "vhba1")].map { group in
      ManifestText.mapping([
        ("name", .text(group.0)), ("members", .things([.text(group.1), .text(group.2)])), ("spread", .text("adapter")),
      ])
    }
    return [
      .object("Server", name, [("connections", .things([.mapping([("appliance", .text(appliance)), ("port", .text("\(port)"))])]))]),
      .object(
        "ServerProfile", name,
        [("server", .text(name)), ("vnics", .things(vnics)), ("vhbas", .things(vhbas)), ("redundancy", .things(groups))]),
    ]
  }

  /// The manifests in some files of a folder, and the configurations beside them.
  func write(to folder: TemporaryFolder, files: Int = 1, seed: Int? = nil) throws {
    var generator = SeededGenerator(seed: seed ?? 0)
    var texts = objects.map { $0.written(&generator, shuffled: seed != nil) }
    if seed != nil { texts.shuffle(using: &generator) }
    var contents = [String](repeating: "", count: files)
    for (index, text) in texts.enumerated() {
      let file = seed == nil ? index % files : Int.random(in: 0..<files, using: &generator)
      contents[file] += "---\n\(text)\n"
    }
    for (index, text) in contents.enumerated() where !text.isEmpty { try folder.write(text, to: "site/part-\(index).yaml") }
    for name in appliancesNames { try folder.write(configuration(of: name, &generator, shuffled: seed != nil), to: "site/\(name).xml") }
  }

  private func configuration(of name: String, _ generator: inout SeededGenerator, shuffled: Bool) -> String {
    func siblings(_ texts: [String]) -> String { (shuffled ? texts.shuffled(using: &generator) : texts).joined(separator: "\n") }
    let adapters = (1...4).map { slot in
      let isEthernet = slot < 3
      let ports = (1...2).map { port in
        "<port number=\"\(port)\" \(isEthernet ? "speed=\"10Gbps\" mtu=\"9000\" physicalNetwork=\"lan\"" : "speed=\"8Gbps\" vsan=\"10\"")"
          + " uplink=\"switch-\(slot)/\(port)\" link=\"up\"/>"
      }
      return "<adapter slot=\"\(slot)\" model=\"\(isEthernet ? "x520-SR2" : "QLE2562")\">\n\(siblings(ports))\n</adapter>"
    }
    let cables = (1...servers).map { "<serverPort number=\"\($0)\" server=\"\(name)-s\($0)\" power=\"on\"/>" }
    let networks = [
      "<network name=\"prod\" vlan=\"99\" physicalNetwork=\"lan\" owner=\"default\"/>",
      "<network name=\"hand\" vlan=\"130\" physicalNetwork=\"lan\"/>",
      "<network name=\"old\" vlan=\"131\" physicalNetwork=\"lan\" owner=\"default\"/>",
    ]
    let vports = [
      "<vnic name=\"vnic0\" port=\"1/1\" order=\"0\" mac=\"02:57:00:00:00:02\" network=\"hand\" minRate=\"1Gbps\"/>",
      "<vnic name=\"vnic1\" port=\"2/1\" order=\"1\" mac=\"02:57:00:00:00:05\" network=\"hand\"/>",
    ]
    return """
      <vioConfig xmlns="urn:weft:vio-config:1">
      <appliance name="\(name)" model="VIO-4001" serverPorts="16"/>
      <adapters>\n\(siblings(adapters))\n</adapters>
      <networks>\n\(siblings(networks))\n</networks>
      <serverPorts>\n\(siblings(cables))\n</serverPorts>
      <profiles>\n<profile name="\(name)-hand">\n\(siblings(vports))\n</profile>\n</profiles>
      </vioConfig>

      """
  }
}
