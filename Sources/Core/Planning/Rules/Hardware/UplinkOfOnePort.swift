internal import Documents
internal import FabricModel

extension Rule {
  /// What a port's uplink is decides which v-ports share a switch, so one of two equal ones makes redundancy look better or worse than it is.
  static let uplinkOfOnePort = Rule(
    "cabling.uplinkTwice", .error, "a switch port is the uplink of one adapter port", source: "a cable has two ends",
    .site { subject, findings in
      var users: [Uplink: (port: String, object: RuleObject, path: [Locator.Step])] = [:]
      for appliance in subject.manifest.appliances {
        for (index, adapter) in appliance.spec.inventory.adapters.enumerated() {
          for (position, port) in adapter.ports.enumerated() {
            guard let uplink = port.uplink else { continue }
            let name = "\(appliance.name)/\(adapter.slot)/\(port.number)"
            let path: [Locator.Step] = .spec(.key("adapters"), .item(index), .key("ports"), .item(position), .key("uplink"))
            if let first = users[uplink] {
              findings.add(
                RuleObject(appliance), at: path, "'\(uplink)' is one end of one cable, and both \(first.port) and \(name) claim it",
                related: [("the first claim", first.object, first.path)], help: "correct the one that is plugged in elsewhere")
            } else {
              users[uplink] = (name, RuleObject(appliance), path)
            }
          }
        }
      }
    })
}
