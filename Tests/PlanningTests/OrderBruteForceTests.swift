import FabricModel
import TestSupport
import Testing

@testable import Planning

/// On small fabrics, every way from the start to the goal is tried, and the planner's is held against the shortest.
@Suite struct OrderBruteForceTests {
  /// One appliance with four Ethernet ports of 10 Gbit/s, and up to five v-ports that go from one place and address to another.
  struct Puzzle {
    struct Piece {
      var port: Int
      var mac: Int
      var goalPort: Int
      var goalMAC: Int
      var gigabits: Int
    }

    var pieces: [Piece] = []

    init(_ pieces: [Piece]) { self.pieces = pieces }

    init(seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      let count = Int.random(in: 2...4, using: &random)
      repeat {
        pieces = (0..<count).map { index in
          Piece(
            port: Int.random(in: 0..<4, using: &random), mac: index, goalPort: Int.random(in: 0..<4, using: &random), goalMAC: index,
            gigabits: Int.random(in: 2...9, using: &random))
        }
        let macs = Int.random(in: 0..<2, using: &random) == 0 ? (0..<count).shuffled(using: &random) : Array(0..<count)
        for index in pieces.indices { pieces[index].goalMAC = macs[index] }
      } while !fits(pieces.map { ($0.port, $0.gigabits) }) || !fits(pieces.map { ($0.goalPort, $0.gigabits) })
    }

    private func fits(_ load: [(port: Int, gigabits: Int)]) -> Bool {
      (0..<4).allSatisfy { port in load.filter { $0.port == port }.map(\.gigabits).reduce(0, +) <= 10 }
    }

    /// Where one piece is: on a port (4 is none), with its old or its new address.
    private struct Place: Hashable {
      var port: Int
      var isNew: Bool
    }

    /// How many steps the shortest safe way has.
    var shortest: Int? {
      let start = pieces.map { Place(port: $0.port, isNew: $0.mac == $0.goalMAC) }
      let goal = pieces.map { Place(port: $0.goalPort, isNew: true) }
      var steps = [start: 0]
      var open = [start]
      var head = 0
      while head < open.count {
        let state = open[head]
        head += 1
        guard let depth = steps[state] else { continue }
        if state == goal { return depth }
        for index in pieces.indices {
          for next in nexts(state[index], pieces[index]) {
            var other = state
            other[index] = next
            guard steps[other] == nil, isSafe(other) else { continue }
            steps[other] = depth + 1
            open.append(other)
          }
        }
      }
      return nil
    }

    /// A piece goes aside with its old address, to any port or none, and then to its goal with the new one.
    private func nexts(_ place: Place, _ piece: Piece) -> [Place] {
      let goal = Place(port: piece.goalPort, isNew: true)
      let aside = (0...4).map { Place(port: $0, isNew: place.isNew) }
      return (aside + [goal]).filter { $0 != place }
    }

    private func isSafe(_ state: [Place]) -> Bool {
      let active = pieces.indices.filter { state[$0].port < 4 }
      let macs = active.map { state[$0].isNew ? pieces[$0].goalMAC : pieces[$0].mac }
      return Set(macs).count == macs.count && fits(active.map { (state[$0].port, pieces[$0].gigabits) })
    }

    /// The planner's steps; nil where it finds no order.
    func planned() -> [RecordChange]? {
      var world = World(hardware: Texts.appliance("vio-1"))
      world.observed.put(.network(CheckerStage.network("net-1", 1)), on: "vio-1")
      var drafts: [Draft] = []
      for (index, piece) in pieces.enumerated() {
        world.observed.put(.profile(CheckerStage.profile(index + 1)), on: "vio-1")
        let was = vnic(index, piece.port, piece.mac, piece.gigabits)
        world.observed.put(.vport(was), on: "vio-1")
        let it = vnic(index, piece.goalPort, piece.goalMAC, piece.gigabits)
        if was != it {
          drafts.append(Draft(appliance: "vio-1", change: RecordChange(before: .vport(was), after: .vport(it)), changeIndex: index))
        }
      }
      let resolution = world.resolve(Texts.appliance("vio-1"))
      let rules = ImpactRules(terms: SafetyTerms(), servers: [:], off: [], dark: [])
      let safe = SafeOrder.find(
        drafts,
        on: SafeOrder.Ground(
          observed: world.observed, hardware: resolution.hardware, reservable: resolution.reservable, pools: [], rules: rules))
      return safe.order.stuck.isEmpty ? safe.order.steps.map(\.draft.change) : nil
    }

    private func vnic(_ index: Int, _ port: Int, _ mac: Int, _ gigabits: Int) -> VPortRecord {
      var record = CheckerStage.vnic(index + 1, "vnic0", port: 1, mac: UInt64(mac), gigabits: Int64(gigabits))
      record.slotPort = SlotPort(slot: UInt8(port / 2 + 1), port: UInt8(port % 2 + 1))
      return record
    }
  }

  @Test func fullPortsAreSwappedOverASparePort() throws {
    let puzzle = Puzzle([
      .init(port: 0, mac: 0, goalPort: 1, goalMAC: 0, gigabits: 8), .init(port: 1, mac: 1, goalPort: 0, goalMAC: 1, gigabits: 8),
    ])
    let steps = try #require(puzzle.planned())
    #expect(steps.count == 3)
    guard case .vport(let aside)? = steps.first?.after else { return #expect(Bool(false), "\(steps)") }
    #expect(aside.slotPort?.slot == 2, "the first of them waits on a port of the other adapter")
  }

  /// The planner finds an order wherever there is one, and needs the fewest steps in 19 cases of 20.
  @Test func anOrderIsFoundWheneverThereIsOne() {
    var longer = 0
    var extra = 0
    var solved = 0
    for seed in 0..<300 as Range<UInt64> {
      let puzzle = Puzzle(seed: seed)
      let shortest = puzzle.shortest
      let planned = puzzle.planned()?.count
      #expect((shortest == nil) == (planned == nil), "seed \(seed): \(puzzle.pieces)")
      guard let shortest, let planned else { continue }
      #expect(planned >= shortest, "seed \(seed): fewer steps than there can be: \(puzzle.pieces)")
      solved += 1
      if planned > shortest {
        longer += 1
        extra += planned - shortest
      }
    }
    #expect(solved >= 250)
    #expect(longer * 20 <= solved, "\(longer) of \(solved) take more steps than they need, \(extra) in all")
  }
}
