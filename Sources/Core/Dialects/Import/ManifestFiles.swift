package import FabricModel

/// Manifests as files, one a kind.
package enum ManifestFiles {
  /// File names and their texts; a kind without objects has no file.
  package static func write(_ manifest: Manifest, note: String) -> [(name: String, text: String)] {
    func file<Spec: ManifestSpec>(_ spec: Spec.Type) -> (name: String, text: String)? {
      let objects = manifest[keyPath: spec.objects]
      guard !objects.isEmpty else { return nil }
      return (name(of: spec.kind), "# \(note)\n" + objects.map { $0.document.yaml() }.joined(separator: "---\n"))
    }
    return ManifestKind.allCases.compactMap { file($0.spec) }
  }

  private static func name(of kind: ManifestKind) -> String {
    switch kind {
    case .Appliance: "appliances.yaml"
    case .AdapterPool: "adapter-pools.yaml"
    case .AddressPool: "address-pools.yaml"
    case .Network: "networks.yaml"
    case .VSAN: "vsans.yaml"
    case .QoSPolicy: "qos-policies.yaml"
    case .MaintenancePolicy: "maintenance-policies.yaml"
    case .Server: "servers.yaml"
    case .VNICTemplate: "vnic-templates.yaml"
    case .VHBATemplate: "vhba-templates.yaml"
    case .ServerProfileTemplate: "templates.yaml"
    case .ServerProfile: "profiles.yaml"
    case .AdapterLease: "leases.yaml"
    case .Workload: "workloads.yaml"
    }
  }
}
