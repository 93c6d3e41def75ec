internal import Documents
internal import FabricModel

extension Rule {
  /// The x520 tags for a function that has a port VLAN, and refuses the function's own tags then.
  ///
  /// So the native network of a vNIC with a trunk can't be a port VLAN: its frames must come without a tag from the switch.
  static let nativeBesideTrunk = Rule(
    "vnic.nativeBesideTrunk", .warning, "a vNIC has a native network or a trunk",
    source: "82599 data sheet: a pool with a port VLAN may not tag; Linux ixgbe_sriov.c",
    .eachProfile { subject, profile, findings in
      var vnics: [Int] = []
      for index in subject.vports[profile] {
        guard let unit = subject.wanted[index].unit, subject.models[unit]?.tagsBesideNative == false else { continue }
        guard subject.wanted[index].record.tagged?.isEmpty == false, subject.wanted[index].record.native?.isEmpty == false else { continue }
        vnics.append(index)
      }
      guard let first = vnics.first, let unit = subject.wanted[first].unit, let model = subject.models[unit] else { return }
      let native = subject.wanted[first].record.native ?? ""
      let names = listed(vnics.map { "'\(subject.wanted[$0].record.name)'" })
      findings.add(
        subject.profile(profile), at: subject.path(to: first, .key("network")),
        "\(names) \(vnics.count == 1 ? "has" : "have") a native network beside a trunk: on \(model.name) '\(native)' only works if the switch "
          + "sends it untagged",
        help: "put '\(native)' into the trunk and let the host tag it, give it a vNIC of its own, or make it the switch port's native VLAN "
          + "and silence this rule with that reason")
    })
}
