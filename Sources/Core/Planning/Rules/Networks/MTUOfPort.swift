internal import Documents
internal import FabricModel

extension Rule {
  /// The physical function and all virtual ones of a port keep to one frame size, so that the largest MTU on it is everybody's.
  static let mtuOfPort = Rule(
    "port.mixedMTU", .note, "the vNICs of a shared port have one MTU",
    source: "Linux ixgbe: PF and VFs share one frame size; sriov-network-operator issue 57: the PF's MTU governs",
    .site { subject, findings in
      var mixed = PortFindings()
      var range: [Int: (least: Int, most: Int)] = [:]
      for unit in subject.hardware.units.indices where subject.models[unit]?.maxSharedMTU != nil {
        var (least, most) = (Int.max, 0)
        for index in subject.use[unit] {
          least = min(least, subject.wanted[index].mtu)
          most = max(most, subject.wanted[index].mtu)
        }
        guard least < most else { continue }
        range[unit] = (least, most)
        mixed.add(unit, subject.hardware)
      }
      mixed.forEach(subject.hardware) { unit, others in
        guard let place = subject.place(of: unit), let range = range[unit], let model = subject.models[unit] else { return }
        findings.add(
          place.object, at: place.path,
          "vNICs with MTUs from \(range.least) to \(range.most) share \(subject.name(of: unit))\(others): \(model.name) has one frame size "
            + "a port, so it runs at \(range.most) for all of them",
          help: "keep jumbo frames to ports of their own, by a pool, if a small MTU is meant to protect somebody")
      }
    })
}
