internal import FabricModel

/// One rule of DESIGN section 6, which keeps account of what the appliances hold.
protocol CheckRule {
  /// Takes note that something came (`by` is 1) or went (`by` is -1).
  mutating func count(_ fact: Fact, _ by: Int, _ ground: CheckGround)
  /// What the step at hand made worse.
  mutating func settle(_ ground: CheckGround) -> [Violation]
}

/// One object that an appliance holds.
struct Fact {
  /// Index in the ground's appliances.
  let appliance: Int
  let record: Record
  /// The server of the profile that it is or belongs to, as the profile's part on this appliance says; empty where there is none.
  let server: String
}

extension Fact {
  /// Whether a v-port is on a server, on a port, and administratively up; a profile, whether it is on a server.
  var isActive: Bool {
    guard !server.isEmpty else { return false }
    if case .vport(let vport) = record { return vport.slotPort != nil && vport.isUp != false }
    return true
  }
}

/// A port as the rules count it.
struct PortKey: Hashable {
  let appliance: Int
  let slotPort: SlotPort
}

/// A name within an appliance, of a kind that follows from where it is used.
struct NameKey: Hashable {
  let appliance: Int
  let name: String
}

/// What holds still while a plan is checked: the appliances it touches, and the hardware.
struct CheckGround {
  /// The appliances in question.
  let names: [String]
  private let positions: [String: Int]
  private let hardware: Hardware
  private let reservable: [Percent?]
  /// The index in the hardware of each.
  private let hosts: [Int?]

  init(_ names: [String], hardware: Hardware, reservable: [Percent?]) {
    self.names = names
    self.hardware = hardware
    self.reservable = reservable
    positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    hosts = names.map { hardware.position(of: $0) }
  }

  func position(of appliance: String) -> Int? { positions[appliance] }

  func host(_ appliance: Int) -> Hardware.Host? { hosts[appliance].map { hardware.appliances[$0] } }

  func unit(_ key: PortKey) -> Hardware.Unit? {
    hosts[key.appliance].flatMap { hardware.unit($0, key.slotPort) }.map { hardware.units[$0] }
  }

  /// What may be guaranteed on a port; nil where its speed is not known.
  func guaranteeLimit(of key: PortKey) -> Bitrate? {
    guard let host = hosts[key.appliance], let unit = hardware.unit(host, key.slotPort), let speed = hardware.units[unit].speed else {
      return nil
    }
    return reservable.indices.contains(unit) ? reservable[unit].map { speed * $0 } ?? speed : speed
  }

  func describe(_ key: PortKey) -> String { "\(names[key.appliance])/\(key.slotPort)" }
}
