internal import FabricModel

// Appliances that are two boxes, of which one may fail.
extension RuleSubject {
  /// What the catalogue knows of an appliance, by its position.
  func model(of appliance: Int) -> ApplianceModel? {
    hardware.appliances[appliance].inventory.model.flatMap { Catalogue.appliance(named: $0) }
  }

  /// Whether the appliance moves a vNIC to its other side when the one it is on fails: it is redundant by itself.
  func failsOver(_ vport: Int) -> Bool { isVNIC(vport) && vnic(vport).failover == true }

  /// Whether these ports of one appliance are on both sides of it, which are two boxes.
  func areOnTwoFabrics(_ units: [Hardware.Unit]) -> Bool {
    guard let appliance = units.commonAppliance, model(of: appliance)?.hasTwoFabrics ?? false else { return false }
    return Set(units.compactMap(\.port.fabric)).isSuperset(of: [.a, .b])
  }
}
