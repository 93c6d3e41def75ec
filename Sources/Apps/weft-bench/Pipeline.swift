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
  static func validate(_ manifests: SourceFile, finished: (String) -> Void) async {
    let tapes = await read(manifests)
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
  ///
  /// - Parameter lineage: of the ledger that is to carry it out.
  static func plan(_ fixture: Fixture, lineage: String? = nil, finished: (String) -> Void) async -> Plan {
    var site = await site(of: fixture, finished: finished)
    site.recorded.fabric = fixture.recorded
    site.recorded.lineage = lineage
    return await Planner.planConcurrently(site, sources: fixture.sources, policy: PlanPolicy(), tool: "weft-bench") {
      finished($0.rawValue)
    }
  }

  /// What `weft export` does for all appliances; the bytes of the documents.
  static func export(_ fixture: Fixture, finished: (String) -> Void) async throws -> Int {
    let site = await site(of: fixture, finished: finished)
    let resolution = Resolver.resolve(site)
    precondition(!resolution.hasErrors, "the workload is sound")
    let states = resolution.desired.completed(by: site.observed ?? Fabric()).appliances
    finished("resolve")
    let bytes = try states.reduce(0) { try $0 + NativeDialect.encode($1).count }
    finished("write XML")
    return bytes
  }

  /// What `weft import` does to native configurations; the bytes of the manifests.
  static func importNative(_ files: [SourceFile], finished: (String) -> Void) async -> Int {
    let states = await observe(files).appliances
    finished("read and decode XML")
    let imported = Importer.run(zip(states, files).map { Importer.Source($0, driver: "file:\($1.path)") })
    precondition(imported.findings.allSatisfy { $0.severity != .error }, "the workload's appliances are sound")
    finished("merge")
    return write(imported.manifest, finished)
  }

  /// The same for a UCS Manager domain.
  static func importUCS(_ file: SourceFile, finished: (String) -> Void) -> Int {
    let (tape, _) = XMLReader.read(file, as: SourceID(0))
    guard let tape else { preconditionFailure("the domain is XML") }
    finished("read XML")
    guard let manifest = UCSDialect.importManifest(tape, driver: "file:ucs.xml").manifest else {
      preconditionFailure("the domain is sound")
    }
    finished("understand")
    return write(manifest, finished)
  }

  private static func write(_ manifest: Manifest, _ finished: (String) -> Void) -> Int {
    let files = ManifestFiles.write(manifest, note: "bench")
    finished("write YAML")
    return files.reduce(0) { $0 + $1.text.utf8.count }
  }

  private static func site(of fixture: Fixture, finished: (String) -> Void) async -> Site {
    let tapes = await read(fixture.manifests)
    finished("read YAML")
    var site = Site(manifest: await decode(tapes), locator: Locator(tapes: tapes))
    finished("decode")
    site.observed = await observe(fixture.appliances)
    finished("read and decode XML")
    return site
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
