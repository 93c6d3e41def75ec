/// What a counter counts, and with it the rule that judges it. Every counter is the worse the higher it is.
enum Quantity: UInt8 {
  /// I1: v-ports that are active with an identity, and profiles on servers with a UUID.
  case identity, uuid
  /// I2: bit/s that are guaranteed on a port, and on a server's cable.
  case guaranteed, cable
  /// I3: paths of a redundancy group; each that is up takes one off.
  case paths
  /// I4.
  case functions, filters, drives, serverPort, servers, sharers
  /// I4: 1 where an adapter is for one server alone; the counter after its sharers.
  case exclusive
  /// I5: boot paths of a profile; each that is up takes one off.
  case bootPaths
  /// I6: v-ports that use an object; the counter after it is 1 where the object is not there.
  case users, missing
  /// I6: v-ports on a port that there is not.
  case stray
  /// How often something occurs that counts once however often it does; it feeds another counter.
  case occurrences
}

/// One thing that is counted.
struct Counter {
  let quantity: Quantity
  /// What it is about: an index in the table of its rule.
  let subject: Int
  /// Up to which it may rise.
  let limit: Int64
  /// The counter of different things that an occurrence feeds; -1 for all others.
  let parent: Int
}

/// What all counters show, and what they showed before the event at hand: an event is judged by what it made of them.
struct Tally {
  private var now: [Int64]
  private var before: [Int64]
  /// The event that changed a counter last.
  private var events: [Int32]
  private var event: Int32 = 0
  /// The counters that the event at hand changed, in that order.
  private(set) var touched: [Int] = []

  init(_ base: [Int64]) {
    now = base
    before = base
    events = Array(repeating: -1, count: base.count)
  }

  subscript(_ counter: Int) -> Int64 { now[counter] }

  /// What a counter that the event at hand touched showed before it.
  func before(_ counter: Int) -> Int64 { events[counter] == event ? before[counter] : now[counter] }

  func hasRisen(_ counter: Int) -> Bool { now[counter] > before(counter) }

  mutating func add(_ amount: Int64, to counter: Int, _ counters: [Counter]) {
    if events[counter] != event {
      before[counter] = now[counter]
      events[counter] = event
      touched.append(counter)
    }
    let was = now[counter]
    now[counter] = was &+ amount
    let parent = counters[counter].parent
    guard parent >= 0 else { return }
    if was == 0 {
      add(1, to: parent, counters)
    } else if was + amount == 0 {
      add(-1, to: parent, counters)
    }
  }

  /// Ends the event at hand.
  mutating func settle() {
    touched.removeAll(keepingCapacity: true)
    event += 1
  }
}
