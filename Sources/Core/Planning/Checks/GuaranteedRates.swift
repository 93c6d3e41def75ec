internal import FabricModel

/// I2: what is guaranteed on a port stays within the reservable part of its speed, and within the rate of the server's cable.
struct GuaranteedRates: CheckRule {
  private var ports = Tracked<PortKey, Bitrate>(initially: .zero)
  /// By profile: all v-ports of a server on one appliance share its cable.
  private var cables = Tracked<NameKey, Bitrate>(initially: .zero)

  mutating func count(_ fact: Fact, _ by: Int, _ ground: CheckGround) {
    guard case .vport(let it) = fact.record, let minimum = it.minimum, minimum != .zero else { return }
    let change = by > 0 ? minimum : .zero - minimum
    if let slotPort = it.slotPort { ports.change(PortKey(appliance: fact.appliance, slotPort: slotPort)) { $0 += change } }
    if !fact.server.isEmpty { cables.change(NameKey(appliance: fact.appliance, name: it.profile)) { $0 += change } }
  }

  mutating func settle(_ ground: CheckGround) -> [Violation] {
    var found: [Violation] = []
    ports.settle { key, before, after in
      guard after > before, let limit = ground.guaranteeLimit(of: key), after > limit else { return }
      let port = ground.describe(key)
      found.append(Violation("I2", port, "\(after) are guaranteed on port \(port), which has \(limit) to guarantee"))
    }
    cables.settle { key, before, after in
      guard after > before, let link = ground.host(key.appliance)?.inventory.hostLink, after > link else { return }
      let cable = "profile/\(key.name) on \(ground.names[key.appliance])"
      found.append(Violation("I2", cable, "\(after) are guaranteed to \(cable), whose cable carries \(link)"))
    }
    return found
  }
}
