internal import FabricModel

// What is desired of appliances that were not read. No step goes there: it waits, or moves away under a fence.
extension Differ {
  /// Compares the desired with what is recorded of the appliances that were not read.
  mutating func compareUnread(_ site: Site, desired: Fabric, _ takeovers: [Takeover]) {
    let moved = Set(takeovers.map { "\($0.appliance) \($0.profile)" })
    for name in site.unread.sorted() {
      let wanted = desired[name]?.records ?? []
      let known = site.recorded.fabric[name]?.records ?? []
      found.owned += known.count
      let recorded = Dictionary(known.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
      for record in wanted where recorded[record.address].map({ !$0.hasAll(of: record) }) ?? true { wait(for: record, on: name) }
      let asked = Set(wanted.map(\.address))
      for record in known where !asked.contains(record.address) && !buried.contains(Differences.place("\(record.address)", on: name)) {
        if let profile = record.profileName, moved.contains("\(name) \(profile)") { continue }
        wait(for: record, on: name)
      }
    }
    found.waiting.sort { ($0.address, $0.reason) < ($1.address, $1.reason) }
  }

  private mutating func wait(for record: Record, on appliance: String) {
    guard limits.isEmpty || limits.covers(record, on: appliance) else { return }
    found.waiting.append(Waiting(address: Self.changeName(of: record, on: appliance), reason: .unread(appliance)))
  }
}

extension Record {
  /// Whether it has everything that `desired` sets.
  fileprivate func hasAll(of desired: Record) -> Bool {
    switch (desired, self) {
    case (.network(let it), .network(let there)): it.agrees(with: there)
    case (.vsan(let it), .vsan(let there)): it.agrees(with: there)
    case (.profile(let it), .profile(let there)): it.agrees(with: there)
    case (.vport(let it), .vport(let there)): it.kind == there.kind && it.agrees(with: there)
    default: false
    }
  }
}
