internal import FabricModel

extension Edges {
  /// I3 and I5: a path of a profile goes only after whatever went before is back, and whatever came before is there, as seen.
  mutating func followPaths(_ terms: SafetyTerms) {
    var last: [String: Int] = [:]
    var added: [String: [Int]] = [:]
    var touched: Set<String> = []
    for taken in steps { touched.formUnion(taken.cost.interrupted) }
    guard !touched.isEmpty else { return }
    for (step, taken) in steps.enumerated() {
      for profile in taken.cost.interrupted {
        let settle = terms.policies[profile].flatMap { terms.settle[$0] } ?? 0
        for earlier in (last[profile].map { [$0] } ?? []) + (added.removeValue(forKey: profile) ?? []) {
          add(step, after: Step.Predecessor(earlier, until: .verified, settleSeconds: settle))
        }
        last[profile] = step
      }
      guard let profile = taken.draft.profileName, touched.contains(profile), !taken.cost.interrupted.contains(profile) else { continue }
      added[profile, default: []].append(step)
    }
  }

  /// I8: of each class of servers, no more are disrupted at once than its policy lets be.
  ///
  /// Each disrupted profile takes one of the class's places, from its first disruptive step to the one that leaves it whole; the next in that place waits until that is seen. What was down before has a place for good.
  ///
  /// - Parameter down: the profiles that are down before the first step.
  /// - Returns: the classes (policies; the empty name stands for profiles without one) of which more are down at once, with who they are.
  mutating func followAvailability(_ terms: SafetyTerms, down: () -> [String]) -> [String: Crowding] {
    guard steps.contains(where: { $0.cost.impact.disrupts }) else { return [:] }
    let down = down()
    var seating = Seating(terms, down)
    for (step, taken) in steps.enumerated() {
      let profile = taken.draft.profileName
      var disturbed = taken.cost.interrupted
      // A reboot to come disturbs although nothing is interrupted.
      if taken.cost.impact.disrupts, let profile, !disturbed.contains(profile) { disturbed.append(profile) }
      if taken.cost.impact.disrupts {
        for profile in disturbed {
          guard let earlier = seating.seat(profile, at: step) else { continue }
          let isHealthy = terms.policies[profile].map { terms.requireHealth.contains($0) } ?? false
          add(step, after: Step.Predecessor(earlier, until: .verified, isHealthy: isHealthy))
        }
      }
      for member in disturbed {
        // What only a shared thing took down is back with it, but for who was down before.
        seating.touch(member, at: step, isWhole: member == profile ? taken.leavesWhole : seating.isSeated(member, since: step))
      }
      if let profile, !disturbed.contains(profile) { seating.touch(profile, at: step, isWhole: taken.leavesWhole) }
    }
    return seating.crowded
  }

  /// More profiles of a class down at once than may be.
  struct Crowding {
    var limit: Int
    /// How many are down at once, and the profiles for which there was no place.
    var most: Int
    var profiles: [String]
  }

  /// The places of each class.
  private struct Seating {
    private let terms: SafetyTerms
    private var rows: [String: [Place]] = [:]
    private var seats: [String: (place: Int, since: Int)] = [:]
    private let down: Set<String>
    private(set) var crowded: [String: Crowding] = [:]

    private struct Place {
      var isTaken = true
      /// The last step of whoever had it.
      var last: Int?
    }

    init(_ terms: SafetyTerms, _ down: [String]) {
      self.terms = terms
      self.down = Set(down)
      for profile in down { rows[terms.policies[profile] ?? "", default: []].append(Place()) }
    }

    /// Gives a profile a place; the step that it has to wait for.
    mutating func seat(_ profile: String, at step: Int) -> Int? {
      guard seats[profile] == nil, !down.contains(profile) else { return nil }
      let policy = terms.policies[profile] ?? ""
      let limit = terms.unavailableLimit(ofClass: terms.policies[profile])
      let row = rows[policy] ?? []
      // One that nobody had yet, else the one that has been free for longest.
      let free = row.count < limit ? nil : row.indices.filter { !row[$0].isTaken }.min { (row[$0].last ?? 0) < (row[$1].last ?? 0) }
      let place = free ?? row.count
      if place == row.count { rows[policy, default: []].append(Place()) }
      if place >= limit {
        crowded[policy, default: Crowding(limit: limit, most: 0, profiles: [])].profiles.append(profile)
        crowded[policy]?.most = place + 1
      }
      let earlier = rows[policy]?[place].last
      rows[policy]?[place] = Place(isTaken: true, last: step)
      seats[profile] = (place, step)
      return earlier
    }

    func isSeated(_ profile: String, since step: Int) -> Bool { seats[profile]?.since == step }

    mutating func touch(_ profile: String, at step: Int, isWhole: Bool) {
      guard let place = seats[profile]?.place else { return }
      let policy = terms.policies[profile] ?? ""
      rows[policy]?[place].last = step
      guard isWhole else { return }
      rows[policy]?[place].isTaken = false
      seats[profile] = nil
    }
  }
}

extension Impact {
  /// Whether its server is out of service meanwhile.
  var disrupts: Bool { self >= .hostReboot }
}
