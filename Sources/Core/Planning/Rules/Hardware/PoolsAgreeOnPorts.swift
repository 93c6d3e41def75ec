internal import Documents
internal import FabricModel

extension Rule {
  /// Several pools may have one port, and their v-ports add up there; of the limits that they set for it the largest counts.
  static let poolsAgreeOnPorts = Rule(
    "adapterPool.unequal", .warning, "pools that share ports allow the same on them",
    source: "a port has one 'reservable', the largest that a pool with the port in it allows",
    .site { subject, findings in
      let pools = subject.manifest.adapterPools
      guard pools.contains(where: { $0.spec.reservable != nil }), subject.pools.count == pools.count else { return }
      var told: Set<[Int]> = []
      for unit in subject.hardware.units.indices {
        let here = pools.indices.filter { subject.pools[$0].contains(unit) }
        guard let first = here.first else { continue }
        for other in here.dropFirst() where !told.contains([first, other]) {
          let (one, two) = (pools[first].spec.reservable ?? .all, pools[other].spec.reservable ?? .all)
          guard one != two else { continue }
          told.insert([first, other])
          let path: [Locator.Step] = pools[other].spec.reservable == nil ? .objectName : .spec(.key("reservable"))
          findings.add(
            RuleObject(pools[other]), at: path,
            "\(subject.name(of: unit)) is in '\(pools[first].name)', which may guarantee \(one) of it, and in '\(pools[other].name)', "
              + "which may guarantee \(two): \(max(one, two)) counts",
            related: [("the other pool", RuleObject(pools[first]), .objectName)],
            help: "give both the same 'reservable', or ports of their own")
        }
      }
    })
}
