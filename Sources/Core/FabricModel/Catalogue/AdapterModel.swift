/// What a make of adapter can do, whatever the appliance it sits in.
package struct AdapterModel: Hashable, Sendable {
  /// As the field writes it: `x520-SR2`.
  package let name: String
  package let aliases: [String]
  package let vendor: String
  package let kind: PoolType
  package let ports: Int
  /// What a port can be negotiated to, slowest first; nominal rates for Fibre Channel.
  package let portSpeeds: [Bitrate]
  /// How the card is plugged in; nil where the model stands for something that is no card.
  package let bus: AdapterBus?
  /// How many v-ports a port can carry: SR-IOV virtual functions, NPIV ports or logical drives; nil where it can serve one server only.
  package let functionsPerPort: Int?
  /// How many tagged VLANs the functions of a port can use together; nil where no limit is known.
  package let vlanFiltersPerPort: Int?
  /// Whether the hardware guarantees a function's minimum rate.
  package let enforcesMinimumRate: Bool
  /// The lowest cap that a function can be given; nil where functions have no caps or no lowest one is known.
  package let minimumMaxRate: Bitrate?
  /// Whether functions keep their caps only while the port runs at its highest speed.
  package let capsNeedFullSpeed: Bool
  /// Whether a function that has a VLAN of its own may also tag others.
  package let tagsBesideNative: Bool
  /// How many traffic classes a port has left as functions are used, fewest functions first; empty where no limit is known.
  package let trafficClasses: [TrafficClassLimit]
  /// The largest MTU of an Ethernet port; nil where it is not known or there is none.
  package let maxMTU: Int?
  /// The same while the port is shared.
  package let maxSharedMTU: Int?
  /// How many logical drives the controller can hold.
  package let logicalDrives: Int?

  /// Up to so many functions of a port in use, it has so many traffic classes.
  package struct TrafficClassLimit: Hashable, Sendable {
    package let functions: Int
    package let classes: Int

    package init(upTo functions: Int, _ classes: Int) {
      self.functions = functions
      self.classes = classes
    }
  }

  package init(
    _ name: String, aliases: [String] = [], vendor: String, kind: PoolType, ports: Int, portSpeeds: [Bitrate], bus: AdapterBus?,
    functionsPerPort: Int? = nil, vlanFiltersPerPort: Int? = nil, enforcesMinimumRate: Bool = false, minimumMaxRate: Bitrate? = nil,
    capsNeedFullSpeed: Bool = false, tagsBesideNative: Bool = true, trafficClasses: [TrafficClassLimit] = [], maxMTU: Int? = nil,
    maxSharedMTU: Int? = nil, logicalDrives: Int? = nil
  ) {
    precondition(!portSpeeds.isEmpty && portSpeeds == portSpeeds.sorted(), "speeds are listed slowest first")
    self.name = name
    self.aliases = aliases
    self.vendor = vendor
    self.kind = kind
    self.ports = ports
    self.portSpeeds = portSpeeds
    self.bus = bus
    self.functionsPerPort = functionsPerPort
    self.vlanFiltersPerPort = vlanFiltersPerPort
    self.enforcesMinimumRate = enforcesMinimumRate
    self.minimumMaxRate = minimumMaxRate
    self.capsNeedFullSpeed = capsNeedFullSpeed
    self.tagsBesideNative = tagsBesideNative
    self.trafficClasses = trafficClasses
    self.maxMTU = maxMTU
    self.maxSharedMTU = maxSharedMTU
    self.logicalDrives = logicalDrives
  }

  /// How many traffic classes a port has with so many functions in use; nil where no limit is known.
  package func trafficClasses(with functions: Int) -> Int? { trafficClasses.first { functions <= $0.functions }?.classes }

  package var maxSpeed: Bitrate { portSpeeds[portSpeeds.count - 1] }
  /// Whether it can serve several servers at once; else it is lent to one as a whole.
  package var canBeShared: Bool { functionsPerPort != nil }
}
