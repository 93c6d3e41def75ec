internal import FabricModel

/// What holds still while a plan is checked: the appliances, their hardware, and the terms.
struct CheckGround {
  /// The appliances that the plan touches, sorted, and then others that have a say.
  private(set) var names: [String]
  /// The number of those that the plan touches.
  let touched: Int
  let terms: SafetyTerms
  private(set) var ports: [PortFacts] = []
  private(set) var adapters: [AdapterFacts] = []
  private let hardware: Hardware
  private var positions: [String: Int]
  /// The index in the hardware of each.
  private var hosts: [Int?]
  private var portNumbers: [Int: Int] = [:]
  private var adapterNumbers: [Int: Int] = [:]

  struct PortFacts {
    let appliance: Int
    let slotPort: SlotPort
    /// Index in the ground's adapters.
    let adapter: Int
    let isThere: Bool
    /// Whether it is plugged in, as far as the appliance reports it.
    let isLinked: Bool
    /// What may be guaranteed; nil where its speed is not known.
    let reservable: Bitrate?
    let functionLimit: Int?
    let filterLimit: Int?
  }

  struct AdapterFacts {
    let appliance: Int
    let slot: UInt8
    let driveLimit: Int?
    let cannotBeShared: Bool
  }

  init(_ touched: [String], hardware: Hardware, terms: SafetyTerms) {
    names = touched
    self.touched = touched.count
    self.hardware = hardware
    self.terms = terms
    positions = Dictionary(touched.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    hosts = touched.map { hardware.position(of: $0) }
  }

  func position(of appliance: String) -> Int? { positions[appliance] }

  /// The index of an appliance that the plan does not touch.
  mutating func admit(_ appliance: String) -> Int {
    if let known = positions[appliance] { return known }
    positions[appliance] = names.count
    names.append(appliance)
    hosts.append(hardware.position(of: appliance))
    return names.count - 1
  }

  func host(_ appliance: Int) -> Hardware.Host? { hosts[appliance].map { hardware.appliances[$0] } }

  /// The index of a port.
  mutating func port(_ slotPort: SlotPort, on appliance: Int) -> Int {
    let key = appliance << 16 | Int(slotPort.slot) << 8 | Int(slotPort.port)
    if let known = portNumbers[key] { return known }
    let unit = hosts[appliance].flatMap { hardware.unit($0, slotPort) }.map { hardware.units[$0] }
    let share = terms.reservable[PortAddress(appliance: names[appliance], slotPort)]
    ports.append(
      PortFacts(
        appliance: appliance, slotPort: slotPort, adapter: adapter(slotPort.slot, on: appliance), isThere: unit != nil,
        isLinked: unit?.port.isLinkUp != false, reservable: unit?.speed.map { speed in share.map { speed * $0 } ?? speed },
        functionLimit: unit?.functionLimit, filterLimit: unit?.filterLimit))
    portNumbers[key] = ports.count - 1
    return ports.count - 1
  }

  /// The index of an adapter.
  mutating func adapter(_ slot: UInt8, on appliance: Int) -> Int {
    let key = appliance << 8 | Int(slot)
    if let known = adapterNumbers[key] { return known }
    let model = host(appliance)?.inventory[slot: slot]?.catalogued
    adapters.append(
      AdapterFacts(appliance: appliance, slot: slot, driveLimit: model?.logicalDrives, cannotBeShared: model?.canBeShared == false))
    adapterNumbers[key] = adapters.count - 1
    return adapters.count - 1
  }

  func describe(port: Int) -> String { "\(names[ports[port].appliance])/\(ports[port].slotPort)" }
  func describe(adapter: Int) -> String { "\(names[adapters[adapter].appliance])/\(adapters[adapter].slot)" }
}

/// Indices of counters by an index of something else; -1 where there is none yet.
struct CounterTable {
  private var counters: [Int32] = []

  subscript(_ index: Int) -> Int { index < counters.count ? Int(counters[index]) : -1 }

  /// The counter of an index, made when it is asked for first.
  mutating func counter(_ index: Int, make: () -> Int) -> Int {
    if index < counters.count, counters[index] >= 0 { return Int(counters[index]) }
    while counters.count <= index { counters.append(-1) }
    let new = make()
    counters[index] = Int32(new)
    return new
  }
}
