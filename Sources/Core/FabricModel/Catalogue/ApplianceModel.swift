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

  package init(
    _ name: String, aliases: [String] = [], vendor: String, serverPorts: Int, adapterSlots: Int, serverLinkRate: Bitrate? = nil,
    transport: Transport, attachUnit: AttachUnit
  ) {
    self.name = name
    self.aliases = aliases
    self.vendor = vendor
    self.serverPorts = serverPorts
    self.adapterSlots = adapterSlots
    self.serverLinkRate = serverLinkRate
    self.transport = transport
    self.attachUnit = attachUnit
  }
}
