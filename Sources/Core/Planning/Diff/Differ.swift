internal import Documents
internal import FabricModel

/// Compares what is desired, observed and recorded, object by object, and decides by the ownership table of DESIGN section 6.
struct Differ {
  let scope: String
  let adopt: Selector
  /// What the plan is limited to: of nothing else is anything said.
  let limits: Limits
  let foreign: [String: String]
  let origins: Resolution.Origins
  let locate: (Origin) -> Change.Source?
  /// Where v-ports and profiles are on the fabric, whichever appliance it is.
  let present: Presence
  private let luggage: Luggage
  /// The appliances that can only be read.
  private let readOnly: Set<String>
  /// The profiles that are asked for, on whichever appliance.
  private let desiredProfiles: Set<String>
  var found = Differences()
  private var changeOf: [String: Int] = [:]
  /// Why a vdisk has to be made anew, by the index of its change.
  private var renewals: [Int: [String]] = [:]
  private var appliance = ""
  /// The appliances that were not read, and old owners of identities that were taken over, by place.
  private let unread: Set<String>
  let buried: Set<String>

  init(site: Site, resolution: Resolution, policy: PlanPolicy, locate: @escaping (Origin) -> Change.Source?) {
    scope = site.scope
    adopt = policy.adopt
    limits = policy.limits
    unread = site.unread
    buried = site.recorded.buried
    foreign = site.recorded.foreign
    origins = resolution.origins
    self.locate = locate
    present = resolution.present
    luggage = Luggage(present: resolution.present, site.manifest)
    readOnly = Set(site.capabilities.filter { !$0.value.writable }.keys)
    desiredProfiles = Set(resolution.origins.profiles.keys)
  }

  mutating func compare(desired: Fabric, observed: Fabric, recorded: Fabric) {
    let names = Set((desired.appliances + observed.appliances + recorded.appliances).map(\.name)).sorted()
    for name in names where !unread.contains(name) {
      appliance = name
      let states = [desired, observed, recorded].map { $0[name] ?? ApplianceState(name: name) }
      if buried.isEmpty, let settled = states[0].settled(observed: states[1], recorded: states[2]) {
        found.owned += settled
      } else {
        compare(states[0], states[1], states[2])
      }
    }
    tellReplacements()
  }

  private mutating func compare(_ desired: ApplianceState, _ observed: ApplianceState, _ recorded: ApplianceState) {
    compareHardware(desired.inventory, observed.inventory)
    join(desired.networks, observed.networks, recorded.networks, by: \.name) { d, o, r in
      decide(d, o, r, wrap: Record.network) { .defaults(name: $0.name) }
    }
    join(desired.vsans, observed.vsans, recorded.vsans, by: \.name) { d, o, r in
      decide(d, o, r, wrap: Record.vsan) { .defaults(name: $0.name) }
    }
    join(desired.profiles, observed.profiles, recorded.profiles, by: \.record.name) { d, o, r in
      decide(d?.record, o?.record, r?.record, wrap: Record.profile, carried: { [luggage] in luggage.of($0, comingTo: $1) }) {
        .defaults(name: $0.name)
      }
      join(d?.vports ?? [], o?.vports ?? [], r?.vports ?? [], by: \.name, passing: { buried.isEmpty && passes($0, $1, $2) }) { d, o, r in
        if let d, let o, d.kind != o.kind {
          decide(nil, o, r?.kind == o.kind ? r : nil, wrap: Record.vport) { Self.defaults($0) }
          decide(d, nil, nil, wrap: Record.vport) { Self.defaults($0) }
        } else {
          decide(d, o, r, wrap: Record.vport, carried: { [luggage] in luggage.of($0, comingTo: $1) }) { Self.defaults($0) }
        }
      }
    }
  }

  private static func defaults(_ vport: VPortRecord) -> VPortRecord {
    .defaults(kind: vport.kind, profile: vport.profile, name: vport.name, appliance: vport.appliance)
  }

  /// Counts what is ours and as it should be, which is nearly everything in most plans.
  private mutating func passes<Body: FabricRecord>(_ desired: Body, _ observed: Body, _ recorded: Body) -> Bool {
    guard recorded == desired, desired.agrees(with: observed) else { return false }
    found.owned += 1
    return true
  }

  /// One row of the table.
  private mutating func decide<Body: FabricRecord>(
    _ desired: Body?, _ observed: Body?, _ recorded: Body?, wrap: (Body) -> Record, carried: ((Body, String) -> Body?)? = nil,
    _ defaults: (Body) -> Body
  ) {
    if let observed, !buried.isEmpty, buried.contains(Differences.place(wrap(observed).address.description, on: appliance)) {
      // A run that was stopped may have left it recorded.
      if recorded != nil, desired == nil { forget(wrap(observed)) }
      return deactivate(wrap(observed), isDesired: desired != nil)
    }
    if let desired, let observed, let recorded, passes(desired, observed, recorded) { return }
    let isOurs = recorded != nil || (observed != nil && observed?.owner == scope)
    if isOurs, desired != nil || observed != nil { found.owned += 1 }
    if let recorded, let observed {
      let drifted = recorded.differences(from: observed)
      if !drifted.isEmpty, covers(wrap(recorded)) {
        found.drift.append(Difference(address: name(of: wrap(recorded)), fields: drifted.map(\.reversed)))
      }
    } else if let recorded, desired != nil, covers(wrap(recorded)) {
      found.drift.append(Difference(address: name(of: wrap(recorded)), fields: []))
    }
    switch (desired, observed) {
    case (let desired?, let observed?):
      update(desired, observed, recorded, isOurs: isOurs, wrap: wrap, defaults)
    case (let desired?, nil):
      let base = carried?(desired, appliance).map { defaults(desired).overlaid(by: $0) } ?? defaults(desired)
      let after = base.overlaid(by: desired).owned(by: scope)
      if recorded != desired { found.remember.append(Remembered(appliance: appliance, record: wrap(desired))) }
      if let elsewhere = unownedElsewhere(wrap(desired)) { return block(wrap(desired), elsewhere) }
      draft(nil, wrap(after), .create, after.allFields(created: true), recorded == nil ? "" : "it is gone from the appliance")
    case (nil, let observed?):
      guard isOurs else {
        if covers(wrap(observed)) { found.unmanaged.append(name(of: wrap(observed))) }
        return
      }
      if let protected = protector(of: wrap(observed), recorded.map(wrap)) { return block(wrap(observed), protectedBy: protected) }
      if recorded != nil { forget(wrap(observed)) }
      draft(wrap(observed), nil, .delete, observed.allFields(created: false), "")
    case (nil, nil):
      guard let recorded else { return }
      forget(wrap(recorded))
      note(.forget, wrap(recorded), [], "it is gone, and no manifest asks for it")
    }
  }

  private mutating func update<Body: FabricRecord>(
    _ desired: Body, _ observed: Body, _ recorded: Body?, isOurs: Bool, wrap: (Body) -> Record, _ defaults: (Body) -> Body
  ) {
    let isSettled = desired.agrees(with: observed) && (recorded == nil || recorded == desired)
    let selected = !isOurs && adopt.covers(wrap(desired), on: appliance)
    if isSettled, !selected {
      if recorded == nil { found.remember.append(Remembered(appliance: appliance, record: wrap(desired))) }
      return
    }
    let wanted = desired.withResets(recorded: recorded, defaults: defaults(desired))
    let fields = wanted.differences(from: observed)
    if let other = otherOwner(wrap(observed)) { return blockForeign(wrap(desired), other) }
    if !isOurs, !selected, !fields.isEmpty { return blockUnmanaged(wrap(desired), fields) }
    if recorded != desired { found.remember.append(Remembered(appliance: appliance, record: wrap(desired))) }
    if fields.isEmpty, !selected { return }
    // Nothing can be marked there, and nothing has to change: it is for the ledger alone.
    if fields.isEmpty, readOnly.contains(appliance) { return takeOver(wrap(desired)) }
    let reset = fields.filter { field in !desired.fields.contains { $0.name == field.path && $0.isSet(desired) } }
    let reason = reset.isEmpty ? "" : "\(reset.map(\.name).joined(separator: ", ")) no longer in the manifest: back to the default"
    let after = observed.overlaid(by: wanted).owned(by: scope)
    draft(wrap(observed), wrap(after), selected ? .adopt : .update, fields, reason)
  }

  private mutating func takeOver(_ record: Record) {
    found.adopted.insert(Differences.place(record.address.description, on: appliance))
    note(.adopt, record, [], "'\(appliance)' can only be read: the ledger takes note of it")
  }

  /// Adapters and ports are nobody's: only what a manifest asserts of them and weft can set is compared.
  private mutating func compareHardware(_ desired: Inventory, _ observed: Inventory) {
    for adapter in desired.adapters {
      guard let there = observed[slot: adapter.slot] else { continue }
      change(adapter.record, there.record, wrap: Record.adapter)
      for port in adapter.ports {
        let at = SlotPort(slot: adapter.slot, port: port.number)
        if let other = observed[at: at] { change(port.record(at: at), other.record(at: at), wrap: Record.port) }
      }
    }
  }

  private mutating func change<Body: FabricRecord>(_ desired: Body, _ observed: Body, wrap: (Body) -> Record) {
    let fields = desired.differences(from: observed)
    if !fields.isEmpty { draft(wrap(observed), wrap(observed.overlaid(by: desired)), .update, fields, "") }
  }

  // MARK: What is found

  private func covers(_ record: Record) -> Bool { limits.isEmpty || limits.covers(record, on: appliance) }

  private mutating func forget(_ record: Record) {
    let address = record.address.description
    found.forget.append(Forgotten(appliance: appliance, address: address))
    if !covers(record) { found.outside.insert(Differences.place(address, on: appliance)) }
  }

  private mutating func block(_ record: Record, _ blocker: Blocker) {
    if covers(record) { found.blockers.append(blocker) }
  }

  /// Takes away what others have the identities of since its appliance could not be read; what is desired there waits for that.
  private mutating func deactivate(_ record: Record, isDesired: Bool) {
    let address = record.address.description
    if isDesired, let profile = record.profileName {
      found.wanted.insert(name(of: record))
      found.returning.insert(profile)
    }
    found.lifted.append(Forgotten(appliance: appliance, address: address))
    let index = note(.update, record, [], "what is left on \(appliance) of before its identities were taken over is deactivated")
    found.drafts.append(Draft(appliance: appliance, change: RecordChange(before: record, after: nil), changeIndex: index))
  }

  private mutating func draft(_ before: Record?, _ after: Record?, _ action: Change.Action, _ fields: [FieldChange], _ reason: String) {
    guard let record = after ?? before else { return }
    let index = note(action, record, fields, reason)
    if case .vport(let was)? = before {
      var it: VPortRecord?
      if case .vport(let record)? = after { it = record }
      let renewing = was.fieldsLosingData(becoming: it)
      if !renewing.isEmpty { renewals[index, default: []] += renewing }
    }
    found.drafts.append(Draft(appliance: appliance, change: RecordChange(before: before, after: after), changeIndex: index))
  }

  /// Adds to the change of that address: a profile's parts are one change, and so are a v-port's departure here and arrival there.
  @discardableResult
  private mutating func note(_ action: Change.Action, _ record: Record, _ fields: [FieldChange], _ reason: String) -> Int {
    let address = name(of: record)
    if let index = changeOf[address] {
      found.changes[index].add(action, fields, reason)
      if !limits.isEmpty, covers(record) { found.coveredChanges.insert(index) }
      return index
    }
    if !limits.isEmpty, covers(record) { found.coveredChanges.insert(found.changes.count) }
    changeOf[address] = found.changes.count
    found.changes.append(
      Change(address: address, action: action, fields: fields, reason: reason, source: origin(of: record).flatMap(locate)))
    return found.changes.count - 1
  }

  /// What an update of certain fields is called.
  private mutating func tellReplacements() {
    for index in found.changes.indices { found.changes[index].settleAction(renewedFor: renewals[index] ?? []) }
  }

  // MARK: Ownership

  private func otherOwner(_ observed: Record) -> String? {
    if let owner = observed.owner, owner != scope { return owner }
    return foreign["\(appliance):\(observed.address)"]
  }

  /// The appliance on which an object of this name is that is not ours, though this one is to be created.
  private func unownedElsewhere(_ record: Record) -> String? {
    guard case .vport(let vport) = record else { return nil }
    for part in present.observed[vport.profile] where part.appliance != appliance {
      guard let other = part.state.vports.first(where: { $0.name == vport.name }) else { continue }
      let isRecorded = present.recorded[vport.profile].contains { recorded in
        recorded.appliance == part.appliance && recorded.state.vports.contains { $0.name == vport.name }
      }
      if other.owner != scope, !isRecorded { return part.appliance }
    }
    return nil
  }

  private mutating func block(_ record: Record, _ elsewhere: String) {
    block(
      record,
      Blocker(
        "ownership.unmanaged", "\(record.address) would move, but what is on \(elsewhere) was not made by weft",
        acknowledge: "--adopt \(record.address)"))
  }

  /// The object whose protection forbids that this one goes: itself, or the profile of a v-port. A profile that only leaves an appliance is kept.
  private func protector(of observed: Record, _ recorded: Record?) -> String? {
    switch observed {
    case .profile(let profile):
      guard !desiredProfiles.contains(profile.name), observed.isProtected || recorded?.isProtected == true else { return nil }
      return name(of: observed)
    case .vport(let vport):
      guard !desiredProfiles.contains(vport.profile) else { return nil }
      let parts = present.observed[vport.profile] + present.recorded[vport.profile]
      return parts.contains { $0.state.record.isProtected == true } ? "profile/\(vport.profile)" : nil
    default: return observed.isProtected || recorded?.isProtected == true ? name(of: observed) : nil
    }
  }

  private mutating func block(_ record: Record, protectedBy protector: String) {
    let who = protector == name(of: record) ? "it is protected" : "\(protector) is protected"
    block(
      record,
      Blocker(
        "deletion.protected",
        "\(name(of: record)) is in no manifest any more, but \(who): "
          + "bring its manifest back, or apply it without 'weft/protect' before taking it away"))
  }

  private mutating func blockUnmanaged(_ record: Record, _ fields: [FieldChange]) {
    let list = fields.map { "\($0.name) is \($0.beforeText), not \($0.afterText)" }.joined(separator: "; ")
    block(
      record,
      Blocker(
        "ownership.unmanaged", "\(name(of: record)) was not made by weft and differs from the manifests: \(list)",
        acknowledge: "--adopt \(record.address)"))
  }

  private mutating func blockForeign(_ record: Record, _ owner: String) {
    block(
      record,
      Blocker("ownership.otherScope", "\(name(of: record)) belongs to the scope '\(owner)'"))
  }

  private func origin(of record: Record) -> Origin? {
    switch record {
    case .network(let it): origins.networks[it.name]
    case .vsan(let it): origins.vsans[it.name]
    case .profile(let it): origins.profiles[it.name]
    case .vport(let it): origins.profiles[it.profile]
    case .adapter, .port: origins.appliances[appliance]
    }
  }

  /// The name of an object across appliances.
  private func name(of record: Record) -> String { Self.changeName(of: record, on: appliance) }

  static func changeName(of record: Record, on appliance: String) -> String {
    switch record {
    case .profile, .vport: record.address.description
    default: "\(appliance)/\(record.address)"
    }
  }
}

extension FabricRecord {
  fileprivate func owned(by scope: String) -> Self {
    var record = self
    record.owner = scope
    return record
  }
}

extension FieldChange {
  /// The recorded value first, the found one second.
  fileprivate var reversed: FieldChange { FieldChange(path, before: after, after: before) }
}

extension Change {
  fileprivate mutating func add(_ other: Action, _ more: [FieldChange], _ reason: String) {
    switch (action, other) {
    case (.delete, .create), (.create, .delete):
      let created = other == .create ? more : fields
      let deleted = other == .create ? fields : more
      let names = deleted.map(\.path) + created.map(\.path).filter { path in !deleted.contains { $0.path == path } }
      fields = names.compactMap { path in
        let before = deleted.first { $0.path == path }?.before ?? .null
        let after = created.first { $0.path == path }?.after ?? .null
        return before == after ? nil : FieldChange(path, before: before, after: after)
      }
      action = address.contains("/") && !address.hasPrefix("profile/") ? .rebind : .update
    default:
      for field in more where !fields.contains(where: { $0.path == field.path }) { fields.append(field) }
      if action == .create, other == .update { action = .update }
    }
    if self.reason.isEmpty { self.reason = reason }
  }

  /// Fields that every v-port of one kind has, and no other.
  private static let onlyOfOneKind: Set = ["mac", "wwpn", "size"]

  /// Names the action by what it does to a v-port or profile.
  ///
  /// - Parameter renewedFor: the fields for which a vdisk loses what is on it.
  fileprivate mutating func settleAction(renewedFor renewing: [String]) {
    guard action == .update || action == .rebind else { return }
    if address.hasPrefix("profile/") {
      action = fields.contains { $0.path == "server" } ? .rehome : .update
    } else if fields.contains(where: { Self.onlyOfOneKind.contains($0.path) && $0.after == .null }) {
      action = .replace
      if reason.isEmpty { reason = "its kind changes" }
    } else if !renewing.isEmpty {
      action = .replace
      reason += (reason.isEmpty ? "" : "; ") + "\(renewing.joined(separator: ", ")) needs a new disk, and what is on the old one is lost"
    } else if fields.contains(where: { $0.path == "port" && $0.before != .null && $0.after != .null }) {
      action = .rebind
    }
  }
}
