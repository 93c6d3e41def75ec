internal import Documents
internal import FabricModel

extension Rule {
  /// The x520 tags for a function that has a port VLAN, and refuses the function's own tags then.
  ///
  /// So the native network of a vNIC with a trunk can't be a port VLAN: its frames must come without a tag from the switch. Whether they do
  /// is the switch's to say, so it is told once a network.
  static let nativeBesideTrunk = Rule(
    "vnic.nativeBesideTrunk", .note, "a vNIC has a native network or a trunk",
    source: "82599 data sheet: a pool with a port VLAN may not tag; Linux ixgbe_sriov.c",
    .site { subject, findings in
      var first: [Int: Int] = [:]
      var counts: [Int: Int] = [:]
      for index in subject.wanted.indices {
        guard let unit = subject.wanted[index].unit, subject.models[unit]?.tagsBesideNative == false else { continue }
        // The untagged network comes first.
        guard subject.wanted[index].record.tagged?.isEmpty == false, subject.wanted[index].record.native?.isEmpty == false,
          let native = subject.wanted[index].networks.first
        else { continue }
        if first[native] == nil { first[native] = index }
        counts[native, default: 0] += 1
      }
      for (native, index) in first.sorted(by: { $0.value < $1.value }) {
        guard let model = subject.wanted[index].unit.flatMap({ subject.models[$0] }) else { continue }
        let (name, count) = (subject.manifest.networks[native].name, counts[native] ?? 1)
        let whose =
          count == 1
          ? "'\(subject.wanted[index].record.address)'" : "\(count) vNICs ('\(subject.wanted[index].record.address)' is the first)"
        findings.add(
          subject.profile(subject.wanted[index].profile), at: subject.path(to: index, .key("network")),
          "'\(name)' is native beside a trunk on \(whose): on \(model.name) that only works if the switch sends it untagged",
          help: "make it the native VLAN of the switch ports, or put it into the trunk and let the host tag it")
      }
    })
}
