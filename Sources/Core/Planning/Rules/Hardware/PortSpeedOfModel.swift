internal import Documents
internal import FabricModel

extension Rule {
  /// Fibre Channel ports go down about two generations (an 8G port to 4G and 2G, not to 1G), and Ethernet cards have their own list.
  static let portSpeedOfModel = Rule(
    "port.speed", .error, "a port runs at a speed that its card can negotiate", source: "the adapters' data sheets",
    .site { subject, findings in
      for appliance in subject.manifest.appliances {
        for (index, adapter) in appliance.spec.inventory.adapters.enumerated() {
          guard let model = adapter.catalogued else { continue }
          for (position, port) in adapter.ports.enumerated() {
            guard let speed = port.speed, !model.portSpeeds.contains(speed) else { continue }
            findings.add(
              RuleObject(appliance), at: .spec(.key("adapters"), .item(index), .key("ports"), .item(position), .key("speed")),
              "\(model.name) never runs at \(speed): its ports negotiate \(listed(model.portSpeeds.map(\.description)))",
              help: "write the speed that the switch shows for it; without one the card's highest counts")
          }
        }
      }
    })
}
