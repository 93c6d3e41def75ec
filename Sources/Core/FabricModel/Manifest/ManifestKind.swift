/// The kinds of the language.
package enum ManifestKind: String, CaseIterable, Sendable {
  // The cases are spelled as manifests spell them, in the order in which `import` writes them.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case Appliance, AdapterPool, AddressPool, Network, VSAN, QoSPolicy, MaintenancePolicy, Server, ServerProfileTemplate, ServerProfile
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case AdapterLease, Workload

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
}

/// What one kind asks for: the `spec` of its objects.
package protocol ManifestSpec: Hashable, Sendable {
  static var kind: ManifestKind { get }
  static var table: Table<Self> { get }
  /// Where a manifest keeps its objects.
  static var objects: WritableKeyPath<Manifest, [Declared<Self>]> { get }
  init()
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

extension ServerProfileTemplate: ManifestSpec {
  package static var kind: ManifestKind { .ServerProfileTemplate }
  package static var objects: WritableKeyPath<Manifest, [Declared<ServerProfileTemplate>]> { \.templates }
}

extension ServerProfile: ManifestSpec {
  package static var kind: ManifestKind { .ServerProfile }
  package static var objects: WritableKeyPath<Manifest, [Declared<ServerProfile>]> { \.profiles }
}

extension AdapterLease: ManifestSpec {
  package static var kind: ManifestKind { .AdapterLease }
  package static var objects: WritableKeyPath<Manifest, [Declared<AdapterLease>]> { \.leases }
}

extension Workload: ManifestSpec {
  package static var kind: ManifestKind { .Workload }
  package static var objects: WritableKeyPath<Manifest, [Declared<Workload>]> { \.workloads }
}
