internal import Documents
internal import FabricModel

extension Rule {
  /// Where there are pools, they are the one place to look up whose addresses are whose.
  static let writtenAddressesInPools = Rule(
    "identity.inNoPool", .note, "addresses that profiles write down come from a pool", source: "one place says which addresses are ours",
    .site { subject, findings in
      let blocks = PoolBlocks(subject.manifest.addressPools)
      var found: [AddressType: (first: (Identity, profile: Int, vport: Int?), count: Int)] = [:]
      subject.forEachWritten { identity, profile, vport in
        guard blocks.holdsAny(of: identity.universe), !blocks.contains(identity) else { return }
        found[identity.universe, default: ((identity, profile, vport), 0)].count += 1
      }
      for type in [AddressType.mac, .wwn, .uuid] {
        guard let found = found[type] else { continue }
        let (identity, profile, vport) = found.first
        let others = found.count == 1 ? "" : ", and so \(found.count == 2 ? "does" : "do") \(found.count - 1) more"
        findings.add(
          subject.profile(profile), at: subject.path(toWritten: identity, vport),
          "\(identity) of \(subject.owner(profile, vport)) lies in no address pool\(others): nothing keeps another tool from giving it out",
          help: "make a block for it, and 'reserved' if it is never to be dealt")
      }
    })
}
