internal import FabricModel
internal import Planning

// What the plan costs servers, and how full it makes ports and pools.

extension PlanView {
  private static let rows = 10
  private static let groups = 4
  private static let ports = 6

  // MARK: Servers

  /// Worst first; servers that bear the same in one row.
  func costs() -> PlanDocument.Section {
    struct Row: Hashable {
      let impact: Impact
      let steps: Int
      let paths: String
    }
    var places: [Row: Int] = [:]
    var found: [(row: Row, servers: [String])] = []
    for cost in plan.servers {
      let row = Row(impact: cost.impact, steps: cost.steps, paths: paths(of: cost))
      if let place = places[row] {
        found[place].servers.append(cost.server)
      } else {
        places[row] = found.count
        found.append((row, [cost.server]))
      }
    }
    let order = found.indices.sorted { left, right in
      let (a, b) = (found[left].row.impact, found[right].row.impact)
      return a != b ? a > b : left < right
    }
    let (shown, left) = extent.first(Self.rows, of: order)
    let rows = shown.map { index in
      let (row, servers) = found[index]
      let others = Array(servers.dropFirst())
      return PlanDocument.Table.Row(
        cells: [servers[0], row.impact.rawValue, Words.count(row.steps, "step"), row.paths],
        note: others.isEmpty ? nil : "×\(Words.count(others.count, "server")) like this: \(extent.names(others))",
        tone: row.impact >= .outage ? .alarm : .plain)
    }
    let hidden = left == 0 ? 0 : order.dropFirst(shown.count).reduce(0) { $0 + found[$1].servers.count }
    var section = PlanDocument.Section("What it costs the servers (paths up before → at worst → afterwards)", lines: lostDisks())
    if !rows.isEmpty {
      section.table = PlanDocument.Table(
        header: ["Server", "Impact", "Steps", "Paths up"], rows: Array(rows), more: hidden == 0 ? nil : Words.more(hidden, "servers"))
    }
    return section
  }

  /// What goes down comes first; the boot list only where it loses something, as it repeats what groups say.
  private func paths(of cost: ServerCost) -> String {
    let isOne = Set(cost.groups.map(\.profile)).count < 2
    let groups = cost.groups.filter { $0.lowest < $0.before } + cost.groups.filter { $0.lowest >= $0.before && $0.name != "boot list" }
    let (shown, left) = extent.first(Self.groups, of: groups)
    let texts = shown.map { group in
      "\(isOne ? "" : "\(group.profile)/")\(group.name) \(group.before) → \(group.lowest) → \(group.after) (at least \(group.minAvailable))"
    }
    return (texts + (left == 0 ? [] : [Words.more(left)])).joined(separator: ", ")
  }

  /// Data is lost whether a server uses the disk or not.
  private func lostDisks() -> [PlanDocument.Line] {
    let disks = Set(plan.steps.filter { $0.impact == .dataLoss }.flatMap(\.bearers)).sorted()
    guard !disks.isEmpty else { return [] }
    return [PlanDocument.Line("\(Impact.dataLoss.rawValue): \(Words.count(disks.count, "disk")) (\(extent.names(disks)))", tone: .alarm)]
  }

  // MARK: Capacity

  /// Only what changes, the fullest first; pools before ports.
  func capacity() -> PlanDocument.Section {
    let pools = plan.pools.map { pool in
      Load(
        name: "pool \(pool.pool) of \(Words.count(pool.ports, "port"))",
        functions: (pool.functionsBefore, pool.functionsAfter, pool.functionLimit),
        guaranteed: (pool.guaranteedBefore, pool.guaranteedAfter, pool.reservable))
    }
    let ports = plan.capacity.map { port in
      Load(
        name: port.port.description, functions: (port.functionsBefore, port.functionsAfter, port.functionLimit),
        guaranteed: (port.guaranteedBefore, port.guaranteedAfter, port.reservable))
    }
    return PlanDocument.Section("Capacity that changes, the fullest first", lines: lines(pools) + lines(ports))
  }

  private func lines(_ loads: [Load]) -> [PlanDocument.Line] {
    let changing = loads.filter(\.changes)
    var sayings = Sayings()
    // Of equally full ones the order stays.
    let order = changing.enumerated().sorted { left, right in
      left.element.fullness != right.element.fullness ? left.element.fullness > right.element.fullness : left.offset < right.offset
    }
    for (_, load) in order { sayings.add(load.name, load.text) }
    return extent.lines(Self.ports, sayings.lines(extent))
  }
}

/// What v-ports take of a port or a pool, before and after.
private struct Load {
  let name: String
  let functions: (before: Int, after: Int, limit: Int?)
  let guaranteed: (before: Bitrate, after: Bitrate, limit: Bitrate?)

  var changes: Bool { functions.before != functions.after || guaranteed.before != guaranteed.after }

  /// Afterwards, as a share of what there is; zero where that is not known.
  var fullness: Double {
    var share = 0.0
    if let limit = functions.limit, limit > 0 { share = Double(functions.after) / Double(limit) }
    guard let limit = guaranteed.limit, limit > .zero else { return share }
    return max(share, Double(guaranteed.after.bitsPerSecond) / Double(limit.bitsPerSecond))
  }

  var text: String {
    func word(_ rate: Bitrate) -> String { rate == .zero ? "0" : rate.description }
    var parts = ["functions \(functions.before) → \(functions.after)" + (functions.limit.map { " of \($0)" } ?? "")]
    if guaranteed.before > .zero || guaranteed.after > .zero {
      parts.append(
        "guaranteed \(word(guaranteed.before)) → \(word(guaranteed.after))" + (guaranteed.limit.map { " of \($0)" } ?? ""))
    }
    return parts.joined(separator: ", ")
  }
}
