internal import FabricModel

/// What sits on each adapter port, counted once for all rules.
struct PortUse: Sendable {
  /// The v-ports, those of a port next to each other.
  private var vports: [Int]
  /// Where those of each port begin, and one more for the end.
  private var starts: [Int]
  /// What each port guarantees.
  private(set) var guaranteed: [Bitrate]

  /// The v-ports on a port, as indices among all v-ports.
  subscript(unit: Int) -> ArraySlice<Int> { vports[starts[unit]..<starts[unit + 1]] }

  init(_ wanted: [WantedVPort], units: Int) {
    starts = Array(repeating: 0, count: units + 1)
    guaranteed = Array(repeating: .zero, count: units)
    for index in wanted.indices {
      guard let unit = wanted[index].unit else { continue }
      starts[unit + 1] += 1
      if let minimum = wanted[index].record.minimum { guaranteed[unit] += minimum }
    }
    for unit in 0..<units { starts[unit + 1] += starts[unit] }
    vports = Array(repeating: 0, count: starts[units])
    var next = starts
    for index in wanted.indices {
      guard let unit = wanted[index].unit else { continue }
      vports[next[unit]] = index
      next[unit] += 1
    }
  }
}
