/// Random numbers that follow from a seed and from what they are for, whatever else was drawn before them.
///
/// The mixing is SplitMix64's (Steele, Lea, Flood 2014).
package struct Chance: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// - Parameters:
  ///   - words: what is decided, such as an appliance and a call.
  ///   - number: which time it is decided.
  package init(_ seed: UInt64, _ words: String..., number: Int = 0) {
    var hash = seed &* 0xD134_2543_DE82_EF95 &+ UInt64(truncatingIfNeeded: number) &* 0x2545_F491_4F6C_DD1D
    for word in words {
      // A byte that no text has stands between the words.
      for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
    }
    state = hash
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// True in so many of a thousand cases.
  package mutating func happens(_ thousandths: Int) -> Bool { thousandths > 0 && Int.random(in: 0..<1000, using: &self) < thousandths }
}
