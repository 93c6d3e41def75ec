import Dialects
import Documents
import FabricModel
import Planning
import Workloads

/// One variant of a workload together with its appliances: made when it is its turn, and gone before the next one is made.
struct Fixture {
  let bindings: Int
  let variant: Variant
  let manifests: SourceFile
  /// The configuration of each appliance, in the order of names.
  let appliances: [SourceFile]
  /// What the ledger remembers of them.
  let recorded: Fabric
  /// How many v-ports the plan changes.
  let changed: Int

  struct Unsound: Error, CustomStringConvertible {
    let description: String
  }

  init(bindings: Int, _ variant: Variant) async throws {
    let before = Workload(bindings: bindings, arrangement: variant.before)
    self.bindings = before.bindings
    self.variant = variant
    let settling = SourceFile(path: "site.yaml", bytes: before.yaml)
    let tapes = await Pipeline.read(settling)
    var site = Site(manifest: await Pipeline.decode(tapes), locator: Locator(tapes: tapes))
    var states = try Self.desired(site).completed(by: Fabric()).appliances
    let settled = try states.map(Self.file)
    changed = variant.edit(&states)
    switch variant {
    case .noChange, .drained, .moved: appliances = settled
    case .onePercent, .fromNothing: appliances = try states.map(Self.file)
    }
    if variant == .fromNothing {
      recorded = Fabric()
    } else {
      // What was assigned once is no longer asked for when it is there.
      site.observed = await Pipeline.observe(settled)
      recorded = try Self.desired(site)
    }
    manifests =
      variant.after == variant.before
      ? settling : SourceFile(path: "site.yaml", bytes: Workload(bindings: bindings, arrangement: variant.after).yaml)
  }

  /// For positions in plans.
  var sources: SourceSet {
    var sources = SourceSet()
    sources.add(manifests)
    return sources
  }

  var xmlBytes: Int { appliances.reduce(0) { $0 + $1.bytes.count } }

  private static func desired(_ site: Site) throws -> Fabric {
    let resolution = Resolver.resolve(site)
    if let first = resolution.diagnostics.first { throw Unsound(description: "the workload is not sound: \(first.message)") }
    return resolution.desired
  }

  private static func file(_ state: ApplianceState) throws -> SourceFile {
    SourceFile(path: "\(state.name).xml", bytes: try NativeDialect.encode(state))
  }
}

extension Variant {
  /// Makes of settled appliances those that the plan is to start from; how many v-ports it has to change.
  fileprivate func edit(_ states: inout [ApplianceState]) -> Int {
    switch self {
    case .noChange: return 0
    case .onePercent: return Self.editAddresses(&states)
    case .fromNothing:
      let count = Self.vports(in: states).count
      states = states.map { state in
        var bare = ApplianceState(name: state.name)
        bare.inventory = state.inventory
        return bare
      }
      return count
    case .drained: return Self.vports(in: states).count { $0.slotPort.map { Int($0.slot) } == Workload.drainedSlot }
    case .moved: return Self.vports(in: states).count
    }
  }

  private static func vports(in states: [ApplianceState]) -> some Collection<VPortRecord> {
    states.lazy.flatMap(\.profiles).flatMap(\.vports)
  }

  /// One vNIC in a hundred gets another address than it should have.
  private static func editAddresses(_ states: inout [ApplianceState]) -> Int {
    var (count, edited) = (0, 0)
    for appliance in states.indices {
      for profile in states[appliance].profiles.indices {
        for vport in states[appliance].profiles[profile].vports.indices {
          count += 1
          guard count.isMultiple(of: 100), let mac = states[appliance].profiles[profile].vports[vport].mac else { continue }
          states[appliance].profiles[profile].vports[vport].mac = MACAddress(rawValue: mac.rawValue | 0x10_00_00_00)
          edited += 1
        }
      }
    }
    return edited
  }
}
