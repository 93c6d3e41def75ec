package import FabricModel

/// What the three-way comparison of DESIGN section 6 finds.
package struct Differences: Sendable {
  package var drafts: [Draft] = []
  package var changes: [Change] = []
  package var drift: [Difference] = []
  package var unmanaged: [String] = []
  package var blockers: [Blocker] = []
  /// What the ledger is to remember once it is verified, with only the managed fields set.
  package var remember: [Remembered] = []
  /// What the ledger is to forget.
  package var forget: [Forgotten] = []
  /// The places of what is taken over without a step.
  var adopted: Set<String> = []
  /// What is desired of appliances that were not read, or has to wait for another plan.
  package var waiting: [Waiting] = []
  /// Whose identities others take over from appliances that were not read, and what is left of earlier ones.
  package var burials: [Burial] = []
  package var lifted: [Forgotten] = []
  /// What is desired where an old owner has to go first: its names, and its profiles.
  var wanted: Set<String> = []
  var returning: Set<String> = []
  /// The changes, by index, and the places outside of them that the limits of the plan cover and do not cover.
  var coveredChanges: Set<Int> = []
  var outside: Set<String> = []
  /// How many objects the scope owns.
  package var owned = 0

  package init() {}
}

extension Differences {
  static func place(_ address: String, on appliance: String) -> String { "\(appliance):\(address)" }

  /// Only the taking over of objects: all else waits for another plan.
  mutating func keepAdoptions() {
    let adopting = Set(changes.indices.filter { changes[$0].action == .adopt })
    keepChanges { adopting.contains($0) }
    let places = adopted.union(drafts.map { Self.place($0.change.address.description, on: $0.appliance) })
    remember = remember.filter { places.contains(Self.place($0.record.address.description, on: $0.appliance)) }
    forget = []
    blockers = []
    waiting = []
    burials = []
    lifted = []
  }
}

/// A step before it has its place in the order.
package struct Draft: Hashable, Sendable {
  package let appliance: String
  package let change: RecordChange
  /// Index of the change for people that it belongs to.
  package let changeIndex: Int
}

/// An object as the ledger will remember it.
package struct Remembered: Hashable, Sendable {
  package let appliance: String
  package let record: Record

  package init(appliance: String, record: Record) {
    self.appliance = appliance
    self.record = record
  }
}

/// An object that the ledger will forget.
package struct Forgotten: Hashable, Sendable {
  package let appliance: String
  package let address: String
  /// It is let go though it may still be there: somebody else looks after it, or nobody can look.
  package let mayRemain: Bool

  package init(appliance: String, address: String, mayRemain: Bool = false) {
    self.appliance = appliance
    self.address = address
    self.mayRemain = mayRemain
  }
}
