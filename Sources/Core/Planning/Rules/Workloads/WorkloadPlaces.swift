internal import Documents
internal import FabricModel

extension Rule {
  /// A workload runs in one place.
  static let workloadPlace = Rule(
    "workload.place", .error, "a Workload names either a profile or a server",
    source: "DESIGN section 4: a workload is a VM, container or VPS on a server or profile",
    .site { subject, findings in
      for workload in subject.manifest.workloads {
        switch (workload.spec.profile, workload.spec.server) {
        case (let profile?, let server?):
          findings.add(
            RuleObject(workload), at: [.key("spec"), .key("server")],
            "'\(workload.name)' names both profile '\(profile)' and server '\(server)'",
            help: "keep 'profile', which moves with its identity, or 'server', which stays")
        case (nil, nil):
          findings.add(
            RuleObject(workload), at: [.key("spec")], "'\(workload.name)' says neither on which profile nor on which server it runs",
            help: "add 'profile: NAME' or 'server: NAME'")
        default: break
        }
      }
    })

  /// Where it runs, there is no way to the network that it needs.
  static let workloadWithoutNetwork = Rule(
    "workload.unreachable", .error, "the profile of a workload has a vNIC on each network that the workload uses",
    source: "a virtual machine reaches what its host's NICs carry",
    .site { subject, findings in
      for (index, profile) in subject.profilesOfWorkloads().enumerated() {
        let workload = subject.manifest.workloads[index]
        guard let profile else {
          if let server = workload.spec.server, workload.spec.profile == nil, subject.names.servers[server] != nil {
            findings.add(
              RuleObject(workload), at: [.key("spec"), .key("server")],
              "'\(workload.name)' runs on server '\(server)', which bears no profile and so has no vNIC",
              help: "bind a profile to the server, or name the profile here")
          }
          continue
        }
        var networks = workload.spec.traffic.enumerated().map { ($1.network, [Locator.Step.key("traffic"), .item($0), .key("network")]) }
        if let network = workload.spec.restore?.network { networks.append((network, [.key("restore"), .key("network")])) }
        for (name, path) in networks {
          guard let network = subject.names.networks[name], subject.vnics(of: profile, on: network).isEmpty else { continue }
          guard !subject.manifest.profiles[profile].isPartial else { continue }
          let there = Set(subject.vports[profile].flatMap { subject.wanted[$0].networks }).sorted().map {
            subject.manifest.networks[$0].name
          }
          findings.add(
            RuleObject(workload), at: [.key("spec")] + path,
            "'\(workload.name)' uses network '\(name)', and '\(subject.manifest.profiles[profile].name)' has no vNIC on it",
            help: there.isEmpty ? "add a vNIC to the profile" : "it has vNICs on \(quoted(there)); add '\(name)' to a 'trunk', or a vNIC")
        }
      }
    })
}
