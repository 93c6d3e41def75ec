internal import FabricModel

extension Edges {
  /// I3 and I5: a path of a profile goes only after whatever went before is back, and whatever came before is there, as seen.
  mutating func followPaths() {
    var last: [String: Int] = [:]
    var added: [String: [Int]] = [:]
    var touched: Set<String> = []
    for taken in steps { touched.formUnion(taken.cost.interrupted) }
    guard !touched.isEmpty else { return }
    for (step, taken) in steps.enumerated() {
      for profile in taken.cost.interrupted {
        if let earlier = last[profile] { add(step, after: earlier, until: .verified) }
        add(step, after: added.removeValue(forKey: profile) ?? [], until: .verified)
        last[profile] = step
      }
      guard let profile = taken.draft.profileName, touched.contains(profile), !taken.cost.interrupted.contains(profile) else { continue }
      added[profile, default: []].append(step)
    }
  }

  /// I8: of each class of servers, no more are disrupted at once than its policy lets be.
  ///
  /// Each disrupted profile takes one of the class's places, from its first disruptive step to the one that leaves it whole; the next in that place waits until that is seen.
  mutating func followAvailability(_ terms: SafetyTerms) {
    var places: [String: [Place]] = [:]
    var seats: [String: Int] = [:]
    for (step, taken) in steps.enumerated() {
      let profile = taken.draft.profileName
      if taken.cost.impact >= .hostReboot {
        for disrupted in taken.cost.interrupted { begin(disrupted, at: step, terms, &places, &seats) }
      }
      for member in taken.cost.interrupted + (profile.map { [$0] } ?? []) {
        guard let seat = seats[member] else { continue }
        let policy = terms.policies[member] ?? ""
        places[policy]?[seat].last = step
        if member != profile || taken.leavesWhole {
          places[policy]?[seat].user = nil
          seats[member] = nil
        }
      }
    }
  }

  private struct Place {
    var user: String?
    /// The last step of whoever had it.
    var last: Int?
  }

  private mutating func begin(
    _ profile: String, at step: Int, _ terms: SafetyTerms, _ places: inout [String: [Place]], _ seats: inout [String: Int]
  ) {
    guard seats[profile] == nil else { return }
    let policy = terms.policies[profile] ?? ""
    let limit = max(1, terms.unavailableLimit(ofClass: terms.policies[profile]))
    var row = places[policy] ?? []
    // A place that nobody had yet, else the one that has been free for longest; the checker tells where more are needed at once.
    let free = row.indices.filter { row[$0].user == nil }.min { (row[$0].last ?? 0) < (row[$1].last ?? 0) }
    let seat = row.count < limit ? row.count : free ?? row.count
    if seat == row.count { row.append(Place()) }
    if let earlier = row[seat].last, earlier < step { add(step, after: earlier, until: .verified) }
    row[seat].user = profile
    row[seat].last = step
    places[policy] = row
    seats[profile] = seat
  }
}
