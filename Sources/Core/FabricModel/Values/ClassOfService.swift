/// The priority of a frame, 0 to 7 (the priority code point of IEEE 802.1Q); 0 is what a frame without one has.
package struct ClassOfService: Hashable, Sendable {
  package static let bestEffort = ClassOfService(rawValue: 0)
  package let rawValue: UInt8

  private init(rawValue: UInt8) { self.rawValue = rawValue }

  package init?(_ value: Int) {
    guard (0...7).contains(value) else { return nil }
    rawValue = UInt8(value)
  }
}
