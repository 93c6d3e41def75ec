internal import Documents
internal import FabricModel

extension Rule {
  /// A frame of a VLAN reaches the host either with its tag or without.
  static let networkOnceInVNIC = Rule(
    "vnic.networkTwice", .error, "a VLAN is in a vNIC once", source: "IEEE 802.1Q: frames of a VLAN leave a port tagged or untagged",
    .eachProfile { subject, profile, findings in
      for index in subject.vports[profile] where subject.wanted[index].networks.count > 1 {
        let networks = subject.wanted[index].networks
        let hasNative = subject.wanted[index].record.native?.isEmpty == false
        for position in networks.indices.dropFirst() {
          let it = subject.manifest.networks[networks[position]]
          let same = networks[..<position].firstIndex { other in
            networks[position] == other || (it.spec.vlan != nil && subject.manifest.networks[other].spec.vlan == it.spec.vlan)
          }
          guard let same else { continue }
          let other = subject.manifest.networks[networks[same]]
          let how = hasNative && same == 0 ? "both native and in the trunk" : "in the trunk twice"
          let alias = other.name == it.name ? "" : ", as '\(other.name)' and '\(it.name)'"
          findings.add(
            subject.profile(profile), at: subject.path(to: index, .key("trunk"), .item(position - (hasNative ? 1 : 0))),
            "VLAN \(it.spec.vlan?.description ?? "") is \(how) of '\(subject.wanted[index].record.name)'\(alias)",
            help: hasNative && same == 0
              ? "take '\(it.name)' out of the trunk if the host sees it untagged, else write 'network: none'" : "name it once")
        }
      }
    })
}
