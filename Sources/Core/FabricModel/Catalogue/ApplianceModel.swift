/// What a make of appliance offers to servers and adapters.
package struct ApplianceModel: Hashable, Sendable {
  /// What is lent when something is lent exclusively.
  package enum AttachUnit: String, Word {
    case adapter, port
  }

  package let name: String
  package let aliases: [String]
  package let vendor: String
  /// How many servers can be cabled to it.
  package let serverPorts: Int
  package let adapterSlots: Int
  /// What one server's cable carries; nil where it is not known.
  package let serverLinkRate: Bitrate?
  package let transport: Transport
  package let attachUnit: AttachUnit
  /// Whether it is two boxes, A and B, each with a cable to every server: its sides do not fail together.
  package let hasTwoFabrics: Bool
  /// Whether its networks have an MTU; else each vNIC has its own, and what a network carries is not known.
  package let networksHaveMTU: Bool

  package init(
    _ name: String, aliases: [String] = [], vendor: String, serverPorts: Int, adapterSlots: Int, serverLinkRate: Bitrate? = nil,
    transport: Transport, attachUnit: AttachUnit, hasTwoFabrics: Bool = false, networksHaveMTU: Bool = true
  ) {
    self.name = name
    self.aliases = aliases
    self.vendor = vendor
    self.serverPorts = serverPorts
    self.adapterSlots = adapterSlots
    self.serverLinkRate = serverLinkRate
    self.transport = transport
    self.attachUnit = attachUnit
    self.hasTwoFabrics = hasTwoFabrics
    self.networksHaveMTU = networksHaveMTU
  }
}
