internal import FabricModel

/// Looks for a direct order of few steps that the orderer, which never takes a step back, brought into each other's way.
struct OrderSearch {
  /// A step's place in an order that was found; each order is a group of its own.
  struct Turn: Hashable {
    let group: Int
    let place: Int
  }

  /// Sets of steps that can't be ordered are looked through up to this size; a larger one goes on to detours.
  static let mostSteps = 14
  /// Partial orders that are tried for one set, and for all sets of a plan.
  static let mostTries = 20_000
  static let mostTriesOfAll = 200_000

  private let drafts: [Draft]
  private let touches: [[Need]]
  private let users: [Need: [Int]]
  private var triesLeft = mostTriesOfAll

  /// - Parameter stuck: drafts that the orderer could not place, by index.
  /// - Returns: the turns of the drafts of every set for which an order was found.
  static func turns(for stuck: [Int], of drafts: [Draft], from start: () -> Replay) -> [Int: Turn] {
    var search = OrderSearch(drafts, start())
    return search.run(stuck, start())
  }

  private init(_ drafts: [Draft], _ replay: Replay) {
    self.drafts = drafts
    touches = drafts.map { draft in
      let inverse = draft.change.inverse
      return (replay.released(by: draft.change, on: draft.appliance) + replay.released(by: inverse, on: draft.appliance)).filter(
        \.isContested)
    }
    var users: [Need: [Int]] = [:]
    for (index, needs) in touches.enumerated() { for need in needs { users[need, default: []].append(index) } }
    self.users = users
  }

  private mutating func run(_ stuck: [Int], _ start: Replay) -> [Int: Turn] {
    var turns: [Int: Turn] = [:]
    var seen: Set<Int> = []
    var replay = start
    // What only makes things possible was never in the way.
    for draft in drafts where draft.phase == .prepare || (draft.phase == .profiles && draft.change.before == nil) {
      if replay.need(of: draft.change, on: draft.appliance) == nil { replay.perform(draft.change, on: draft.appliance) }
    }
    var group = 0
    for index in stuck where !seen.contains(index) && triesLeft > 0 {
      guard let set = neighbours(of: index) else { continue }
      seen.formUnion(set)
      guard let order = order(of: set, &replay) else { continue }
      for (place, draft) in order.enumerated() { turns[draft] = Turn(group: group, place: place) }
      group += 1
    }
    return turns
  }

  /// All drafts that share something scarce with it, directly or not; nil where they are too many.
  private func neighbours(of index: Int) -> [Int]? {
    var set: Set<Int> = [index]
    var open = [index]
    while let next = open.popLast() {
      for need in touches[next] {
        for other in users[need] ?? [] where set.insert(other).inserted {
          if set.count > Self.mostSteps { return nil }
          open.append(other)
        }
      }
    }
    return set.sorted()
  }

  /// Tries orders one step deeper at a time, and never the same set of finished steps twice.
  private mutating func order(of set: [Int], _ replay: inout Replay) -> [Int]? {
    var failed: Set<UInt32> = []
    var order: [Int] = []
    var tries = min(Self.mostTries, triesLeft)
    let goal = UInt32(1) << UInt32(set.count) - 1
    func extend(_ done: UInt32, _ replay: inout Replay) -> Bool {
      if done == goal { return true }
      if failed.contains(done) { return false }
      for (bit, index) in set.enumerated() where done & (1 << UInt32(bit)) == 0 {
        let draft = drafts[index]
        guard tries > 0 else { return false }
        guard replay.need(of: draft.change, on: draft.appliance) == nil else { continue }
        tries -= 1
        replay.perform(draft.change, on: draft.appliance)
        order.append(index)
        if extend(done | 1 << UInt32(bit), &replay) { return true }
        order.removeLast()
        replay.perform(draft.change.inverse, on: draft.appliance)
      }
      failed.insert(done)
      return false
    }
    let before = tries
    defer { triesLeft -= before - tries }
    guard extend(0, &replay) else { return nil }
    for index in order.reversed() { replay.perform(drafts[index].change.inverse, on: drafts[index].appliance) }
    return order
  }
}

extension Need {
  /// Whether what one step takes another may lack; the rest is there once it was made.
  fileprivate var isContested: Bool {
    switch self {
    case .identity, .unit, .drive, .cable, .serverPort, .adapterAlone: true
    case .network, .vsan, .networkUnused, .vsanUnused, .profile, .profileEmpty, .portMTU, .adapterEmpty, .adapterOpen, .turn: false
    }
  }
}
