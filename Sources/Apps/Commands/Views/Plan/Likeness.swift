/// Puts together what differs only in few values, in time linear in what there is to compare.
///
/// Things of one shape have the same values to compare. The most common value of each is the group's; a member with other values in at most
/// two ways is an exception of the group, unless there are so many of one kind that they are a group themselves.
enum Likeness {
  struct Group: Equatable {
    /// The first that has the group's values; with it all members, in the order in which they came.
    let first: Int
    let others: [Int]
    let exceptions: [Exception]
  }

  /// Members that differ from their group in the same way.
  struct Exception: Equatable {
    let members: [Int]
    /// The places of the values that are other ones.
    let places: [Int]
  }

  /// In how many ways an exception may differ: more would be another thing.
  static let tolerance = 2
  /// As many alike exceptions, if they are a tenth of all, are no exceptions any more.
  static let many = 4
  /// After so many groups of one shape, only what is equal is put together.
  private static let rounds = 4

  /// - Parameter things: what may be compared with each other has the same shape, and as many values as others of this shape.
  static func groups<Shape: Hashable, Value: Hashable>(_ things: [(shape: Shape, values: [Value])]) -> [Group] {
    var places: [Shape: Int] = [:]
    var shapes: [[Int]] = []
    for (index, thing) in things.enumerated() {
      if let place = places[thing.shape] {
        shapes[place].append(index)
      } else {
        places[thing.shape] = shapes.count
        shapes.append([index])
      }
    }
    let values = things.map(\.values)
    return shapes.flatMap { groups(of: $0, values) }.sorted { $0.first < $1.first }
  }

  /// Members with equal values.
  private struct Kind<Value: Hashable> {
    let values: [Value]
    var members: [Int]
  }

  private static func groups<Value: Hashable>(of members: [Int], _ values: [[Value]]) -> [Group] {
    var places: [[Value]: Int] = [:]
    var kinds: [Kind<Value>] = []
    for member in members {
      if let place = places[values[member]] {
        kinds[place].members.append(member)
      } else {
        places[values[member]] = kinds.count
        kinds.append(Kind(values: values[member], members: [member]))
      }
    }
    var groups: [Group] = []
    for _ in 0..<rounds where kinds.count > 1 { groups.append(takeLargest(from: &kinds)) }
    return groups + kinds.map { Group(first: $0.members[0], others: Array($0.members.dropFirst()), exceptions: []) }
  }

  /// Takes the most common kind with its exceptions.
  private static func takeLargest<Value: Hashable>(from kinds: inout [Kind<Value>]) -> Group {
    let total = kinds.reduce(0) { $0 + $1.members.count }
    let base = kinds[mostCommon(kinds)]
    var others = base.members
    var exceptions: [Exception] = []
    var left: [Kind<Value>] = []
    for kind in kinds where kind.members[0] != base.members[0] {
      let places = kind.values.indices.filter { kind.values[$0] != base.values[$0] }
      let isGroup = kind.members.count >= many && kind.members.count * 10 >= total
      if isGroup || Set(places.map { kind.values[$0] }).count > tolerance {
        left.append(kind)
      } else {
        others += kind.members
        exceptions.append(Exception(members: kind.members, places: places))
      }
    }
    kinds = left
    return Group(first: base.members[0], others: others.sorted().filter { $0 != base.members[0] }, exceptions: exceptions)
  }

  /// The kind with the most common value in each place; where no member has them all, the one with most members.
  private static func mostCommon<Value: Hashable>(_ kinds: [Kind<Value>]) -> Int {
    let common = kinds[0].values.indices.map { place in
      var counts: [Value: Int] = [:]
      for kind in kinds { counts[kind.values[place], default: 0] += kind.members.count }
      // Of equally common ones, that which came first.
      return kinds.map { $0.values[place] }.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) }
    }
    if let exact = kinds.firstIndex(where: { $0.values.elementsEqual(common, by: { $0 == $1 }) }) { return exact }
    return kinds.indices.max { kinds[$0].members.count < kinds[$1].members.count } ?? 0
  }
}
