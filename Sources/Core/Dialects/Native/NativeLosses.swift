package import FabricModel

extension NativeDialect {
  /// What manifests say that a native configuration has no place for: it holds what is on an appliance, not what that was made from.
  package static func losses(of manifest: Manifest) -> ExportLosses {
    var losses = ExportLosses()
    func add<Spec: ManifestSpec>(_ spec: Spec.Type) {
      for object in manifest[keyPath: spec.objects] { losses.add(spec.kind.rawValue, object.name) }
    }
    for kind in ManifestKind.allCases where !holds(kind) { add(kind.spec) }
    for profile in manifest.profiles {
      if !profile.spec.templates.isEmpty { losses.add("ServerProfile/template", profile.name) }
      if !profile.spec.redundancy.isEmpty { losses.add("ServerProfile/redundancy", profile.name) }
      if profile.spec.maintenance != nil { losses.add("ServerProfile/maintenance", profile.name) }
      if profile.spec.serverSelector != nil { losses.add("ServerProfile/serverSelector", profile.name) }
    }
    return losses
  }

  private static func holds(_ kind: ManifestKind) -> Bool {
    switch kind {
    // Rates, classes and shares stand at the v-ports, and an adapter at the server that has it.
    case .Appliance, .Network, .VSAN, .Server, .ServerProfile, .AdapterLease: true
    // What it says is at the v-ports, its name is not.
    case .QoSPolicy: false
    case .AdapterPool, .AddressPool, .MaintenancePolicy, .VNICTemplate, .VHBATemplate, .ServerProfileTemplate, .Workload: false
    }
  }
}
