internal import Documents

/// Rates and class of service that several vNICs share.
package struct QoSPolicy: Hashable, Sendable {
  /// Guaranteed.
  package var min: Bitrate?
  /// The cap.
  package var max: Bitrate?
  /// The weight among v-ports that compete for what is left.
  package var shares: Int?
  /// Priority code point of IEEE 802.1Q.
  package var `class`: Int?
  package var nativeName: String?

  package init() {}

  package static let table = Table<QoSPolicy>(
    "a QoSPolicy",
    [
      Field("min", .rate, "guaranteed", { $0.min }, { $0.min = $1 }),
      Field("max", .rate, "the cap", { $0.max }, { $0.max = $1 }),
      Field("shares", .integer(1...100), "weight among v-ports that compete for what is left", { $0.shares }, { $0.shares = $1 }),
      Field("class", .integer(0...7), "class of service (IEEE 802.1Q priority)", { $0.class }, { $0.class = $1 }),
      .nativeName({ $0.nativeName }, { $0.nativeName = $1 }),
    ])
}
