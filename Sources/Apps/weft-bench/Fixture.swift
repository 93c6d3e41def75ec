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
  /// The same appliances with their cards and nothing else.
  let bare: [SourceFile]
  /// What the ledger remembers of the settled ones.
  let recorded: Fabric

  enum Variant: String, CaseIterable, ExpressibleByArgument {
    case noChange, fromNothing

    var title: String { self == .noChange ? "no change" : "from nothing" }
  }

  func files(_ variant: Variant) -> [SourceFile] { variant == .noChange ? settled : bare }

  struct Unsound: Error, CustomStringConvertible {
    let description: String
  }

  init(_ workload: Workload) async throws {
    bindings = workload.bindings
    manifests = SourceFile(path: "site.yaml", bytes: workload.yaml)
    let tapes = await Pipeline.read(manifests)
    var site = Site(manifest: await Pipeline.decode(tapes), locator: Locator(tapes: tapes))
    let created = try Self.desired(site)
    settled = try created.completed(by: Fabric()).appliances.map(Self.file)
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
