internal import Documents
internal import FabricModel

extension Rule {
  /// More than an InfiniBand port of such an appliance carries.
  static let infinibandRate = Rule(
    "transport.infinibandRate", .warning, "a server's InfiniBand cable carries at most 40 Gb/s",
    source: "Oracle Fabric Interconnect F1-15: 24 server ports of up to 40 Gb/s InfiniBand (docs.oracle.com E74610)",
    .site { subject, findings in
      for (appliance, rate) in subject.hostLinks(of: .infiniband) where rate > .gbps(40) {
        findings.add(
          RuleObject(appliance), at: [.key("spec"), .key("hostLink")],
          "'hostLink' of '\(appliance.name)' is \(rate), and InfiniBand server ports carry 40Gbps (QDR): guarantees are promised that the cable "
            + "can't keep",
          help: "write what the port has negotiated, 40Gbps at most"
        ) { TextEdit($0, replacement: "40Gbps") }
      }
    })

  /// FCoE over less than ten gigabits.
  static let fcoeRate = Rule(
    "transport.fcoeRate", .warning, "a server's FCoE cable carries 10 Gb/s or more",
    source: "T11 FC-BB-5 asks for lossless full-duplex Ethernet, which IEEE 802.1Qbb (priority flow control) brings from 10GbE on",
    .site { subject, findings in
      for (appliance, rate) in subject.hostLinks(of: .fcoe) where rate < .gbps(10) {
        findings.add(
          RuleObject(appliance), at: [.key("spec"), .key("hostLink")],
          "'hostLink' of '\(appliance.name)' is \(rate), and converged adapters speak FCoE from 10Gbps on: below that, there is no lossless "
            + "Ethernet",
          help: "write what the converged adapters have negotiated")
      }
    })

  /// What a server is guaranteed does not fit its cables, told even where the cards are not known and no place is looked for.
  static let guaranteesOverCables = Rule(
    "transport.guarantees", .error, "the guaranteed rates of a server's v-ports fit its cables",
    source: "NextIO vNET: one PCIe link of about 10 Gb/s a server is a hard cap (vbrainstorm.com)",
    .eachProfile { subject, profile, findings in
      guard subject.site.observed == nil, let cables = subject.cables(of: profile), !cables.isEmpty else { return }
      var room = Bitrate.zero
      for cable in cables {
        let host = subject.hardware.appliances[cable.appliance]
        guard host.units.isEmpty, let link = host.inventory.hostLink else { return }
        room += link
      }
      let promised = subject.vports[profile].reduce(Bitrate.zero) { $0 + subject.wanted[$1].minimum }
      guard promised > room, let server = subject.server(of: profile) else { return }
      let declared = subject.manifest.servers[server]
      findings.add(
        subject.profile(profile), at: [.key("spec"), .key("server")],
        "'\(subject.manifest.profiles[profile].name)' is guaranteed \(promised) in all, and the \(cables.count == 1 ? "cable" : "\(cables.count) cables") of server "
          + "'\(declared.name)' carr\(cables.count == 1 ? "ies" : "y") \(room)",
        related: [("its cables", RuleObject(declared), [.key("spec"), .key("connections")])],
        help: "lower 'bandwidth.min' by \(promised - room) in all, or add a cable")
    })
}

extension RuleSubject {
  /// What the manifests say of the cables of such appliances.
  fileprivate func hostLinks(of transport: Transport) -> [(appliance: Declared<Appliance>, rate: Bitrate)] {
    manifest.appliances.compactMap { appliance in
      guard let rate = appliance.spec.inventory.hostLink, let position = hardware.position(of: appliance.name) else { return nil }
      return transports[position] == transport ? (appliance, rate) : nil
    }
  }
}
