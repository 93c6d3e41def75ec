private import Glibc

/// How many random cases a test plays, and from which seed.
///
/// `WEFT_FUZZ_CASES` asks for another number of cases, `WEFT_FUZZ_SEED` plays a printed seed again: the same seed gives the same cases.
package struct FuzzRun: Sendable {
  package let seed: UInt64
  package let cases: Int

  /// The seed is printed, so that it is known after a crash too.
  package init(_ name: String, cases: Int) {
    seed = Self.environment("WEFT_FUZZ_SEED").flatMap { UInt64($0) } ?? .random(in: 0...UInt64(UInt32.max))
    self.cases = Self.environment("WEFT_FUZZ_CASES").flatMap { Int($0) } ?? cases
    print("\(name): \(self.cases) cases, WEFT_FUZZ_SEED=\(seed)")
  }

  /// What makes the case of this number.
  package func generator(_ round: Int) -> SeededGenerator { SeededGenerator(seed: seed &* 0x1_0000_01B3 &+ UInt64(round)) }

  /// How a case is named in a complaint.
  package func note(_ round: Int) -> String { "WEFT_FUZZ_SEED=\(seed), case \(round)" }

  private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
