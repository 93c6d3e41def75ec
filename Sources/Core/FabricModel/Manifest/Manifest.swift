internal import Documents

/// What a set of manifests says, decoded and not yet resolved.
package struct Manifest: Sendable {
  package var appliances: [Declared<Appliance>] = []
  package var adapterPools: [Declared<AdapterPool>] = []
  package var addressPools: [Declared<AddressPool>] = []
  package var networks: [Declared<Network>] = []
  package var vsans: [Declared<VSAN>] = []
  package var servers: [Declared<Server>] = []
  package var profiles: [Declared<ServerProfile>] = []
  /// Names of objects that were lost to errors.
  package var lostNames: Set<String> = []
  /// Objects were lost of which not even the names are known.
  package var hasLostUnnamed = false

  package init() {}

  package var isEmpty: Bool {
    appliances.isEmpty && adapterPools.isEmpty && addressPools.isEmpty && networks.isEmpty && vsans.isEmpty && servers.isEmpty
      && profiles.isEmpty
  }

  /// Objects were lost to errors.
  package var isPartial: Bool { hasLostUnnamed || !lostNames.isEmpty }

  /// Whether a name that stands for nothing may be the one of an object that was lost.
  package func mayHaveLost(_ name: String) -> Bool { hasLostUnnamed || lostNames.contains(name) }

  package mutating func append(_ other: Manifest) {
    appliances += other.appliances
    adapterPools += other.adapterPools
    addressPools += other.addressPools
    networks += other.networks
    vsans += other.vsans
    servers += other.servers
    profiles += other.profiles
    lostNames.formUnion(other.lostNames)
    hasLostUnnamed = hasLostUnnamed || other.hasLostUnnamed
  }
}

/// One object of a manifest: its name, its labels and what it asks for.
package struct Declared<Spec: Hashable & Sendable>: Hashable, Sendable {
  package var name: String
  package var labels: [Label]
  package var spec: Spec
  package var origin: Origin
  /// Parts of it were lost to errors.
  package var isPartial = false

  package init(name: String, labels: [Label] = [], spec: Spec, origin: Origin = .none) {
    self.name = name
    self.labels = labels
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

/// The kinds of the language, and whether this version carries them out.
package enum ManifestKind: String, CaseIterable, Sendable {
  // The cases are spelled as manifests spell them.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case Appliance, AdapterPool, AddressPool, Network, VSAN, Server, ServerProfile

  /// Kinds of the language that are refused by name for now.
  package static let notYet = [
    "QoSPolicy", "ServerProfileTemplate", "MaintenancePolicy", "AdapterLease", "Workload", "Policy",
  ]
}

extension Manifest {
  package var objectCount: Int {
    appliances.count + adapterPools.count + addressPools.count + networks.count + vsans.count + servers.count + profiles.count
  }
}
