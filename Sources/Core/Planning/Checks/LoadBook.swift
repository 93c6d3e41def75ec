/// How much an object adds to a counter while it is there.
struct Load {
  let counter: Int32
  var amount: Int64
}

/// The counters there are, and what each version of each object adds to them.
struct LoadBook {
  /// On what it depends that a load counts.
  enum Condition {
    case always
    /// While the v-port's profile is on a server.
    case bound
    /// While the v-port is up: its server is not off, and no step has taken it down.
    case up
  }

  /// The loads of one version, those of one condition after those of another.
  struct Page {
    let always: Int32
    let bound: Int32
    let up: Int32
    let end: Int32
  }

  private(set) var counters: [Counter] = []
  /// What the counters show where nothing is there.
  private(set) var base: [Int64] = []
  private(set) var loads: [Load] = []
  private var occurrences: [Occurrence: Int] = [:]
  private var always: [Load] = []
  private var bound: [Load] = []
  private var up: [Load] = []

  private struct Occurrence: Hashable {
    let member: Int
    let parent: Int
  }

  /// Makes room for what so many v-ports and their versions add, about: growing step by step takes longer than filling it.
  mutating func reserveCapacity(_ extent: CheckedPlan.Extent) {
    counters.reserveCapacity(3 * extent.vports)
    base.reserveCapacity(3 * extent.vports)
    loads.reserveCapacity(8 * extent.versions)
    occurrences.reserveCapacity(extent.vports)
  }

  mutating func counter(_ quantity: Quantity, about subject: Int, limit: Int64 = .max, base: Int64 = 0, parent: Int = -1) -> Int {
    counters.append(Counter(quantity: quantity, subject: subject, limit: limit, parent: parent))
    self.base.append(base)
    return counters.count - 1
  }

  /// The counter of how often `member` occurs, of which `parent` counts the different ones.
  mutating func occurrences(of member: Int, in parent: Int) -> Int {
    let key = Occurrence(member: member, parent: parent)
    if let known = occurrences[key] { return known }
    let new = counter(.occurrences, about: member, parent: parent)
    occurrences[key] = new
    return new
  }

  /// Puts a load on the open page.
  mutating func add(_ amount: Int64 = 1, to counter: Int, _ condition: Condition = .always) {
    switch condition {
    case .always: Self.add(amount, to: counter, &always)
    case .bound: Self.add(amount, to: counter, &bound)
    case .up: Self.add(amount, to: counter, &up)
    }
  }

  /// Each counter stands once on a page: a network may be both the native and a tagged one.
  private static func add(_ amount: Int64, to counter: Int, _ loads: inout [Load]) {
    if let place = loads.firstIndex(where: { $0.counter == counter }) {
      loads[place].amount += amount
    } else {
      loads.append(Load(counter: Int32(counter), amount: amount))
    }
  }

  /// Closes the page.
  mutating func turn() -> Page {
    let start = Int32(loads.count)
    loads += always
    let afterAlways = Int32(loads.count)
    loads += bound
    let afterBound = Int32(loads.count)
    loads += up
    always.removeAll(keepingCapacity: true)
    bound.removeAll(keepingCapacity: true)
    up.removeAll(keepingCapacity: true)
    return Page(always: start, bound: afterAlways, up: afterBound, end: Int32(loads.count))
  }
}
