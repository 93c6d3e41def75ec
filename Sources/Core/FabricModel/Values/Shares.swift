/// The weight of a v-port among those that compete for what is left of a port, 1 to 100; zero is none of its own.
package struct Shares: Hashable, Sendable {
  package static let zero = Shares(rawValue: 0)
  package let rawValue: UInt8

  private init(rawValue: UInt8) { self.rawValue = rawValue }

  package init?(_ value: Int) {
    guard (0...100).contains(value) else { return nil }
    rawValue = UInt8(value)
  }
}
