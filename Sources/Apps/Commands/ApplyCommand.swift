internal import ArgumentParser
internal import Documents
internal import DriverInterface
internal import FabricModel
internal import Foundation
internal import Ledger
internal import Planning
internal import Reconciliation

/// Carries a plan out.
struct ApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Carry out a saved plan, or plan the manifests and carry that out.",
    discussion: """
      Shows the plan and asks; without a terminal it wants --auto-approve. A saved plan is run as it is, after a check that the \
      fabric still is what it was made for.

      Exit codes: 0 done, 1 an error, 3 the plan is stale, 4 refused, 5 stopped part-way or waiting for a confirmation, \
      6 rolled back, 7 rolled back but for what is listed.

      Example:
        weft apply plan.json
        weft apply -f site --auto-approve
        weft apply -f site --auto-approve --wait 10min
        weft apply -f site --allow outage=esx-01
        weft apply -f site --target esx-01 --exclude esx-01/vnic1
        weft apply -f site --auto-approve --confirm-within 5min
        weft apply -f site --without vio-2 --fenced esx-01='power is off'
      """)

  @Argument(help: ArgumentHelp("A plan that 'weft plan --out' saved.", valueName: "plan"))
  var plan: String?

  @OptionGroup var site: SiteOptions
  @OptionGroup var fabric: FabricOptions
  @OptionGroup var policy: PolicyOptions
  @OptionGroup var unread: UnreadOptions
  @OptionGroup var limits: LimitOptions

  @Option(
    help: ArgumentHelp(
      "When an appliance refuses a step, or does not do it: stop (the default), continue with what has nothing to do with it, or rollback.",
      valueName: "what"))
  var onFailure: OnFailure?

  @Option(
    help: ArgumentHelp(
      "Take the run back unless somebody confirms it in time, such as 60s or 10min, counted from the last step: 'yes' at the terminal, or "
        + "'weft confirm RUN'. A run that fails is taken back at once.", valueName: "duration"))
  var confirmWithin: String?

  @Flag(help: "Don't ask.")
  var autoApprove = false

  @Option(
    help: ArgumentHelp(
      "How long to wait for a ledger that somebody else holds, such as 10min; absent refuses at once.", valueName: "duration")
  )
  var wait: String?

  @Flag(help: "Show every change of the plan, every list to its end, and when each thing is done.")
  var verbose = false

  @Option(help: "How to print: text or json.")
  var format: OutputFormat = .text

  func validate() throws {
    _ = try (interval(wait), confirmSeconds())
    if confirmWithin != nil, let onFailure, onFailure != .rollback {
      throw ValidationError("--confirm-within takes back what fails: leave --on-failure \(onFailure.rawValue) away")
    }
    if plan == nil, site.files.isEmpty { throw ValidationError("name a plan file, or manifests with -f") }
    if plan != nil, !site.files.isEmpty { throw ValidationError("a saved plan knows its manifests: leave -f away") }
    if plan != nil, !limits.isEmpty || !unread.without.isEmpty {
      throw ValidationError(
        "--without, --target, --exclude and --fenced belong to 'weft plan': a saved plan is run as it is")
    }
    if plan != nil, !policy.adopt.isEmpty { throw ValidationError("--adopt belongs to 'weft plan': a saved plan is run as it is") }
  }

  func run() async throws { try await format.reporting(site.console, work) }

  private func interval(_ text: String?) throws -> Interval? {
    try text.map { text in
      guard let interval = Interval(text) else { throw ValidationError("'\(text)' is no duration such as 30s, 10min or 2h") }
      return interval
    }
  }

  private func confirmSeconds() throws -> Int64? {
    guard let within = try interval(confirmWithin) else { return nil }
    guard within > .zero, within <= Self.longestConfirmation else {
      throw ValidationError("--confirm-within \(within) is not between 1s and \(Self.longestConfirmation): the ledger is held for so long")
    }
    return within.seconds
  }

  private static let longestConfirmation = Interval(seconds: 86_400)

  private func work() async throws {
    let console = site.console
    var policy = try policy.policy()
    try limits.apply(to: &policy)
    let wait = try interval(wait).map { LedgerWait(try ledgerPath(), $0, console) }
    // What is planned while another run goes on would be stale by the time that it ends.
    try await wait?.untilFree()
    try await UnendedRun.endUnconfirmed(try ledgerPath(), folder: folder(), format, console)
    let job: Job
    if let plan {
      job = try await Job(planFile: plan, fabric, console)
    } else {
      job = try await Job(site, fabric, policy, console, without: unread.without)
    }
    var application = Application(
      job: job, policy: policy, autoApprove: autoApprove, format: format, extent: verbose ? .whole : .brief, console: console,
      now: try fabric.now(), onFailure: onFailure ?? (confirmWithin == nil ? .stop : .rollback))
    application.confirmSeconds = try confirmSeconds()
    application.wait = wait
    try await application.run()
  }

  /// Known before the plan is: one that was saved says where its manifests are.
  private func ledgerPath() throws -> String {
    try fabric.ledger ?? "\(folder())/.weft/ledger.db"
  }

  private func folder() throws -> String {
    try plan.map { try PlanFolder(ofPlan: $0).folder } ?? ManifestLoader.folder(of: site.files[0])
  }
}

/// A plan with what is needed to carry it out.
struct Job: Sendable {
  let plan: Plan
  let text: String
  let drivers: [any FabricDriver]
  let ledgerPath: String
  /// As the appliances were when the plan was made or read.
  let observed: Fabric
  /// Addresses that the manifests ask for, where a command wants to know.
  private(set) var desired: Set<String> = []
  /// What is recorded of the appliances that were not read, which nobody else may become active beside.
  private(set) var standIns: [ApplianceState] = []

  /// Plans the manifests.
  init(
    _ site: SiteOptions, _ fabric: FabricOptions, _ policy: PlanPolicy, _ console: Console, without unread: [String] = []
  ) async throws {
    var workspace = try await Workspace.open(site, fabric)
    try await workspace.observe(without: unread)
    if try workspace.interruptions(console).settle() { try await workspace.readLedger() }
    if !policy.forget.isEmpty {
      try workspace.requireOwned(policy.forget)
      desired = try workspace.resolved().desired.addresses
    }
    var plan = try await workspace.plan(policy, console)
    plan.id = plan.digest()
    self.plan = plan
    text = String(decoding: plan.json(sources: workspace.sources), as: UTF8.self)
    drivers = workspace.drivers
    observed = workspace.observations.fabric
    standIns = workspace.site.standIns(besides: plan.burials)
    ledgerPath = workspace.ledgerPath
  }

  /// Reads a saved plan, which must be just as it was saved.
  init(planFile: String, _ fabric: FabricOptions, _ console: Console) async throws {
    let bytes = try readFile(planFile)
    do {
      plan = try JSONDecoder().decode(Plan.self, from: Data(bytes))
    } catch let error as PlanReadError {
      throw Failure(.error, id: "plan.unreadable", "\(planFile): \(error)")
    } catch {
      throw Failure(
        .error, id: "plan.unreadable", "\(planFile) is no plan: \(DecodingProblem(error))", help: "make one with 'weft plan --out'")
    }
    let now = try fabric.now()
    guard plan.digest() == plan.id else {
      throw Failure(
        .refused, id: "plan.altered", "\(planFile) is not as it was saved: its content does not have its id", help: "plan again")
    }
    if let validUntil = plan.validUntil, now > validUntil {
      throw Failure(.stale, id: "plan.expired", "\(planFile) was valid until \(validUntil)", help: "plan again")
    }
    let folder = plan.folder
    drivers = try DriverLocation.drivers(of: plan, folder: folder)
    text = String(decoding: bytes, as: UTF8.self)
    ledgerPath = fabric.ledger ?? "\(folder)/.weft/ledger.db"
    let observations = await Observer().observe(drivers)
    guard observations.failures.isEmpty else {
      var sources = SourceSet()
      for file in observations.files { sources.add(file.file) }
      throw Failure(.error, observations.failures.flatMap(\.diagnostics), sources: sources)
    }
    observed = observations.fabric
    _ = try Interruptions(
      ledgerPath: ledgerPath, fabric: observations.fabric, console: console, abandoned: Set(plan.unread)
    ).settle()
    standIns = try Workspace.recorded(in: ledgerPath, scope: plan.scope, unread: Set(plan.unread))
      .standIns(of: Set(plan.unread), scope: plan.scope, besides: plan.burials)
  }
}

/// What a saved plan says of where it was made; whether it is one is for `Job` to find out.
private struct PlanFolder: Decodable {
  var folder = "."

  init(ofPlan path: String) throws {
    if let saved = try? JSONDecoder().decode(PlanFolder.self, from: Data(try readFile(path))) { self = saved }
  }
}

/// What is wrong with JSON, in words.
private struct DecodingProblem: CustomStringConvertible {
  let description: String

  init(_ error: any Error) {
    switch error {
    case DecodingError.keyNotFound(let key, _): description = "it has no '\(key.stringValue)'"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      description = "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' is of the wrong kind"
    default: description = "it is no JSON"
    }
  }
}
