internal import Documents
internal import FabricModel

extension Rule {
  /// A PCI-X card has another edge connector than PCIe: no slot of an appliance that extends PCIe takes it.
  static let cardFitsSlot = Rule(
    "adapter.wrongBus", .error, "a card has the bus of its appliance's slots",
    source: "the adapters' data sheets: PRO/1000 MT quad and PRO/10GbE are PCI-X; a VIO-4001 extends PCIe",
    .site { subject, findings in
      for appliance in subject.manifest.appliances where hasPCIeSlots(appliance.spec.inventory) {
        for (index, adapter) in appliance.spec.inventory.adapters.enumerated() {
          guard let model = adapter.catalogued, model.bus == .pcix else { continue }
          let others = Catalogue.adapters.filter {
            $0.kind == model.kind && $0.bus.map { $0 != .pcix } ?? false && $0.maxSpeed == model.maxSpeed
          }
          findings.add(
            RuleObject(appliance), at: .spec(.key("adapters"), .item(index), .key("model")),
            "\(model.name) is a PCI-X card, and the slots of '\(appliance.name)' are PCIe: it can't be in slot \(adapter.slot)",
            help: others.isEmpty ? nil : "of the same speed and for PCIe there is \(listed(others.map(\.name)))")
        }
      }
    })

  private static func hasPCIeSlots(_ inventory: Inventory) -> Bool {
    (inventory.transport ?? inventory.model.flatMap { Catalogue.appliance(named: $0) }?.transport) == .pcie
  }
}
