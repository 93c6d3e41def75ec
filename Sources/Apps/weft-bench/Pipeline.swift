import Dialects
import Documents
import FabricModel
import Planning
import XML
import YAML

/// The way of the data from texts to a plan as `weft plan` goes it, without files and ledger.
enum Pipeline {
  static let cores = 2

  static func read(_ file: SourceFile) async -> [NodeTape] {
    let documents = await YAMLReader.readConcurrently(file, as: SourceID(0), pieces: cores)
    precondition(documents.diagnostics.isEmpty, "the workload is sound YAML")
    return documents.tapes
  }

  static func decode(_ tapes: [NodeTape]) async -> Manifest {
    var all = Manifest()
    for (manifest, diagnostics) in await onAllCores(tapes.count, { Manifest.decode(tapes[$0], tape: $0) }) {
      precondition(diagnostics.isEmpty, "the workload is a sound manifest")
      all.append(manifest)
    }
    return all
  }

  static func observe(_ files: [SourceFile]) async -> Fabric {
    Fabric(
      appliances: await onAllCores(files.count) { index in
        guard let tape = XMLReader.read(files[index], as: SourceID(index + 1)).tape, let state = NativeDialect.decode(tape).state else {
          preconditionFailure("the workload's appliances are sound")
        }
        return state
      })
  }

  /// What `weft validate` does to texts that are in order: no fabric, no ledger.
  static func validate(_ fixture: Fixture, finished: (String) -> Void) async {
    let tapes = await read(fixture.manifests)
    finished("read YAML")
    let site = Site(manifest: await decode(tapes), locator: Locator(tapes: tapes))
    finished("decode")
    let resolution = Resolver.resolve(site, checksOnly: true)
    precondition(!resolution.hasErrors, "the workload is sound")
    finished("resolve")
    _ = resolution.closing(await onAllCores(cores) { resolution.findings(part: $0, of: cores) })
    finished("rules")
  }

  /// A cold plan; `finished` is told the name of each stage as it ends.
  static func plan(_ fixture: Fixture, _ variant: Fixture.Variant, finished: (String) -> Void) async -> Plan {
    let tapes = await read(fixture.manifests)
    finished("read YAML")
    var site = Site(manifest: await decode(tapes), locator: Locator(tapes: tapes))
    finished("decode")
    site.observed = await observe(fixture.files(variant))
    finished("read and decode XML")
    if variant != .fromNothing { site.recorded.fabric = fixture.recorded }
    return await Planner.planConcurrently(site, sources: fixture.sources, policy: PlanPolicy(), tool: "weft-bench") {
      finished($0.rawValue)
    }
  }

  /// `count` results in their order.
  private static func onAllCores<Result: Sendable>(_ count: Int, _ work: @escaping @Sendable (Int) -> Result) async -> [Result] {
    await withTaskGroup(of: [(Int, Result)].self) { group in
      for worker in 0..<cores {
        group.addTask { stride(from: worker, to: count, by: cores).map { ($0, work($0)) } }
      }
      var results = [Result?](repeating: nil, count: count)
      for await part in group { for (index, result) in part { results[index] = result } }
      return results.compactMap { $0 }
    }
  }
}

extension Fixture {
  var sources: SourceSet {
    var sources = SourceSet()
    sources.add(manifests)
    return sources
  }
}
