/// A value for each key, and what the values of the step at hand were before it: a step is judged by what it made of them.
struct Tracked<Key: Hashable, Value> {
  private struct Cell {
    var now: Value
    var before: Value
    /// The step that changed it last.
    var step: Int
  }

  private let initial: Value
  private var cells: [Key: Cell] = [:]
  private var touched: [Key] = []
  private var step = 0

  init(initially initial: Value) { self.initial = initial }

  subscript(key: Key) -> Value { cells[key]?.now ?? initial }

  func contains(_ key: Key) -> Bool { cells[key] != nil }

  mutating func change(_ key: Key, _ body: (inout Value) -> Void) {
    let fresh = Cell(now: initial, before: initial, step: -1)
    if Self.change(&cells[key, default: fresh], in: step, body) { touched.append(key) }
  }

  /// Whether it is the step's first change of the cell.
  private static func change(_ cell: inout Cell, in step: Int, _ body: (inout Value) -> Void) -> Bool {
    let isFirst = cell.step != step
    if isFirst {
      cell.before = cell.now
      cell.step = step
    }
    body(&cell.now)
    return isFirst
  }

  /// Ends the step: shows each value that it touched, in the order of touching.
  mutating func settle(_ body: (_ key: Key, _ before: Value, _ after: Value) -> Void) {
    for key in touched {
      guard let cell = cells[key] else { continue }
      body(key, cell.before, cell.now)
    }
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
