import Documents
import FabricModel
import TestSupport
import Testing

@testable import Planning

/// Placement against trying every way, on fabrics small enough for that.
@Suite struct PlacementBruteForceTests {
  @Test(arguments: 0..<8)
  func aPlaceIsFoundWhereThereIsOneAndTheFewestMove(_ block: Int) {
    var found = 0
    var none = 0
    for seed in (block * 60)..<(block * 60 + 60) {
      let tiny = TinyFabric(seed: seed)
      var world = World(hardware: tiny.hardware(slowed: false))
      world.apply(tiny.before)
      let resolution = world.resolve(tiny.after)
      let fewest = tiny.fewestMoves()
      #expect(resolution.diagnostics.allSatisfy { $0.id == "placement.none" }, "seed \(seed): \(resolution.diagnostics.map(\.message))")
      #expect(resolution.diagnostics.isEmpty == (fewest != nil), "seed \(seed): \(resolution.diagnostics.map(\.message)) \(tiny.after)")
      guard resolution.diagnostics.isEmpty, let fewest else {
        none += 1
        #expect(!resolution.diagnostics.contains { $0.message.contains("steps") }, "seed \(seed): the bound is far away")
        continue
      }
      found += 1
      let seats = tiny.vports.indices.map { tiny.seat(of: $0, in: resolution.desired) }
      #expect(tiny.isValid(seats), "seed \(seed): \(seats) \(tiny.after)")
      #expect(tiny.moves(seats) == fewest, "seed \(seed): \(seats) \(tiny.after)")
    }
    #expect(found > 10 && none > 3, "both happen: \(found) and \(none)")
  }
}

/// Up to four ports and six v-ports with their rates, pools, groups and cables, and where the v-ports are.
private struct TinyFabric {
  struct Port {
    let name: String
    let appliance: String
    let adapter: String
    let speed: Int
  }

  struct VPort {
    let profile: Int
    let name: String
    let rate: Int
    /// Indices of the ports in its pool.
    let pool: [Int]
    let now: Int?
  }

  private(set) var ports: [Port] = []
  private(set) var vports: [VPort] = []
  /// By profile.
  private var spreads: [String?] = []
  private let hostLink: Int?

  init(seed: Int) {
    var random = SeededGenerator(seed: seed)
    hostLink = random.oneIn(3) ? Int.random(in: 5...12, using: &random) : nil
    for adapter in random.pick([["vio-1/1"], ["vio-1/1", "vio-1/2"], ["vio-1/1", "vio-2/1"]]) {
      for port in 1...2 {
        ports.append(
          Port(
            name: "\(adapter)/\(port)", appliance: String(adapter.prefix(5)), adapter: adapter,
            speed: Int.random(in: 4...10, using: &random)))
      }
    }
    spreads = (0..<3).map { _ in random.oneIn(3) ? random.pick(["adapter", "appliance"]) : nil }
    for number in 0..<Int.random(in: 3...6, using: &random) {
      var pool = ports.indices.filter { _ in !random.oneIn(3) }
      if pool.isEmpty { pool = [random.pick(Array(ports.indices))] }
      vports.append(
        VPort(
          profile: Int.random(in: 0..<3, using: &random), name: "v\(number)",
          rate: random.oneIn(5) ? 0 : Int.random(in: 1...6, using: &random),
          pool: pool, now: random.oneIn(3) ? nil : random.pick(Array(ports.indices))))
    }
  }

  /// At full speed, or as slow as the ports are from now on.
  func hardware(slowed: Bool) -> String {
    var adapters: [String: [String]] = [:]
    for adapter in Set(ports.map(\.adapter)).sorted() {
      let list = ports.filter { $0.adapter == adapter }.enumerated().map {
        slowed ? "{port: \($0 + 1), speed: \($1.speed)Gbps}" : "{port: \($0 + 1)}"
      }
      adapters[String(adapter.prefix(5)), default: []].append(
        "{slot: \(adapter.suffix(1)), model: x520-SR2, ports: [\(list.joined(separator: ", "))]}")
    }
    let link = hostLink.map { ", hostLink: \($0)Gbps" } ?? ""
    let names = adapters.keys.sorted()
    let appliances = names.map {
      document(
        "Appliance", $0, "driver: 'file:\($0).xml', model: VIO-4001\(link), adapters: [\((adapters[$0] ?? []).joined(separator: ", "))]")
    }
    let servers = (1...3).map { number in
      document("Server", "srv-\(number)", "connections: [\(names.map { "{appliance: \($0), port: \(number)}" }.joined(separator: ", "))]")
    }
    return (appliances + servers).joined() + Texts.macs + Texts.networks
  }

  /// Each v-port is where it is now, and nothing is asked of it.
  var before: String { text { it in it.now.map { "pool: \(pool([$0]).name)" } } }

  var after: String {
    text(groups: true) { it in "pool: \(pool(it.pool).name)" + (it.rate > 0 ? ", bandwidth: {min: \(it.rate)Gbps}" : "") }
  }

  private func pool(_ members: [Int]) -> (name: String, text: String) {
    let name = "p" + members.map(String.init).joined(separator: "-")
    return (
      name, document("AdapterPool", name, "type: ethernet, select: {ports: [\(members.map { ports[$0].name }.joined(separator: ", "))]}")
    )
  }

  private func text(groups: Bool = false, _ spec: (VPort) -> String?) -> String {
    let pools = Set(vports.map { pool($0.pool).text } + vports.compactMap { $0.now.map { pool([$0]).text } }).sorted()
    let profiles = spreads.indices.compactMap { profile -> String? in
      let mine = vports.filter { $0.profile == profile }
      let list = mine.compactMap { it in spec(it).map { "{name: \(it.name), network: prod, \($0)}" } }
      guard !list.isEmpty else { return nil }
      let members = mine.map(\.name).joined(separator: ", ")
      let group = groups ? spreads[profile].map { ", redundancy: [{name: g, members: [\(members)], spread: \($0)}]" } ?? "" : ""
      return Texts.profile("app-\(profile)", on: "srv-\(profile + 1)", "vnics: [\(list.joined(separator: ", "))]\(group)")
    }
    return hardware(slowed: groups) + pools.joined() + profiles.joined()
  }

  func seat(of vport: Int, in fabric: Fabric) -> Int? {
    let found = fabric.appliances.lazy.flatMap(\.profiles).flatMap(\.vports)
      .first { $0.profile == "app-\(vports[vport].profile)" && $0.name == vports[vport].name }
    return ports.firstIndex { $0.name == found?.port?.description }
  }

  func moves(_ seats: [Int?]) -> Int { vports.indices.count { vports[$0].now != nil && vports[$0].now != seats[$0] } }

  func isValid(_ seats: [Int?]) -> Bool {
    for (vport, seat) in seats.enumerated() {
      guard let seat, vports[vport].pool.contains(seat) else { return false }
      for other in 0..<vport where vports[other].profile == vports[vport].profile {
        guard let spread = spreads[vports[vport].profile], let there = seats[other] else { continue }
        if spread == "adapter", ports[there].adapter == ports[seat].adapter { return false }
        if spread == "appliance", ports[there].appliance == ports[seat].appliance { return false }
      }
    }
    return ports.indices.allSatisfy { fitsPort($0, seats) } && fitsCables(seats)
  }

  private func fitsPort(_ port: Int, _ seats: [Int?]) -> Bool { rate(seats) { _, seat in seat == port } <= ports[port].speed }

  private func fitsCables(_ seats: [Int?]) -> Bool {
    guard let hostLink else { return true }
    return spreads.indices.allSatisfy { profile in
      Set(ports.map(\.appliance)).allSatisfy { appliance in
        rate(seats) { vport, seat in vport.profile == profile && ports[seat].appliance == appliance } <= hostLink
      }
    }
  }

  private func rate(_ seats: [Int?], where counts: (VPort, Int) -> Bool) -> Int {
    vports.indices.reduce(0) { sum, vport in sum + (seats[vport].map { counts(vports[vport], $0) } ?? false ? vports[vport].rate : 0) }
  }

  /// Tries every way; nil where none is valid.
  func fewestMoves() -> Int? {
    var best: Int?
    var seats: [Int?] = vports.map(\.pool.first)
    func tryAll(_ vport: Int) {
      guard vport < vports.count else {
        let count = moves(seats)
        if best.map({ count < $0 }) ?? true, isValid(seats) { best = count }
        return
      }
      for port in vports[vport].pool {
        seats[vport] = port
        tryAll(vport + 1)
      }
    }
    tryAll(0)
    return best
  }
}
