internal import Documents
internal import DriverInterface
internal import FabricModel
internal import Ledger
internal import Planning
internal import Reconciliation

/// The manifests of a run with the fabric and the ledger beside them.
struct Workspace: Sendable {
  var loaded: LoadedManifests
  var drivers: [any FabricDriver] = []
  var observations = Observations()
  var site: Site
  var ledgerPath: String

  var sources: SourceSet { loaded.sources }

  /// Reads the manifests and says all that is wrong with them before any appliance is asked.
  static func open(_ options: SiteOptions, _ fabric: FabricOptions) async throws -> Workspace {
    let loaded = try await ManifestLoader.load(options.files)
    var site = Site(manifest: loaded.manifest, locator: loaded.locator)
    site.scope = options.scope
    site.now = try fabric.now()
    site.folder = loaded.folder
    site.layerFolders = loaded.layerFolders
    var workspace = Workspace(loaded: loaded, site: site, ledgerPath: fabric.ledger ?? "\(loaded.folder)/.weft/ledger.db")
    if loaded.diagnostics.hasErrors {
      throw Failure(.error, loaded.diagnostics + Resolver.resolve(site).diagnostics, sources: loaded.sources)
    }
    try workspace.findDrivers()
    return workspace
  }

  /// Asks all appliances and the ledger.
  ///
  /// - Parameters:
  ///   - toleratingMissing: appliances without a configuration count as they are asserted.
  ///   - unread: appliances that are not asked, readable or not.
  ///   - hasLedger: false takes the ledger for lost.
  mutating func observe(toleratingMissing: Bool = false, without unread: [String] = [], hasLedger: Bool = true) async throws {
    try leaveOut(unread)
    observations = await Observer().observe(drivers, filesFrom: SourceID(loaded.sources.files.count))
    for file in observations.files { loaded.sources.add(file.file) }
    let failures = observations.failures.filter { !toleratingMissing || $0.error.class != .missing }
    guard failures.isEmpty else { throw Failure(.error, failures.flatMap(\.diagnosticsWithWayOut), sources: loaded.sources) }
    site.observed = observations.fabric
    site.capabilities = observations.capabilities
    if hasLedger { try readRecorded() }
    try await takeInitialTemplates()
  }

  /// What the manifests come to, with everything that they leave open as it is.
  func desired() throws -> Fabric { try resolved().desired.completed(by: observations.fabric) }

  /// What the manifests come to, with nothing added.
  func resolved() throws -> Resolution {
    let resolution = Resolver.resolve(site)
    if resolution.hasErrors { throw Failure(.error, resolution.diagnostics, sources: sources) }
    return resolution
  }

  mutating func readLedger() async throws {
    try readRecorded()
    try await takeInitialTemplates()
  }

  private mutating func takeInitialTemplates() async throws {
    await keepInitialTemplates()
    if loaded.diagnostics.hasErrors { throw Failure(.error, loaded.diagnostics, sources: sources) }
  }

  private mutating func readRecorded() throws {
    site.recorded = try Self.recorded(in: ledgerPath, scope: site.scope, unread: site.unread)
  }

  /// What a ledger remembers; nothing where there is none.
  static func recorded(in ledgerPath: String, scope: String, unread: Set<String>) throws -> Recorded {
    do {
      guard let ledger = try SQLiteLedger.openForReading(ledgerPath) else { return Recorded() }
      return try RecordedLoader.load(try ledger.snapshotWithoutActiveIdentities(), scope: scope, unread: unread)
    } catch let error as LedgerError {
      throw Failure(.error, [error.diagnostic])
    } catch {
      throw Failure(.error, id: "ledger.record", "\(error)", help: "the ledger \(ledgerPath) may be damaged: keep a copy before you go on")
    }
  }

  private mutating func leaveOut(_ unread: [String]) throws {
    let names = loaded.manifest.appliances.map(\.name).sorted()
    let unknown = Set(unread).subtracting(names).sorted()
    guard unknown.isEmpty else {
      throw Failure(.error, unknown.map { .unknownReference("appliance", $0, among: names, at: nil) })
    }
    site.unread = Set(unread)
    drivers.removeAll { site.unread.contains($0.appliance) }
  }

  /// The driver of each appliance that the manifests declare.
  private mutating func findDrivers() throws {
    var problems: [Diagnostic] = []
    for appliance in loaded.manifest.appliances {
      let place = site.range(appliance.origin, .key("spec"), .key("driver"))
      guard let driver = appliance.spec.driver else {
        problems.append(.noDriver(appliance.name, at: site.range(appliance.origin, .key("metadata"), .key("name"))))
        continue
      }
      // Where the driver stands, which an overlay may have left to the base.
      let manifest = place.map { loaded.sources[$0.source].path } ?? "-"
      switch DriverLocation.find(driver, manifest: manifest, root: loaded.folder, layers: loaded.layerFolders) {
      case .success(let location):
        drivers.append(location.driver(for: appliance.name))
        site.drivers[appliance.name] = location.reference
      case .failure(let problem): problems.append(problem.diagnostic(at: place))
      }
    }
    if !problems.isEmpty { throw Failure(.error, problems + Resolver.resolve(site).diagnostics, sources: loaded.sources) }
  }
}

extension ApplianceFailure {
  /// What the driver found in the configuration, else what it said.
  var diagnostics: [Diagnostic] {
    error.diagnostics.isEmpty
      ? [Diagnostic("appliance.\(error.class.rawValue)", .error, "\(appliance) can't be read: \(error.description)")] : error.diagnostics
  }
}

extension ApplianceFailure {
  /// The same, and how to go on all the same.
  fileprivate var diagnosticsWithWayOut: [Diagnostic] {
    var diagnostics = diagnostics
    let way = "to plan without it: --without \(appliance)"
    if !diagnostics.isEmpty { diagnostics[0].help = diagnostics[0].help.map { "\($0); \(way)" } ?? way }
    return diagnostics
  }
}

extension Fabric {
  /// The addresses of all objects, networks and VSANs with their appliance, as changes name them.
  var addresses: Set<String> {
    Set(
      objects.map { record, appliance in
        switch record {
        case .profile, .vport: record.address.description
        default: "\(appliance)/\(record.address)"
        }
      })
  }
}

extension Diagnostic {
  fileprivate static func noDriver(_ appliance: String, at place: SourceRange?) -> Diagnostic {
    Diagnostic(
      "driver.missing", .error, "nothing says how to reach the appliance '\(appliance)'", at: place,
      help: "give it a driver such as 'driver: file:\(appliance).xml'")
  }
}
