import Testing

@Suite("A broken executor is found out")
struct DefectTests {
  /// The first complaint is of what is broken, not of something that follows from it far away.
  @Test(arguments: Defect.allCases)
  func everyDefectIsFoundWithinFewSeeds(_ defect: Defect) {
    for seed: UInt64 in 0..<defect.seeds {
      let complaints = Life(seed: seed, defect: defect).live().complaints
      guard let first = complaints.first else { continue }
      print("\(defect): seed \(seed): \(first)")
      #expect(first.contains(defect.complaint), "\(defect) at seed \(seed): \(first)")
      return
    }
    Issue.record("\(defect) is not found within \(defect.seeds) seeds")
  }
}

extension Defect {
  /// Within how many seeds it is found.
  fileprivate var seeds: UInt64 {
    switch self {
    case .beginsAfterEnds, .noBegins, .remembersAtOnce: 2
    case .waitsForNothing, .believesItself, .freshKeys, .waitsForNoLook: 50
    }
  }

  fileprivate var complaint: String {
    switch self {
    case .beginsAfterEnds, .noBegins: "before its begin was in the journal"
    case .remembersAtOnce: "which nobody saw so"
    case .believesItself: "no look showed it"
    case .freshKeys: "was carried out twice"
    case .waitsForNoLook: "was verified"
    case .waitsForNothing: "took effect before"
    }
  }
}
