/// What a driver's appliance can do: the sheet that planning sees in place of the driver.
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

  package init() {}
}
