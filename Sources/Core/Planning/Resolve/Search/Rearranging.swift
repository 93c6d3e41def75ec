internal import Documents
internal import FabricModel

/// A v-port that was left without a port, and why.
struct FailedPlacement {
  /// Index in the wanted v-ports.
  let index: Int
  let explanation: String
  var help: String?
  /// What was found out beyond its own ports: the limits that collide.
  var finding: String?
  /// The search was given up after so many steps, and nothing is proven.
  var steps: Int?
}

extension Resolver {
  /// Searches around the choices that left somebody without a port, or that moved more than may be needed; tells who still has none.
  mutating func rearrange(_ failures: [FailedPlacement], among unplaced: [Int], _ placer: inout Placer) {
    // They sat where they may, only not all of them together: which of them go is a choice, and it was made by name.
    let contested = unplaced.filter { isContested($0, placer) }
    guard !failures.isEmpty || contested.count > 1 else { return }
    var failed = Dictionary(uniqueKeysWithValues: failures.map { ($0.index, $0) })
    let vacant = placer.emptied()
    let lacking = Set(failures.map(\.index))
    let occupants = occupants(of: (failures.map(\.index) + contested).sorted(), vacant)
    var seen: Set<Int> = []
    var left = PlacementSearch.boundOfAll
    for first in (failures.map(\.index) + contested).sorted() where !seen.contains(first) {
      let neighbourhood = Neighbourhood(of: first, in: self, occupants: occupants, lacking: lacking, vacant: vacant)
      seen.formUnion(neighbourhood.members)
      let without = neighbourhood.members.filter { failed[$0] != nil }
      let choices = neighbourhood.members.filter { Self.has(contested, $0) }
      guard !without.isEmpty || choices.count > 1 else { continue }
      left -= solve(neighbourhood, without, choices, within: left, &failed, &placer)
    }
    for failure in failures { if let failure = failed[failure.index] { report(failure) } }
  }

  /// Both are in order, and there may be many.
  private static func has(_ sorted: [Int], _ index: Int) -> Bool {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < index { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] == index
  }

  private func isContested(_ index: Int, _ placer: Placer) -> Bool {
    guard let current = wanted[index].current, let unit = wanted[index].unit, unit != current else { return false }
    return placer.standingRefusal(of: current, for: request(for: index, cabledAppliances(of: wanted[index].profile), apart: [])) == nil
  }

  /// The v-ports on each unit whose profiles are on a server, and with them those that ask to come there.
  private func occupants(of asking: [Int], _ vacant: Placer) -> [[Int]] {
    var occupants = [[Int]](repeating: [], count: hardware.units.count)
    for (profile, vports) in vports.enumerated() where cabledAppliances(of: profile) != nil {
      for index in vports { if let unit = wanted[index].unit { occupants[unit].append(index) } }
    }
    for index in asking {
      for unit in domain(of: index, vacant) where unit != wanted[index].unit { occupants[unit].append(index) }
    }
    return occupants
  }

  /// How often a v-port is looked at to tell who has no port in any case: with very many that takes longer than it helps.
  private static let mostLookedAt = 1_000_000

  /// Searches one neighbourhood, and tells how many steps that took.
  private mutating func solve(
    _ neighbourhood: Neighbourhood, _ lacking: [Int], _ contested: [Int], within left: Int, _ failed: inout [Int: FailedPlacement],
    _ placer: inout Placer
  ) -> Int {
    var ground = placer
    for index in contested { lift(index, from: &ground) }
    let searched = Set(lacking + contested)
    // Who has no port whatever the others do is not searched for, so that it doesn't keep others from theirs.
    var hopeless: Set<Int> = []
    let bound = max(PlacementSearch.leastBound, min(PlacementSearch.bound, left))
    var search = PlacementSearch(neighbourhood.seats(in: self, searched: searched, hopeless: hopeless), ground, bound: bound)
    for (looked, index) in lacking.enumerated() where looked * neighbourhood.members.count < Self.mostLookedAt {
      guard let seat = search.seats.firstIndex(where: { $0.index == index }) else { continue }
      let shortage = search.shortage(around: seat)
      guard shortage != nil || search.options(of: seat).isEmpty else { continue }
      hopeless.insert(index)
      if let shortage { failed[index]?.tell(shortage.words(search, self), shortage.kind) }
      search = PlacementSearch(neighbourhood.seats(in: self, searched: searched, hopeless: hopeless), ground, bound: bound)
    }
    let rest = lacking.filter { !hopeless.contains($0) }
    guard !rest.isEmpty || contested.count > 1 else { return 0 }
    let start = search
    switch search.run() {
    case .found:
      for seat in search.seats { wanted[seat.index].unit = seat.unit }
      placer = search.all
      for index in rest { failed[index] = nil }
    case .cut:
      for index in rest { failed[index]?.steps = search.bound }
    case .none:
      if left > 0, let collision = Collision(of: start) {
        for index in rest { failed[index]?.tell(collision.words(self), collision.kinds.last) }
        return search.steps + collision.steps
      }
    }
    return search.steps
  }

  private func lift(_ index: Int, from placer: inout Placer) {
    guard let unit = wanted[index].unit else { return }
    placer.lift(unit, request(for: index, cabledAppliances(of: wanted[index].profile), apart: []))
  }

  private mutating func report(_ failure: FailedPlacement) {
    let it = wanted[failure.index]
    let profile = site.manifest.profiles[it.profile]
    let place = site.range(profile.origin, .key("spec"), .key(it.record.kind.list), .item(it.item), .key("name"))
    if let steps = failure.steps { return report(.noPlaceFound(it.record.address, failure, within: steps, at: place)) }
    report(.noPlace(it.record.address, failure, at: place))
  }
}

extension FailedPlacement {
  /// What collides, and what would resolve that.
  fileprivate mutating func tell(_ finding: String?, _ kind: Placer.Refusal?) {
    guard let finding else { return }
    self.finding = finding
    help = kind.flatMap { PlacementFailure.help(for: $0) } ?? help
  }
}
