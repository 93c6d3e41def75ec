internal import Documents
internal import FabricModel

extension Rule {
  /// The most that an appliance says it holds, whatever its cards would allow.
  static let withinLimits = Rule(
    "appliance.overLimit", .error, "an appliance holds no more than its limits", source: "the appliance's 'limits'",
    .site { subject, findings in
      guard subject.manifest.appliances.contains(where: { $0.spec.limits != nil }) else { return }
      for (host, load) in ApplianceLoad.all(of: subject) {
        guard let index = subject.names.appliances[subject.hardware.appliances[host].name] else { continue }
        let appliance = subject.manifest.appliances[index]
        guard let limits = appliance.spec.limits else { continue }
        func compare(_ count: Int, _ limit: Int?, _ noun: String, _ field: String) {
          guard let limit, count > limit else { return }
          findings.add(
            RuleObject(appliance), at: .spec(.key("limits"), .key(field)),
            "'\(appliance.name)' would hold \(counted(count, noun)), and its limit is \(limit)",
            help: "move \(count - limit) to another appliance, or correct the limit")
        }
        compare(load.profiles.count, limits.profiles, "profile", "profiles")
        compare(load.networks.count, limits.networks, "network", "networks")
        compare(load.vsans.count, limits.vsans, "VSAN", "vsans")
        for (profile, count) in load.profiles.sorted(by: { $0.key < $1.key }) {
          for (kind, limit, noun) in limits.ofProfiles {
            guard let limit, let count = count[kind], count > limit else { continue }
            let object = subject.profile(profile)
            findings.add(
              object, at: .objectName,
              "'\(object.name)' would have \(counted(count, noun)) on '\(appliance.name)', which holds \(limit) of one profile",
              related: [
                ("its limit", RuleObject(appliance), .spec(.key("limits"), .key("\(kind)sPerProfile")))
              ],
              help: "place some on another appliance by a pool, or join networks in one trunk")
          }
        }
      }
    })
}

extension ApplianceLimits {
  fileprivate var ofProfiles: [(kind: VPortRecord.Kind, limit: Int?, noun: String)] {
    [(.vnic, vnicsPerProfile, "vNIC"), (.vhba, vhbasPerProfile, "vHBA"), (.vdisk, vdisksPerProfile, "vdisk")]
  }
}

/// What sits on one appliance, as far as it is known.
private struct ApplianceLoad {
  /// By index in the manifest.
  var profiles: [Int: [VPortRecord.Kind: Int]] = [:]
  var networks: Set<Int> = []
  var vsans: Set<Int> = []

  /// By the position of the appliance. Where cards are not known, a server's only appliance must hold everything of it.
  static func all(of subject: RuleSubject) -> [(Int, ApplianceLoad)] {
    var loads: [Int: ApplianceLoad] = [:]
    for profile in subject.vports.indices {
      let cables = subject.cables(of: profile) ?? []
      let only = Set(cables.map(\.appliance)).count == 1 ? cables.first?.appliance : nil
      for index in subject.vports[profile] {
        guard let host = subject.unit(of: index)?.appliance ?? (subject.isUnplaced(index) ? nil : only) else { continue }
        var load = loads[host] ?? ApplianceLoad()
        loads[host] = nil
        load.profiles[profile, default: [:]][subject.wanted[index].record.kind, default: 0] += 1
        load.networks.formUnion(subject.wanted[index].networks)
        if let vsan = subject.wanted[index].vsan { load.vsans.insert(vsan) }
        loads[host] = load
      }
    }
    return loads.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
