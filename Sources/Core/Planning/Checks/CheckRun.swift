/// One way through the events of a plan: which of the steps that are under way is performed next.
package enum CheckRun: Hashable, Sendable {
  /// As the plan lists the steps, each verified before the next is performed.
  case planOrder
  /// The one that began last, and it is verified at once: what nothing holds back runs ahead of all others.
  case newestFirst
  /// The one that began last, and nothing is verified as long as something is left to perform.
  case lateVerification
  /// By chance, the same for the same seed.
  case random(seed: UInt64)

  /// Those that a plan is put through before it is shown: for a large one the first three, whose cost is linear, for a small one many more.
  package static func planTime(steps: Int) -> [CheckRun] {
    let more = min(32, 20_000 / max(1, steps))
    return [.planOrder, .newestFirst, .lateVerification] + (0..<more).map { .random(seed: UInt64($0)) }
  }
}

extension CheckRun {
  /// Plays all events; a step begins as soon as it may, since that is the worst there can be.
  func play(_ state: inout CheckState) {
    var agenda = Agenda(state.plan.steps)
    switch self {
    case .planOrder:
      begin(agenda.roots, &state)
      for step in state.plan.steps.indices {
        perform(step, &state, &agenda)
        verify(step, &state, &agenda)
      }
    case .newestFirst: playNewestFirst(&state, &agenda)
    case .lateVerification: playLateVerification(&state, &agenda)
    case .random(let seed): playAtRandom(seed, &state, &agenda)
    }
  }

  private func playNewestFirst(_ state: inout CheckState, _ agenda: inout Agenda) {
    var begun = agenda.roots
    // The other way round than the plan has them: of two steps, the one that begins last has to bear with the other.
    begin(agenda.roots.reversed(), &state)
    while let step = begun.popLast() {
      begun += perform(step, &state, &agenda)
      begun += verify(step, &state, &agenda)
    }
  }

  private func playLateVerification(_ state: inout CheckState, _ agenda: inout Agenda) {
    var begun = agenda.roots
    var performed: [Int] = []
    var verified = 0
    begin(agenda.roots.reversed(), &state)
    while true {
      if let step = begun.popLast() {
        begun += perform(step, &state, &agenda)
        performed.append(step)
      } else if verified < performed.count {
        begun += verify(performed[verified], &state, &agenda)
        verified += 1
      } else {
        return
      }
    }
  }

  private func playAtRandom(_ seed: UInt64, _ state: inout CheckState, _ agenda: inout Agenda) {
    var chance = seed
    begin(agenda.roots, &state)
    /// Steps under way; those that are performed wait for being verified.
    var open = agenda.roots.map { (step: $0, isPerformed: false) }
    while !open.isEmpty {
      chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let place = Int((chance >> 33) % UInt64(open.count))
      let (step, isPerformed) = open[place]
      let begun = isPerformed ? verify(step, &state, &agenda) : perform(step, &state, &agenda)
      if isPerformed {
        open.swapAt(place, open.count - 1)
        open.removeLast()
      } else {
        open[place].isPerformed = true
      }
      open += begun.map { ($0, false) }
    }
  }

  private func begin(_ steps: [Int], _ state: inout CheckState) { for step in steps { state.begin(step) } }

  @discardableResult
  private func perform(_ step: Int, _ state: inout CheckState, _ agenda: inout Agenda) -> [Int] {
    state.perform(step)
    let ready = agenda.release(step, .performed)
    begin(ready, &state)
    return ready
  }

  @discardableResult
  private func verify(_ step: Int, _ state: inout CheckState, _ agenda: inout Agenda) -> [Int] {
    state.verify(step)
    let ready = agenda.release(step, .verified)
    begin(ready, &state)
    return ready
  }
}

/// Which steps may begin. Edges that P2 refuses hold nobody back.
struct Agenda {
  /// Steps that follow none.
  private(set) var roots: [Int] = []
  /// How many edges still hold each step back.
  private var held: [Int32]
  /// The steps that follow each, one after the other, and where those of a step begin.
  private var followers: [Follower] = []
  private var starts: [Int32]

  private struct Follower {
    let step: Int32
    let until: Step.Until
  }

  init(_ steps: [Step]) {
    held = Array(repeating: 0, count: steps.count)
    starts = Array(repeating: 0, count: steps.count + 1)
    for position in steps.indices {
      for edge in steps[position].follows where edge.step >= 0 && edge.step < position {
        held[position] += 1
        starts[edge.step + 1] += 1
      }
      if held[position] == 0 { roots.append(position) }
    }
    for position in steps.indices { starts[position + 1] += starts[position] }
    var next = starts
    followers = Array(repeating: Follower(step: -1, until: .verified), count: Int(starts[steps.count]))
    for position in steps.indices {
      for edge in steps[position].follows where edge.step >= 0 && edge.step < position {
        followers[Int(next[edge.step])] = Follower(step: Int32(position), until: edge.until)
        next[edge.step] += 1
      }
    }
  }

  /// What may begin now that a step is performed or verified.
  mutating func release(_ step: Int, _ event: Step.Until) -> [Int] {
    var ready: [Int] = []
    for place in Int(starts[step])..<Int(starts[step + 1]) where followers[place].until == event {
      let follower = Int(followers[place].step)
      held[follower] -= 1
      if held[follower] == 0 { ready.append(follower) }
    }
    return ready
  }
}
