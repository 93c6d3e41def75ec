import ArgumentParser
import Dialects
import Documents
import FabricModel
import Planning

/// A workload together with its appliances: as they are when there is nothing to do, and when nothing has been done yet.
struct Fixture {
  let bindings: Int
  let manifests: SourceFile
  /// The configuration of each appliance that has everything, in the order of names.
  let settled: [SourceFile]
  /// The same, where one vNIC in a hundred has another address than it should.
  let edited: [SourceFile]
  /// The same appliances with their cards and nothing else.
  let bare: [SourceFile]
  /// What the ledger remembers of the settled ones.
  let recorded: Fabric

  enum Variant: String, CaseIterable, ExpressibleByArgument {
    case noChange, onePercent, fromNothing

    var title: String {
      switch self {
      case .noChange: "no change"
      case .onePercent: "1 % changed"
      case .fromNothing: "from nothing"
      }
    }
  }

  func files(_ variant: Variant) -> [SourceFile] {
    switch variant {
    case .noChange: settled
    case .onePercent: edited
    case .fromNothing: bare
    }
  }

  struct Unsound: Error, CustomStringConvertible {
    let description: String
  }

  init(_ workload: Workload) async throws {
    bindings = workload.bindings
    manifests = SourceFile(path: "site.yaml", bytes: workload.yaml)
    let tapes = await Pipeline.read(manifests)
    var site = Site(manifest: await Pipeline.decode(tapes), locator: Locator(tapes: tapes))
    let created = try Self.desired(site)
    let whole = created.completed(by: Fabric()).appliances
    settled = try whole.map(Self.file)
    edited = try Self.edited(whole).map(Self.file)
    bare = try created.appliances.map { appliance in
      var state = ApplianceState(name: appliance.name)
      state.inventory = appliance.inventory
      return try Self.file(state)
    }
    // What was assigned once is no longer asked for when it is there.
    site.observed = await Pipeline.observe(settled)
    recorded = try Self.desired(site)
    try await checkEmpty()
  }

  private static func edited(_ states: [ApplianceState]) -> [ApplianceState] {
    var states = states
    var count = 0
    for appliance in states.indices {
      for profile in states[appliance].profiles.indices {
        for vport in states[appliance].profiles[profile].vports.indices {
          count += 1
          guard count.isMultiple(of: 100), let mac = states[appliance].profiles[profile].vports[vport].mac else { continue }
          states[appliance].profiles[profile].vports[vport].mac = MACAddress(rawValue: mac.rawValue | 0x10_00_00_00)
        }
      }
    }
    return states
  }

  private static func desired(_ site: Site) throws -> Fabric {
    let resolution = Resolver.resolve(site)
    if let first = resolution.diagnostics.first { throw Unsound(description: "the workload is not sound: \(first.message)") }
    return resolution.desired
  }

  private static func file(_ state: ApplianceState) throws -> SourceFile {
    SourceFile(path: "\(state.name).xml", bytes: try NativeDialect.encode(state))
  }

  /// A plan of what is there already has nothing to do, else the wrong thing would be measured.
  private func checkEmpty() async throws {
    let plan = await Pipeline.plan(self, .noChange) { _ in }
    // Notes are advice about the site, which has nothing to do with what is measured.
    guard plan.isEmpty, plan.diagnostics.allSatisfy({ $0.severity == .note }), plan.drift.isEmpty, plan.remember.isEmpty else {
      let first = plan.changes.first.map { "\($0.address): \($0.fields)" } ?? plan.diagnostics.first?.message ?? "it remembers something"
      throw Unsound(description: "the plan of a settled fabric is not empty: \(first)")
    }
  }
}
