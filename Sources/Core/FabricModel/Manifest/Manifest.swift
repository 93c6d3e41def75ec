internal import Documents

/// What a set of manifests says, decoded and not yet resolved.
package struct Manifest: Sendable {
  package var appliances: [Declared<Appliance>] = []
  package var adapterPools: [Declared<AdapterPool>] = []
  package var addressPools: [Declared<AddressPool>] = []
  package var networks: [Declared<Network>] = []
  package var vsans: [Declared<VSAN>] = []
  package var qosPolicies: [Declared<QoSPolicy>] = []
  package var maintenancePolicies: [Declared<MaintenancePolicy>] = []
  package var servers: [Declared<Server>] = []
  package var vnicTemplates: [Declared<VNICTemplate>] = []
  package var vhbaTemplates: [Declared<VHBATemplate>] = []
  package var templates: [Declared<ServerProfileTemplate>] = []
  package var profiles: [Declared<ServerProfile>] = []
  package var leases: [Declared<AdapterLease>] = []
  package var workloads: [Declared<Workload>] = []
  /// Profiles that build on templates, which are decoded when these are known.
  package var templateUses: [TemplateUse] = []
  /// Templates of profiles that build on others, likewise.
  package var composedTemplates: [TemplateUse] = []
  /// Names of objects that were lost to errors.
  package var lostNames: Set<String> = []
  /// Objects were lost of which not even the names are known.
  package var hasLostUnnamed = false

  package init() {}

  package var objectCount: Int {
    func count<Spec: ManifestSpec>(_ spec: Spec.Type) -> Int { self[keyPath: spec.objects].count }
    return ManifestKind.allCases.reduce(0) { $0 + count($1.spec) }
  }

  package var isEmpty: Bool { objectCount == 0 }

  /// Objects were lost to errors.
  package var isPartial: Bool { hasLostUnnamed || !lostNames.isEmpty }

  /// Whether a name that stands for nothing may be the one of an object that was lost.
  package func mayHaveLost(_ name: String) -> Bool { hasLostUnnamed || lostNames.contains(name) }

  package mutating func append(_ other: Manifest) {
    func append<Spec: ManifestSpec>(_ spec: Spec.Type) { self[keyPath: spec.objects] += other[keyPath: spec.objects] }
    for kind in ManifestKind.allCases { append(kind.spec) }
    templateUses += other.templateUses
    composedTemplates += other.composedTemplates
    lostNames.formUnion(other.lostNames)
    hasLostUnnamed = hasLostUnnamed || other.hasLostUnnamed
  }

  /// The order of files, documents and list items must not matter, so objects are put in the order of their names.
  package mutating func sortByName() {
    func sort<Spec: ManifestSpec>(_ spec: Spec.Type) { self[keyPath: spec.objects].sort { $0.name < $1.name } }
    for kind in ManifestKind.allCases { sort(kind.spec) }
  }
}

/// One object of a manifest: its name, its labels and what it asks for.
package struct Declared<Spec: Hashable & Sendable>: Hashable, Sendable {
  package var name: String
  /// A grouping that its owner gives it; names are unique across namespaces.
  package var namespace: String?
  package var labels: [Label]
  package var annotations: Annotations
  package var spec: Spec
  package var origin: Origin
  /// Parts of it were lost to errors.
  package var isPartial = false

  package init(name: String, labels: [Label] = [], annotations: Annotations = Annotations(), spec: Spec, origin: Origin = .none) {
    self.name = name
    self.labels = labels
    self.annotations = annotations
    self.spec = spec
    self.origin = origin
  }
}

/// Where an object was written: the entry of a tape. What it says of positions is looked up only when a message needs it.
package struct Origin: Hashable, Sendable {
  /// The index of the tape among the tapes read.
  package let tape: UInt32
  /// The entry of the object's mapping in that tape.
  package let node: UInt32

  package init(tape: Int, node: Int) {
    self.tape = UInt32(tape)
    self.node = UInt32(node)
  }

  /// An object that no text declares.
  package static let none = Origin(tape: Int(UInt32.max), node: 0)
}
