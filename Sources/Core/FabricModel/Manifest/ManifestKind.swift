package import Documents

/// The kinds of the language.
package enum ManifestKind: String, CaseIterable, Sendable {
  // The cases are spelled as manifests spell them, in the order in which `import` writes them.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case Appliance, AdapterPool, AddressPool, Network, VSAN, QoSPolicy, MaintenancePolicy, Server, VNICTemplate, VHBATemplate
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case ServerProfileTemplate, ServerProfile, AdapterLease, Workload

  private static let names = allCases.map { ByteName($0.rawValue) }

  init?(utf8: UnsafeBufferPointer<UInt8>) {
    let name = ByteName.Candidate(utf8)
    guard let index = Self.names.firstIndex(where: { $0.equals(name) }) else { return nil }
    self = Self.allCases[index]
  }

  /// The type of its `spec`.
  package var spec: any ManifestSpec.Type {
    switch self {
    case .Appliance: FabricModel.Appliance.self
    case .AdapterPool: FabricModel.AdapterPool.self
    case .AddressPool: FabricModel.AddressPool.self
    case .Network: FabricModel.Network.self
    case .VSAN: FabricModel.VSAN.self
    case .QoSPolicy: FabricModel.QoSPolicy.self
    case .MaintenancePolicy: FabricModel.MaintenancePolicy.self
    case .Server: FabricModel.Server.self
    case .VNICTemplate: FabricModel.VNICTemplate.self
    case .VHBATemplate: FabricModel.VHBATemplate.self
    case .ServerProfileTemplate: FabricModel.ServerProfileTemplate.self
    case .ServerProfile: FabricModel.ServerProfile.self
    case .AdapterLease: FabricModel.AdapterLease.self
    case .Workload: FabricModel.Workload.self
    }
  }

  /// The fields of its `spec`.
  package var outline: Outline {
    func outline<Spec: ManifestSpec>(_ spec: Spec.Type) -> Outline { spec.table.outline }
    return outline(spec)
  }

  /// One sentence without a full stop: what its objects are.
  package var summary: String {
    switch self {
    case .Appliance: "an I/O gateway that owns adapters and lends them to the servers cabled to it"
    case .AdapterPool: "a named set of adapter ports, chosen by selector, that v-ports are placed on"
    case .AddressPool: "blocks of addresses that identities are dealt from"
    case .Network: "an Ethernet network: a VLAN of a physical network"
    case .VSAN: "a virtual SAN: a Fibre Channel network that shares its switches with others"
    case .QoSPolicy: "rates and class of service that several vNICs share"
    case .MaintenancePolicy: "when the servers of profiles that name it may be disturbed, and how many at once"
    case .Server: "a physical server and its cables"
    case .VNICTemplate: "what vNICs that name it have in common"
    case .VHBATemplate: "what vHBAs that name it have in common"
    case .ServerProfileTemplate: "a profile body that several profiles complete"
    case .ServerProfile: "the vNICs, vHBAs and vdisks of one server identity; it moves to another server as a whole"
    case .AdapterLease: "an exclusive adapter that is lent to one server for a while"
    case .Workload: "a virtual machine, container or private server and the traffic it needs; nothing is configured for it"
    }
  }
}

/// What one kind asks for: the `spec` of its objects.
package protocol ManifestSpec: Hashable, Sendable {
  static var kind: ManifestKind { get }
  static var table: Table<Self> { get }
  /// Where a manifest keeps its objects.
  static var objects: WritableKeyPath<Manifest, [Declared<Self>]> { get }
  static var completeness: Completeness { get }
  /// Whether vNICs or vHBAs in it name templates.
  var hasVPortTemplates: Bool { get }
  init()
}

extension ManifestSpec {
  package static var completeness: Completeness { .whole }
  package var hasVPortTemplates: Bool { false }
}

/// Whether what lies within a spec may lack required fields because another object gives them; the spec's own fields are never lacking.
package enum Completeness: Hashable, Sendable {
  case whole
  case partial
  /// Where the spec has this field, which names the other object.
  case partialWith(String)

  /// - Parameter isCompleted: what the other object gives is there.
  package func isPartial(_ spec: Node, isCompleted: Bool) -> Bool {
    switch self {
    case .whole: false
    case .partial: true
    case .partialWith(let field): !isCompleted && spec.value(field) != nil
    }
  }
}

extension Appliance: ManifestSpec {
  package static var kind: ManifestKind { .Appliance }
  package static var objects: WritableKeyPath<Manifest, [Declared<Appliance>]> { \.appliances }
}

extension AdapterPool: ManifestSpec {
  package static var kind: ManifestKind { .AdapterPool }
  package static var objects: WritableKeyPath<Manifest, [Declared<AdapterPool>]> { \.adapterPools }
}

extension AddressPool: ManifestSpec {
  package static var kind: ManifestKind { .AddressPool }
  package static var objects: WritableKeyPath<Manifest, [Declared<AddressPool>]> { \.addressPools }
}

extension Network: ManifestSpec {
  package static var kind: ManifestKind { .Network }
  package static var objects: WritableKeyPath<Manifest, [Declared<Network>]> { \.networks }
}

extension VSAN: ManifestSpec {
  package static var kind: ManifestKind { .VSAN }
  package static var objects: WritableKeyPath<Manifest, [Declared<VSAN>]> { \.vsans }
}

extension QoSPolicy: ManifestSpec {
  package static var kind: ManifestKind { .QoSPolicy }
  package static var objects: WritableKeyPath<Manifest, [Declared<QoSPolicy>]> { \.qosPolicies }
}

extension MaintenancePolicy: ManifestSpec {
  package static var kind: ManifestKind { .MaintenancePolicy }
  package static var objects: WritableKeyPath<Manifest, [Declared<MaintenancePolicy>]> { \.maintenancePolicies }
}

extension Server: ManifestSpec {
  package static var kind: ManifestKind { .Server }
  package static var objects: WritableKeyPath<Manifest, [Declared<Server>]> { \.servers }
}

extension VNICTemplate: ManifestSpec {
  package static var kind: ManifestKind { .VNICTemplate }
  package static var objects: WritableKeyPath<Manifest, [Declared<VNICTemplate>]> { \.vnicTemplates }
  package static var completeness: Completeness { .partial }
}

extension VHBATemplate: ManifestSpec {
  package static var kind: ManifestKind { .VHBATemplate }
  package static var objects: WritableKeyPath<Manifest, [Declared<VHBATemplate>]> { \.vhbaTemplates }
  package static var completeness: Completeness { .partial }
}

extension ServerProfileTemplate: ManifestSpec {
  package static var kind: ManifestKind { .ServerProfileTemplate }
  package static var objects: WritableKeyPath<Manifest, [Declared<ServerProfileTemplate>]> { \.templates }
  package static var completeness: Completeness { .partial }
  package var hasVPortTemplates: Bool { body.hasVPortTemplates }
}

extension ServerProfile: ManifestSpec {
  package static var kind: ManifestKind { .ServerProfile }
  package static var objects: WritableKeyPath<Manifest, [Declared<ServerProfile>]> { \.profiles }
  package static var completeness: Completeness { .partialWith("template") }
  package var hasVPortTemplates: Bool {
    vnics.contains { $0.template != nil } || vhbas.contains { $0.template != nil }
  }
}

extension AdapterLease: ManifestSpec {
  package static var kind: ManifestKind { .AdapterLease }
  package static var objects: WritableKeyPath<Manifest, [Declared<AdapterLease>]> { \.leases }
}

extension Workload: ManifestSpec {
  package static var kind: ManifestKind { .Workload }
  package static var objects: WritableKeyPath<Manifest, [Declared<Workload>]> { \.workloads }
}
