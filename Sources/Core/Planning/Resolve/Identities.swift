internal import Documents
internal import FabricModel

extension Resolver {
  /// Gives every v-port and profile its identity: static, recorded, observed, or the lowest free address of a pool, in that order.
  mutating func resolveIdentities() {
    var book = AddressBook()
    for pool in site.manifest.addressPools {
      for problem in book.add(pool, place: { site.locator.range(tape: Int(pool.origin.tape), node: Int(pool.origin.node), $0) }) {
        report(problem)
      }
    }
    profileIdentities = Array(repeating: ProfileIdentities(), count: site.manifest.profiles.count)
    let (vnics, vhbas) = site.manifest.profiles.reduce((0, 0)) { ($0.0 + $1.spec.vnics.count, $0.1 + $1.spec.vhbas.count) }
    book.reserveCapacity(macs: vnics, wwns: vhbas + profileIdentities.count)
    takeFixed(&book)
    keepDealt(&book)
    takeKnown(&book)
    guard isAnyMissing(book) else { return }
    takeForeign(&book)
    deal(&book)
  }

  /// Addresses that a manifest writes down. Two alike are an error; one that another owner has on the fabric is found when the plan is checked.
  private mutating func takeFixed(_ book: inout AddressBook) {
    for index in wanted.indices { takeFixed(index, &book) }
    for index in site.manifest.profiles.indices {
      if case .fixed(let uuid)? = site.manifest.profiles[index].spec.uuid {
        profileIdentities[index].uuid = .uuid(uuid)
        take(.uuid(uuid), &book, owner: .profile(index))
      }
      if case .fixed(let wwnn)? = site.manifest.profiles[index].spec.wwnn {
        profileIdentities[index].wwnn = .wwn(wwnn)
        take(.wwn(wwnn), &book, owner: .profile(index))
      }
    }
  }

  private mutating func takeFixed(_ index: Int, _ book: inout AddressBook) {
    let (profile, item) = (wanted[index].profile, wanted[index].item)
    switch wanted[index].record.kind {
    case .vnic:
      guard case .fixed(let mac)? = site.manifest.profiles[profile].spec.vnics[item].mac else { return }
      wanted[index].record.mac = mac
      take(.mac(mac), &book, owner: .vport(index))
    case .vhba:
      guard case .fixed(let wwpn)? = site.manifest.profiles[profile].spec.vhbas[item].wwpn else { return }
      wanted[index].record.wwpn = wwpn
      take(.wwn(wwpn), &book, owner: .vport(index))
    case .vdisk: return
    }
  }

  private mutating func take(_ identity: Identity, _ book: inout AddressBook, owner: AddressBook.Owner) {
    if let problem = identity.problem { report(.badIdentity(identity, problem, at: place(of: owner, identity))) }
    guard let first = book.take(identity, by: owner) else { return }
    report(
      .duplicateIdentity(
        identity, name(of: first), name(of: owner), at: place(of: owner, identity), first: place(of: first, identity)))
  }

  /// What v-ports have already, by the ledger or on the fabric, stays theirs.
  private mutating func takeKnown(_ book: inout AddressBook) {
    for (position, vports) in vports.enumerated() {
      guard isIdentityMissing(among: vports) else { continue }
      let (observed, recorded) = parts[position]
      for index in vports where wanted[index].lacksIdentity { keepIdentity(of: index, recorded, observed, &book) }
    }
    for position in parts.indices {
      for part in parts[position].recorded + parts[position].observed { keepIdentities(part.state.record, at: position, &book) }
    }
  }

  private func isIdentityMissing(among vports: Range<Int>) -> Bool {
    for index in vports where wanted[index].lacksIdentity { return true }
    return false
  }

  private mutating func keepIdentity(
    of index: Int, _ recorded: [ProfileIndex.Part], _ observed: [ProfileIndex.Part], _ book: inout AddressBook
  ) {
    for parts in [recorded, observed] {
      guard let identity = parts.identity(of: wanted[index].record.name), identity.fits(wanted[index].record.kind),
        book.owner(of: identity) == nil, mayKeep(identity, index, book)
      else { continue }
      _ = book.take(identity, by: .vport(index))
      wanted[index].record.set(identity)
      return
    }
  }

  /// Whoever names a pool wants one of its addresses: giving a pool other blocks re-addresses those who name it.
  private func mayKeep(_ identity: Identity, _ index: Int, _ book: AddressBook) -> Bool {
    guard let name = poolName(of: wanted[index]), let pool = names.addressPools[name] else { return true }
    return book.has(identity, in: pool)
  }

  private mutating func keepIdentities(_ known: ProfileRecord, at profile: Int, _ book: inout AddressBook) {
    let isUUIDFixed = site.manifest.profiles[profile].spec.uuid?.isPool == false
    let isWWNNFixed = site.manifest.profiles[profile].spec.wwnn?.isPool == false
    keep(known.uuid.map { .uuid($0) }, at: profile, \.uuid, unless: isUUIDFixed || leavesOpen(\.uuid, of: profile), &book)
    keep(known.wwnn.map { .wwn($0) }, at: profile, \.wwnn, unless: isWWNNFixed || leavesOpen(\.wwnn, of: profile), &book)
  }

  private mutating func keep(
    _ known: Identity?, at profile: Int, _ identity: WritableKeyPath<ProfileIdentities, Identity?>, unless isSettled: Bool,
    _ book: inout AddressBook
  ) {
    guard !isSettled, let known, profileIdentities[profile][keyPath: identity] == nil, book.owner(of: known) == nil else { return }
    _ = book.take(known, by: .profile(profile))
    profileIdentities[profile][keyPath: identity] = known
  }

  /// Whether somebody has no identity yet, so that one must be dealt.
  private func isAnyMissing(_ book: AddressBook) -> Bool {
    if isIdentityMissing(among: wanted.indices) { return true }
    let dealsUUIDs = book.hasPool(for: .uuid)
    for index in profileIdentities.indices {
      let identities = profileIdentities[index]
      if identities.uuid == nil, dealsUUIDs || site.manifest.profiles[index].spec.uuid != nil, !leavesOpen(\.uuid, of: index) {
        return true
      }
      guard identities.wwnn == nil, !leavesOpen(\.wwnn, of: index) else { continue }
      if site.manifest.profiles[index].spec.wwnn != nil || !site.manifest.profiles[index].spec.vhbas.isEmpty { return true }
    }
    return false
  }

  /// Whatever else is on the fabric, ours or not, and what rests in quarantine, is not dealt.
  private func takeForeign(_ book: inout AddressBook) {
    for appliance in (site.observed?.appliances ?? []) + site.recorded.fabric.appliances {
      for profile in appliance.profiles {
        if let uuid = profile.record.uuid { _ = book.take(.uuid(uuid), by: .fabric) }
        if let wwnn = profile.record.wwnn { _ = book.take(.wwn(wwnn), by: .fabric) }
        for vport in profile.vports {
          if let identity = vport.identity { _ = book.take(identity, by: .fabric) }
        }
      }
    }
    for identity in site.recorded.tombstones.flatMap(\.identities) { _ = book.take(identity, by: .fabric) }
    book.rest(site.recorded.released, now: site.now)
  }

  /// New v-ports are dealt in the order of addresses, so that a neighbour more or less changes nobody's identity once given.
  private mutating func deal(_ book: inout AddressBook) {
    var shortage = Shortage()
    for index in wanted.indices where wanted[index].lacksIdentity && !isBroken(wanted[index]) {
      let type: AddressType = wanted[index].record.kind == .vnic ? .mac : .wwpn
      let owner = wanted[index].record.address.description
      let identity = deal(type, poolName(of: wanted[index]), to: owner, &book, &shortage) { $0.place(of: .vport(index), nil) }
      if let identity { wanted[index].record.set(identity) }
    }
    for (index, profile) in site.manifest.profiles.enumerated() {
      let owner = "profile/\(profile.name)"
      func place(_ resolver: Resolver) -> SourceRange? { resolver.site.range(profile.origin, .key("metadata"), .key("name")) }
      let wantsUUID = profile.spec.uuid != nil || book.hasPool(for: .uuid)
      if profileIdentities[index].uuid == nil, profile.spec.uuid != .broken, wantsUUID, !leavesOpen(\.uuid, of: index) {
        profileIdentities[index].uuid = deal(.uuid, profile.spec.uuid?.poolName, to: owner, &book, &shortage, place)
      }
      let wantsWWNN = profile.spec.wwnn != nil || !profile.spec.vhbas.isEmpty
      if profileIdentities[index].wwnn == nil, profile.spec.wwnn != .broken, wantsWWNN, !leavesOpen(\.wwnn, of: index) {
        profileIdentities[index].wwnn = deal(.wwnn, profile.spec.wwnn?.poolName, to: owner, &book, &shortage, place)
      }
    }
    for diagnostic in shortage.diagnostics { report(diagnostic) }
  }

  private mutating func deal(
    _ type: AddressType, _ poolName: String?, to owner: String, _ book: inout AddressBook, _ shortage: inout Shortage,
    _ place: (Resolver) -> SourceRange?
  ) -> Identity? {
    guard let pool = choosePool(poolName, type, book, owner, &shortage, place) else { return nil }
    if let identity = book.deal(from: pool, to: owner) { return identity }
    let (name, size) = (site.manifest.addressPools[pool].name, book.size(of: pool))
    if shortage.isFirst("exhausted \(name)") {
      let at = place(self)
      shortage.tell("exhausted \(name)") { count in .poolExhausted(name, size, missing: count, owner, at: at) }
    }
    return nil
  }

  /// The pool that is named, else the only one of its type or the one marked as default.
  private mutating func choosePool(
    _ name: String?, _ type: AddressType, _ book: AddressBook, _ owner: String, _ shortage: inout Shortage,
    _ place: (Resolver) -> SourceRange?
  ) -> Int? {
    if let name {
      guard let index = names.addressPools[name] else {
        reportUnknown("address pool", name, among: names.addressPools.keys.sorted(), at: place(self))
        return nil
      }
      let found = site.manifest.addressPools[index].spec.type
      if found.identity?.serves(type) ?? false { return index }
      report(.wrongAddressType(name, found, type, at: place(self)))
      return nil
    }
    let candidates = book.pools(for: type)
    let chosen = candidates.count == 1 ? candidates[0] : candidates.first { site.manifest.addressPools[$0].spec.isDefault == true }
    if chosen == nil {
      let pools = candidates.map { site.manifest.addressPools[$0].name }
      if shortage.isFirst("missing \(type)") {
        let at = place(self)
        shortage.tell("missing \(type)") { count in .noAddressPool(type, owner, others: count - 1, candidates: pools, at: at) }
      }
    }
    return chosen
  }

  private func isBroken(_ vport: WantedVPort) -> Bool {
    let profile = site.manifest.profiles[vport.profile].spec
    switch vport.record.kind {
    case .vnic: return profile.vnics[vport.item].mac == .broken
    case .vhba: return profile.vhbas[vport.item].wwpn == .broken
    case .vdisk: return false
    }
  }

  private func poolName(of vport: WantedVPort) -> String? {
    let profile = site.manifest.profiles[vport.profile].spec
    switch vport.record.kind {
    case .vnic: return profile.vnics[vport.item].mac?.poolName
    case .vhba: return profile.vhbas[vport.item].wwpn?.poolName
    case .vdisk: return nil
    }
  }

  private func name(of owner: AddressBook.Owner) -> String {
    switch owner {
    case .vport(let index): wanted[index].record.address.description
    case .profile(let index): "profile \(site.manifest.profiles[index].name)"
    case .fabric: "the fabric"
    }
  }

  private func place(of owner: AddressBook.Owner, _ identity: Identity?) -> SourceRange? {
    switch owner {
    case .vport(let index):
      let vport = wanted[index]
      let field = vport.record.kind == .vnic ? "mac" : "wwpn"
      let origin = site.manifest.profiles[vport.profile].origin
      return site.range(origin, .key("spec"), .key(vport.record.kind.list), .item(vport.item), .key(identity == nil ? "name" : field))
    case .profile(let index):
      let field = if case .uuid? = identity { "uuid" } else { "wwnn" }
      return site.range(site.manifest.profiles[index].origin, .key("spec"), .key(field))
    case .fabric: return nil
    }
  }
}

extension IdentitySource {
  var poolName: String? { if case .pool(let name) = self { name } else { nil } }
  var isPool: Bool { poolName != nil }
}

extension [ProfileIndex.Part] {
  /// What the first v-port of this name has.
  fileprivate func identity(of vport: String) -> Identity? {
    for part in self {
      if let position = part.state.vports.position(of: vport) { return part.state.vports[position].identity }
    }
    return nil
  }
}

extension Identity {
  func fits(_ kind: VPortRecord.Kind) -> Bool {
    switch self {
    case .mac: kind == .vnic
    case .wwn: kind == .vhba
    case .uuid: false
    }
  }
}

extension VPortRecord {
  mutating func set(_ identity: Identity) {
    switch identity {
    case .mac(let mac): self.mac = mac
    case .wwn(let wwpn): self.wwpn = wwpn
    case .uuid: preconditionFailure("a v-port has no UUID")
    }
  }
}

/// What is missing, told once with the number of those who miss it.
private struct Shortage {
  private var order: [String] = []
  private var counts: [String: Int] = [:]
  private var makers: [String: (Int) -> Diagnostic] = [:]

  /// Counts one more, and says whether it is the first.
  mutating func isFirst(_ key: String) -> Bool {
    counts[key, default: 0] += 1
    return counts[key] == 1
  }

  mutating func tell(_ key: String, _ make: @escaping (Int) -> Diagnostic) {
    makers[key] = make
    order.append(key)
  }

  var diagnostics: [Diagnostic] { order.compactMap { key in makers[key]?(counts[key] ?? 1) } }
}
