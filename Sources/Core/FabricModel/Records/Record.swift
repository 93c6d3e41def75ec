/// What every kind of record has: a name, an owner mark, and a table of fields.
package protocol FabricRecord: Sendable, Hashable {
  var name: String { get }
  /// The scope that owns it by the mark on the fabric; nil where nobody does.
  var owner: String? { get set }
  var fields: [RecordField<Self>] { get }
  /// Whether `observed` has everything that `self` sets; derived fields follow other objects and say nothing of this one.
  func agrees(with observed: Self) -> Bool
}

extension FabricRecord where Self: StaticFields {
  package var fields: [RecordField<Self>] { Self.fields }
}

/// A record whose table does not depend on its value.
package protocol StaticFields: FabricRecord {
  static var fields: [RecordField<Self>] { get }
}

extension NetworkRecord: StaticFields {}
extension VSANRecord: StaticFields {}
extension ProfileRecord: StaticFields {}
extension AdapterRecord: StaticFields {}
extension PortRecord: StaticFields {}

/// One object of an appliance's configuration, as plans, drivers and the ledger pass it round.
///
/// It is passed round a lot, and a v-port is large: what it holds stands behind a reference that all copies share.
package indirect enum Record: Hashable, Sendable {
  case network(NetworkRecord)
  case vsan(VSANRecord)
  case profile(ProfileRecord)
  case vport(VPortRecord)
  case adapter(AdapterRecord)
  case port(PortRecord)

  package var address: ObjectAddress {
    switch self {
    case .network(let record): .network(record.name)
    case .vsan(let record): .vsan(record.name)
    case .profile(let record): .profile(record.name)
    case .vport(let record): .vport(record.address)
    case .adapter(let record): .adapter(record.slot)
    case .port(let record): .port(record.slotPort)
    }
  }

  /// The word in JSON's `kind`.
  package var kind: String {
    switch self {
    case .network: "network"
    case .vsan: "vsan"
    case .profile: "profile"
    case .vport(let record): record.kind.rawValue
    case .adapter: "adapter"
    case .port: "port"
    }
  }

  /// Whether it says that it is never deleted.
  package var isProtected: Bool {
    switch self {
    case .network(let record): record.isProtected == true
    case .vsan(let record): record.isProtected == true
    case .profile(let record): record.isProtected == true
    case .vport, .adapter, .port: false
    }
  }

  package var owner: String? {
    get {
      switch self {
      case .network(let record): record.owner
      case .vsan(let record): record.owner
      case .profile(let record): record.owner
      case .vport(let record): record.owner
      case .adapter(let record): record.owner
      case .port(let record): record.owner
      }
    }
    set {
      switch self {
      case .network(var record):
        record.owner = newValue
        self = .network(record)
      case .vsan(var record):
        record.owner = newValue
        self = .vsan(record)
      case .profile(var record):
        record.owner = newValue
        self = .profile(record)
      case .vport(var record):
        record.owner = newValue
        self = .vport(record)
      case .adapter(var record):
        record.owner = newValue
        self = .adapter(record)
      case .port(var record):
        record.owner = newValue
        self = .port(record)
      }
    }
  }
}

/// The name of one object within one appliance.
package enum ObjectAddress: Hashable, Sendable, CustomStringConvertible {
  case network(String)
  case vsan(String)
  case profile(String)
  case vport(VPortAddress)
  case adapter(UInt8)
  case port(SlotPort)

  /// A v-port's address begins with its profile's name, which these words would make ambiguous.
  package static let reservedProfileNames: Set = ["network", "vsan", "profile", "adapter", "port"]

  package var description: String {
    switch self {
    case .network(let name): "network/\(name)"
    case .vsan(let name): "vsan/\(name)"
    case .profile(let name): "profile/\(name)"
    case .vport(let address): address.description
    case .adapter(let slot): "adapter/\(slot)"
    case .port(let slotPort): "port/\(slotPort)"
    }
  }
}
