/// A value for each key, and what the values of the step at hand were before it: a step is judged by what it made of them.
struct Tracked<Key: Hashable, Value> {
  private struct Cell {
    let key: Key
    var now: Value
    var before: Value
    /// The step that changed it last.
    var step: Int
  }

  private let initial: Value
  private var places: [Key: Int] = [:]
  private var cells: [Cell] = []
  /// The places of the cells that the step at hand changed, in that order.
  private var touched: [Int] = []
  private var step = 0

  init(initially initial: Value) { self.initial = initial }

  func contains(_ key: Key) -> Bool { places[key] != nil }

  mutating func change(_ key: Key, _ body: (inout Value) -> Void) {
    let place = places[key] ?? add(key)
    if cells[place].step != step {
      cells[place].before = cells[place].now
      cells[place].step = step
      touched.append(place)
    }
    body(&cells[place].now)
  }

  private mutating func add(_ key: Key) -> Int {
    places[key] = cells.count
    cells.append(Cell(key: key, now: initial, before: initial, step: -1))
    return cells.count - 1
  }

  /// Ends the step: shows each value that it touched, in the order of touching.
  mutating func settle(_ body: (_ key: Key, _ before: Value, _ after: Value) -> Void) {
    for place in touched { body(cells[place].key, cells[place].before, cells[place].now) }
    touched.removeAll(keepingCapacity: true)
    step += 1
  }
}

/// How many different members each group has, where a member may be there several times.
struct DistinctCount<Group: Hashable, Member: Hashable> {
  private struct Pair: Hashable {
    let group: Group
    let member: Member
  }

  private var times: [Pair: Int] = [:]

  /// Adds or takes away one occurrence; the change of the number of different members.
  mutating func add(_ member: Member, to group: Group, _ by: Int) -> Int {
    let pair = Pair(group: group, member: member)
    let before = times[pair] ?? 0
    times[pair] = before + by == 0 ? nil : before + by
    return before == 0 ? 1 : before + by == 0 ? -1 : 0
  }
}
