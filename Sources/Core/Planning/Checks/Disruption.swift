/// I8: of the servers of one class, no more are disrupted at once than the class allows.
///
/// A server is disrupted while a step that costs it a reboot or an outage is under way, and while a redundancy group of its profile has fewer
/// members up than it began and will end with. Counted are profiles, of which each server has one.
struct Disruption {
  /// How many reasons there are for each profile to count as disrupted.
  private var reasons: [Int32]
  /// Those that were disrupted before the first step: they may go on being so.
  private var isInitial: [Bool]
  private let classes: [Int]
  /// Of each class.
  private(set) var disrupted: [Int]
  /// Profiles that the event at hand disrupts.
  private(set) var newly: [Int] = []

  /// - Parameters:
  ///   - classes: the class of each profile.
  ///   - initial: profiles that are disrupted before the first step.
  init(classes: [Int], initial: [Int]) {
    self.classes = classes
    reasons = Array(repeating: 0, count: classes.count)
    isInitial = Array(repeating: false, count: classes.count)
    disrupted = Array(repeating: 0, count: (classes.max() ?? -1) + 1)
    for profile in initial where !isInitial[profile] {
      isInitial[profile] = true
      disrupted[classes[profile]] += 1
    }
  }

  mutating func begin(_ profile: Int) {
    reasons[profile] += 1
    guard reasons[profile] == 1, !isInitial[profile] else { return }
    disrupted[classes[profile]] += 1
    newly.append(profile)
  }

  mutating func end(_ profile: Int) {
    reasons[profile] -= 1
    guard reasons[profile] == 0, !isInitial[profile] else { return }
    disrupted[classes[profile]] -= 1
  }

  /// What the event at hand made worse; ends it.
  mutating func settle(_ plan: CheckedPlan) -> [Violation] {
    guard !newly.isEmpty else { return [] }
    defer { newly.removeAll(keepingCapacity: true) }
    return newly.compactMap { profile in
      let policy = plan.policies[classes[profile]]
      let count = disrupted[classes[profile]]
      let limit = plan.ground.terms.unavailableLimit(ofClass: policy)
      guard reasons[profile] > 0, count > limit else { return nil }
      let name = plan.profiles[profile]
      let among = policy.map { "of maintenance policy '\($0)'" } ?? "without a maintenance policy"
      return Violation(
        "I8", "profile/\(name)", "\(name) is disrupted, which makes \(count) servers \(among) at once, and \(limit) may be")
    }
  }
}
