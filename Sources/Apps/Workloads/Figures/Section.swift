/// What was measured of one subject at one size: stages beside the floor.
package struct Section: Sendable {
  /// The median of several runs.
  package struct Stage: Hashable, Sendable {
    package let name: String
    package let time: Elapsed

    package init(name: String, time: Elapsed) {
      self.name = name
      self.time = time
    }
  }

  /// How much there was to do, such as `changes: 1000`.
  package struct Count: Hashable, Sendable {
    package let name: String
    package let number: Int

    package init(_ name: String, _ number: Int) {
      self.name = name
      self.number = number
    }
  }

  /// What the C libraries alone need for the same texts.
  package static let floors = ["libyaml", "libxml2"]
  /// All stages of weft together.
  package static let whole = "whole"

  package let name: String
  package let size: Int
  package let unit: String
  package var yamlBytes = 0
  package var xmlBytes = 0
  package var counts: [Count] = []
  /// What stands against a plan, in words.
  package var blockers: [String] = []
  package var stages: [Stage] = []
  package var memory = PeakMemory(heldMiB: 0, peakMiB: 0)

  package init(_ name: String, size: Int, unit: String = "bindings") {
    self.name = name
    self.size = size
    self.unit = unit
  }

  package subscript(stage: String) -> Elapsed? { stages.first { $0.name == stage }?.time }

  /// The floors one after the other; none where neither was measured.
  package var floor: Elapsed? {
    let measured = Self.floors.compactMap { self[$0] }
    return measured.isEmpty ? nil : measured.reduce(Elapsed(), +)
  }

  /// How many times the floor's time a stage needs on the wall.
  package func wallPerFloor(_ stage: String) -> Double? { ratio(self[stage]?.wallSeconds, floor?.wallSeconds) }
  package func cpuPerFloor(_ stage: String) -> Double? { ratio(self[stage]?.cpuSeconds, floor?.cpuSeconds) }

  /// How many times the time of a smaller section a stage needs on the wall.
  package func growth(_ stage: String, from smaller: Section?) -> Double? { ratio(self[stage]?.wallSeconds, smaller?[stage]?.wallSeconds) }
}

/// None where a part is missing or nothing can be divided by it.
func ratio(_ number: Double?, _ base: Double?) -> Double? {
  guard let number, let base, base > 0 else { return nil }
  return number / base
}
