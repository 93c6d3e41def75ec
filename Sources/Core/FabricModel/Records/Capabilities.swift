/// What a driver found it can do with an appliance: the sheet that planning sees in place of the driver.
package struct Capabilities: Hashable, Sendable {
  package enum MinimumRate: String, Sendable { case enforced, advisory, none }
  /// What is attached, detached and shares fate as one.
  package enum AttachUnit: String, Sendable { case port, adapter }

  /// What becomes of guaranteed rates, and of classes and shares with them.
  package var minimumRate: MinimumRate = .advisory
  package var hotAdd = true
  /// Several operations take effect together or not at all.
  package var transactions = false
  package var attachUnit: AttachUnit = .port
  /// Ownership can be written on the fabric itself.
  package var ownerMark = false
  package var writable = false
  /// The appliance itself deals addresses, and servers out of pools of servers, and may not tell which: weft deals none to what is there.
  package var dealsFromPools = false

  package init() {}
}
