package import FabricModel

/// Where the fabric is not what the ledger remembers.
package struct Drift: Hashable, Sendable {
  /// One object that somebody changed, took away or made.
  package struct Item: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable { case changed, gone, unmanaged }

    package let kind: Kind
    package let appliance: String
    /// `esx-01/vnic0`, `profile/esx-01`, `network/prod`.
    package let address: String
    /// Of what changed, each managed field that differs.
    package let fields: [Field]
    /// Whether the manifests ask for it.
    package let isDesired: Bool
  }

  package struct Field: Hashable, Sendable {
    /// The recorded value before, the observed one after.
    package let change: FieldChange
    /// What the manifests say; nil where they say nothing.
    package let desired: FieldValue?
  }

  /// In the order of appliances and addresses.
  package private(set) var items: [Item] = []

  /// Whether anything that weft owns is not as it left it; what it never owned is no drift.
  package var isAny: Bool { items.contains { $0.kind != .unmanaged } }

  package init(recorded: Fabric, observed: Fabric, desired: Fabric, scope: String) {
    for state in observed.appliances {
      let known = state.named(recorded)
      let wanted = state.named(desired)
      for record in state.records where known[record.address] == nil && record.owner != scope {
        items.append(Item(.unmanaged, record, on: state.name, isDesired: wanted[record.address] != nil))
      }
      for record in recorded[state.name]?.records ?? [] {
        let want = wanted[record.address]
        guard let there = state.record(at: record.address) else {
          items.append(Item(.gone, record, on: state.name, isDesired: want != nil))
          continue
        }
        let fields = record.driftedFields(there).map { Field(change: $0, desired: want?.value(of: $0.path)) }
        if !fields.isEmpty { items.append(Item(.changed, record, on: state.name, isDesired: want != nil, fields)) }
      }
    }
    items.sort { ($0.appliance, $0.address, $0.kind.rawValue) < ($1.appliance, $1.address, $1.kind.rawValue) }
  }
}

extension Drift.Item {
  fileprivate init(_ kind: Kind, _ record: Record, on appliance: String, isDesired: Bool, _ fields: [Drift.Field] = []) {
    self.init(kind: kind, appliance: appliance, address: record.address.description, fields: fields, isDesired: isDesired)
  }
}

extension ApplianceState {
  /// The objects of the same appliance in another fabric.
  fileprivate func named(_ fabric: Fabric) -> [ObjectAddress: Record] {
    Dictionary((fabric[name]?.records ?? []).map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Record {
  /// What `self`, as recorded, sets to something else than there is: recorded before, observed after.
  fileprivate func driftedFields(_ there: Record) -> [FieldChange] {
    let fields: [FieldChange] =
      switch (self, there) {
      case (.network(let was), .network(let it)): was.differences(from: it)
      case (.vsan(let was), .vsan(let it)): was.differences(from: it)
      case (.profile(let was), .profile(let it)): was.differences(from: it)
      case (.vport(let was), .vport(let it)) where was.kind == it.kind: was.differences(from: it)
      default: [FieldChange("kind", before: .string(there.kind), after: .string(kind))]
      }
    return fields.map { FieldChange($0.path, before: $0.after, after: $0.before) }
  }

  fileprivate func value(of path: String) -> FieldValue? {
    func value<Body: FabricRecord>(_ body: Body) -> FieldValue? { body.fields.first { $0.name == path }?.value(body) }
    switch self {
    case .network(let it): return value(it)
    case .vsan(let it): return value(it)
    case .profile(let it): return value(it)
    case .vport(let it): return value(it)
    case .adapter, .port: return nil
    }
  }
}
