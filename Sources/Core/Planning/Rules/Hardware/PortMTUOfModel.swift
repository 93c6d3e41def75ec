internal import Documents
internal import FabricModel

extension Rule {
  /// While an x520 is shared, its ports and all their functions keep to frames of 9 KB, where alone it could do 15.5 KB.
  static let portMTUOfModel = Rule(
    "port.mtu", .error, "a port's MTU is one that its card can carry",
    source: "82599 data sheet; Linux Documentation/networking/device_drivers/ethernet/intel/ixgbe.rst",
    .site { subject, findings in
      for appliance in subject.manifest.appliances {
        for (index, adapter) in appliance.spec.inventory.adapters.enumerated() {
          guard let model = adapter.catalogued else { continue }
          let isShared = (adapter.sharing ?? .shared) == .shared && model.canBeShared
          guard let most = isShared ? model.maxSharedMTU ?? model.maxMTU : model.maxMTU else { continue }
          for (position, port) in adapter.ports.enumerated() {
            guard let mtu = port.mtu, mtu > most else { continue }
            findings.add(
              RuleObject(appliance), at: .spec(.key("adapters"), .item(index), .key("ports"), .item(position), .key("mtu")),
              "an MTU of \(mtu) is more than \(model.name) carries\(isShared ? " while it is shared" : ""): \(most) at most",
              help: "write 'mtu: \(most)', or less", fix: { TextEdit($0, replacement: "\(most)") })
          }
        }
      }
    })
}
