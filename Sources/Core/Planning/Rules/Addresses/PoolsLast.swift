internal import Documents
internal import FabricModel

extension Rule {
  /// The day a pool is empty, a server can't be set up; a block takes an order, a range from the network team and a review.
  ///
  /// What lacks an address already was said by then.
  static let poolsLast = Rule(
    "pool.runsDry", .warning, "an address pool has enough for the next server", source: "a pool is looked at before it is empty",
    .site { subject, findings in
      let pools = subject.manifest.addressPools
      guard !pools.isEmpty else { return }
      let most = Needs(subject)
      let blocks = PoolBlocks(pools)
      let sizes = pools.map { pool in
        pool.spec.blocks.reduce(UInt64(0)) { sum, block in
          guard let type = pool.spec.type.identity, case .success(let range) = block.range(of: type) else { return sum }
          return sum.addingReportingOverflow(range.count).overflow ? .max : sum + range.count
        }
      }
      // What is in use can't be more than everything there is: most pools are far from that.
      let everything = UInt64(most.everything + pools.reduce(0) { $0 + ($1.spec.reserved?.count ?? 0) })
      let isNear = sizes.map { size in size > 0 && size < everything + max(size / 10, UInt64(most.ofOneServer)) }
      guard isNear.contains(true) else { return }
      var used = [Int](repeating: 0, count: pools.count)
      var counted: Set<Identity> = []
      let reserved = Set(pools.flatMap(\.spec.reservedIdentities))
      subject.forEachGiven { identity in
        // Those come with the others that can't be dealt.
        if !reserved.isEmpty, reserved.contains(identity) { return }
        blocks.forEach(containing: identity) { used[$0.pool] += 1 }
      }
      subject.forEachTakenElsewhere { identity in
        if counted.insert(identity).inserted { blocks.forEach(containing: identity) { used[$0.pool] += 1 } }
      }
      for (index, pool) in pools.enumerated() where isNear[index] {
        guard let type = pool.spec.type.identity else { continue }
        let free = sizes[index] - min(sizes[index], UInt64(used[index]))
        let next = UInt64(most.ofOneServer(type))
        guard free < next || free * 10 < sizes[index], !most.isShort(type) else { continue }
        let need = next > 0 && free < next ? ", and a server like the largest here needs \(next)" : ""
        findings.add(
          RuleObject(pool), at: .objectName,
          "pool '\(pool.name)' has \(free) of its \(sizes[index]) address\(sizes[index] == 1 ? "" : "es") left\(need)",
          help: "add a block to it before it is empty")
      }
    })

  /// How many addresses the profiles need.
  private struct Needs {
    /// Of one server, by type of address.
    private var vnics = 0
    private var vhbas = 0
    /// All that may be in use.
    let everything: Int
    private var lacks: (mac: Bool, wwpn: Bool) = (false, false)

    init(_ subject: RuleSubject) {
      for profile in subject.vports {
        var counts = (vnics: 0, vhbas: 0)
        for index in profile {
          switch subject.wanted[index].record.kind {
          case .vnic: counts.vnics += 1
          case .vhba: counts.vhbas += 1
          case .vdisk: break
          }
        }
        vhbas = max(vhbas, counts.vhbas)
        vnics = max(vnics, counts.vnics)
      }
      for index in subject.wanted.indices where subject.wanted[index].lacksIdentity {
        switch subject.wanted[index].record.kind {
        case .vnic: lacks.mac = true
        case .vhba: lacks.wwpn = true
        case .vdisk: break
        }
      }
      let fabrics = (subject.site.observed?.appliances ?? []) + subject.site.recorded.fabric.appliances
      let elsewhere = fabrics.reduce(subject.site.recorded.released.count) { sum, appliance in
        sum + appliance.profiles.reduce(0) { $0 + 2 + $1.vports.count }
      }
      everything = subject.wanted.count + 2 * subject.vports.count + elsewhere
    }

    var ofOneServer: Int { max(vnics, vhbas + 1) }

    func ofOneServer(_ type: AddressType) -> Int {
      switch type {
      case .mac: vnics
      case .wwn: vhbas == 0 ? 0 : vhbas + 1
      case .wwnn: vhbas == 0 ? 0 : 1
      case .wwpn: vhbas
      case .uuid: 1
      }
    }

    /// Whether somebody lacks such an address already.
    func isShort(_ type: AddressType) -> Bool { type == .mac ? lacks.mac : type == .uuid ? false : lacks.wwpn }
  }
}

extension RuleSubject {
  /// Every address that the profiles have, each once.
  fileprivate func forEachGiven(_ body: (Identity) -> Void) {
    for index in wanted.indices { if let identity = wanted[index].record.identity { body(identity) } }
    for identity in identities {
      if let uuid = identity.uuid { body(uuid) }
      if let wwnn = identity.wwnn { body(wwnn) }
    }
  }

  /// Every other one that can't be dealt: of profiles that no manifest declares, resting or reserved.
  fileprivate func forEachTakenElsewhere(_ body: (Identity) -> Void) {
    let fabrics = (site.observed?.appliances ?? []) + site.recorded.fabric.appliances
    let ours = fabrics.isEmpty ? [] : Set(manifest.profiles.map(\.name))
    for appliance in fabrics {
      for profile in appliance.profiles where !ours.contains(profile.record.name) {
        if let uuid = profile.record.uuid { body(.uuid(uuid)) }
        if let wwnn = profile.record.wwnn { body(.wwn(wwnn)) }
        for vport in profile.vports { if let identity = vport.identity { body(identity) } }
      }
    }
    for release in site.recorded.released { body(release.identity) }
    for pool in manifest.addressPools { for identity in pool.spec.reservedIdentities { body(identity) } }
  }
}
