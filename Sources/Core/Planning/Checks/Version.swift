internal import FabricModel

/// A v-port, or another object of an appliance, through all that the plan makes of it.
struct CheckedObject {
  let appliance: Int
  /// Of a v-port within its profile; for the others of no interest.
  let name: String
  /// The object that is the v-port's part of its profile; -1 for other objects.
  let part: Int
  /// The number of the profile that it is a part or a v-port of; -1 for other objects.
  let profile: Int
  var isVHBA = false
  /// The v-ports of a part, one after the other; -1 where there is none or no other.
  var firstChild = -1
  var nextSibling = -1
  /// Its versions before the first step and after the last in the plan's order; -1 where it is not there.
  var first = -1
  var last = -1
}

/// One object as it is between two steps that change it.
struct Version {
  let page: LoadBook.Page
  /// The step that makes it; -1 for what was observed.
  let step: Int
  /// Of a v-port: it sits on a port and is administratively up. Of a profile: it is on a server.
  var isActive = false
  /// Of a v-port: it is active on a port that is plugged in, as far as is known. Of a profile: its server is not off.
  var isUp = false
  var slot: UInt8 = 0
  /// Of a profile: the number of its server. Of an adapter: that of the server it is lent to. -1 for none.
  var server = -1
  /// The numbers of its port and its adapter, where the plan changes these.
  var portWatch = -1
  var adapterWatch = -1
}

/// Where a v-port is, in the numbers of the checker.
struct Seating {
  let object: Int
  let part: Int
  let profile: Int
  let appliance: Int
  /// Index in the ground's ports; -1 for none.
  let port: Int
  /// It sits on a port and is administratively up.
  let isActive: Bool
  let isLinked: Bool
  /// The counters of the users of its networks.
  let networks: [Int]
}

/// What a step does, in the numbers of the checker.
struct Effect {
  /// v-ports that are down from the beginning of a step until it is verified.
  enum Downs {
    case none
    case itself
    /// The v-port, and what its profile has on the same adapter.
    case unit
    /// The v-ports of a profile's part, or its vHBAs.
    case part
    case vhbas
    /// The v-ports that use a watched object.
    case users(Int)
  }

  let object: Int
  /// What it finds and what it makes of it, in the plan's order; -1 where nothing is there.
  let expected: Int
  let after: Int
  /// Whether it can be performed on what it finds in the plan's order.
  let fits: Bool
  let downs: Downs
  /// It says itself that it may take the last path.
  let isFree: Bool
  /// The profile whose server it disrupts; -1 for none.
  let disrupts: Int
  /// The number of the port or adapter that it changes as a whole; -1 for none.
  let whole: Int
  /// That one must be empty.
  let empties: Bool

  var takesDown: Bool { if case .none = downs { false } else { true } }
}
