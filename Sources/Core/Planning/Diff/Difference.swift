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
  /// How many objects the scope owns.
  package var owned = 0

  package init() {}
}

extension Differences {
  static func place(_ address: String, on appliance: String) -> String { "\(appliance):\(address)" }

  /// Only the taking over of objects: all else waits for another plan.
  mutating func keepAdoptions() {
    let kept = changes.indices.filter { changes[$0].action == .adopt }
    let index = Dictionary(kept.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    changes = kept.map { changes[$0] }
    drafts = drafts.compactMap { draft in
      index[draft.changeIndex].map { Draft(appliance: draft.appliance, change: draft.change, changeIndex: $0) }
    }
    let places = adopted.union(drafts.map { Self.place($0.change.address.description, on: $0.appliance) })
    remember = remember.filter { places.contains(Self.place($0.record.address.description, on: $0.appliance)) }
    forget = []
    blockers = []
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

  package init(appliance: String, address: String) {
    self.appliance = appliance
    self.address = address
  }
}
