internal import FabricModel

extension Differences {
  /// What `forget` does: the ledger lets go of objects, and where the fabric bears our mark on them, a step takes it away. Nothing else is touched.
  static func lettingGo(of selector: Selector, _ site: Site, observed: Fabric) -> Differences {
    var found = Differences()
    var changeOf: [String: Int] = [:]
    for name in Set(site.recorded.fabric.appliances.map(\.name) + observed.appliances.map(\.name)).sorted() {
      let recorded = Set((site.recorded.fabric[name]?.records ?? []).map(\.address))
      let there = (observed[name]?.records ?? []).filter { $0.owner == site.scope || recorded.contains($0.address) }
      let gone = (site.recorded.fabric[name]?.records ?? []).filter { observed[name]?.record(at: $0.address) == nil }
      found.owned += there.count
      for record in there + gone where selector.covers(record, on: name) {
        let address = Differ.changeName(of: record, on: name)
        if site.unread.contains(name) {
          found.waiting.append(Waiting(address: address, reason: .unread(name)))
          continue
        }
        let change = changeOf[address] ?? found.changes.count
        if changeOf.updateValue(change, forKey: address) == nil { found.changes.append(Change(address: address, action: .forget)) }
        if recorded.contains(record.address) {
          found.forget.append(Forgotten(appliance: name, address: "\(record.address)", mayRemain: true))
        }
        // What is gone has a mark in the ledger at most.
        guard record.owner == site.scope, site.capabilities[name].map({ $0.ownerMark && $0.writable }) ?? false,
          observed[name]?.record(at: record.address) != nil
        else { continue }
        var bare = record
        bare.owner = nil
        found.drafts.append(Draft(appliance: name, change: RecordChange(before: record, after: bare), changeIndex: change))
      }
    }
    return found
  }
}
