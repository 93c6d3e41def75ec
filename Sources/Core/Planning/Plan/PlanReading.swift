internal import Documents
internal import FabricModel

/// Reads a plan file. What it says beyond the format is dropped; the digest tells whether anything was changed.
extension Plan: Decodable {
  private enum Key: String, CodingKey {
    case format, id, tool, folder, layers, drivers, scope, now, validUntil, complete, unread, fenced, limits, basis, changes, drift,
      unmanaged, preexisting
    case blockers, waiting, maintenance, terms, unknownPower, steps
    case servers, capacity, pools, external, remember, forget, burials, lifted, templates, owned, desiresNothing, diagnostics
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let format = try container.decode(String.self, forKey: .format)
    guard format == Self.format else { throw PlanReadError.format(format) }
    self.init()
    id = try container.decode(String.self, forKey: .id)
    tool = try container.decode(String.self, forKey: .tool)
    folder = try container.decode(String.self, forKey: .folder)
    layers = try container.decode([String].self, forKey: .layers)
    drivers = try container.decode([String: DriverReference].self, forKey: .drivers)
    scope = try container.decode(String.self, forKey: .scope)
    now = try container.decode(String?.self, forKey: .now).flatMap { Timestamp($0) }
    validUntil = try container.decode(String?.self, forKey: .validUntil).flatMap { Timestamp($0) }
    complete = try container.decode(Bool.self, forKey: .complete)
    unread = try container.decode([String].self, forKey: .unread)
    fenced = try container.decode([String: String].self, forKey: .fenced)
    limits = try container.decode(LimitsWire.self, forKey: .limits).limits
    basis = try container.decode(Basis.self, forKey: .basis)
    let wireSteps = try container.decode([StepWire].self, forKey: .steps)
    let index = Dictionary(wireSteps.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    steps = try wireSteps.map { try $0.step(index) }
    changes = try container.decode([ChangeWire].self, forKey: .changes).map { try $0.change(index) }
    drift = try container.decode([DifferenceWire].self, forKey: .drift).map {
      Difference(address: $0.address, fields: $0.fields.map(\.field))
    }
    unmanaged = try container.decode([String].self, forKey: .unmanaged)
    preexisting = try container.decode([ViolationWire].self, forKey: .preexisting)
      .map { Violation($0.invariant, $0.subject, $0.message) }
    blockers = try container.decode([BlockerWire].self, forKey: .blockers)
      .map { Blocker($0.id, $0.message, steps: $0.steps, acknowledge: $0.acknowledge) }
    waiting = try container.decode([WaitingWire].self, forKey: .waiting).map { Waiting(address: $0.address, reason: $0.reason) }
    maintenance = try container.decode([GrantWire].self, forKey: .maintenance).map { try $0.grant() }
    terms = try container.decode(SafetyTerms.self, forKey: .terms)
    servers = try container.decode([ServerCost].self, forKey: .servers)
    unknownPower = try container.decode([String].self, forKey: .unknownPower)
    capacity = try container.decode([CapacityWire].self, forKey: .capacity).map { try $0.capacity() }
    pools = try container.decode([PoolWire].self, forKey: .pools).map(\.capacity)
    external = try container.decode([ExternalWire].self, forKey: .external).map { try $0.work() }
    remember = try container.decode([RememberWire].self, forKey: .remember)
      .map { Remembered(appliance: $0.appliance, record: $0.record) }
    forget = try container.decode([ForgetWire].self, forKey: .forget)
      .map { Forgotten(appliance: $0.appliance, address: $0.address, mayRemain: $0.mayRemain) }
    burials = try container.decode([RememberWire].self, forKey: .burials).map { Burial(appliance: $0.appliance, record: $0.record) }
    lifted = try container.decode([LiftWire].self, forKey: .lifted).map { Forgotten(appliance: $0.appliance, address: $0.address) }
    templates = try container.decode([TemplateWire].self, forKey: .templates)
      .map { TemplateMemory(profile: $0.profile, template: $0.template, body: $0.body) }
    owned = try container.decode(Int.self, forKey: .owned)
    desiresNothing = try container.decode(Bool.self, forKey: .desiresNothing)
    diagnostics = try container.decode([DiagnosticWire].self, forKey: .diagnostics)
      .map { Diagnostic($0.id, Diagnostic.Severity(rawValue: $0.severity) ?? .error, $0.message) }
  }
}

/// Why a plan file is refused.
package enum PlanReadError: Error, CustomStringConvertible {
  case format(String)
  case malformed(String)

  package var description: String {
    switch self {
    case .format(let format): "the plan has the format '\(format)', and this weft reads '\(Plan.format)'"
    case .malformed(let what): "the plan file is damaged: \(what)"
    }
  }
}

extension Basis: Decodable {
  private enum Key: String, CodingKey { case ledger, reads, desired }
  private struct LedgerWire: Decodable {
    let lineage: String
    let serial: Int64
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init()
    let ledger = try container.decode(LedgerWire?.self, forKey: .ledger)
    ledgerLineage = ledger?.lineage
    ledgerSerial = ledger?.serial
    desired = try container.decode(String.self, forKey: .desired)
    let reads = try container.decode([String: String].self, forKey: .reads)
    self.reads = try reads.keys.sorted().map { key in
      guard let colon = key.firstIndex(of: ":"), let fingerprint = reads[key] else { throw PlanReadError.malformed("read '\(key)'") }
      return Read(appliance: String(key[..<colon]), address: String(key[key.index(after: colon)...]), fingerprint: fingerprint)
    }
  }
}

private struct StepWire: Decodable {
  struct Edge: Decodable {
    let id: String
    let until: Step.Until
    let settleSeconds: Int64?
    let healthy: Bool?
  }
  let id: String
  let appliance: String
  let before: Record?
  let after: Record?
  let follows: [Edge]
  let impact: Impact
  let servers: [String]
  let group: String?
  let victims: [String]

  func step(_ index: [String: Int]) throws -> Step {
    guard before != nil || after != nil else { throw PlanReadError.malformed("step \(id) changes nothing") }
    var step = Step(appliance: appliance, change: RecordChange(before: before, after: after))
    step.id = id
    step.follows = try follows.map { edge in
      guard let position = index[edge.id] else { throw PlanReadError.malformed("step \(id) follows '\(edge.id)', which is none") }
      return Step.Predecessor(
        position, until: edge.until, settleSeconds: edge.settleSeconds ?? 0, isHealthy: edge.healthy ?? false)
    }
    step.impact = impact
    step.servers = servers
    step.group = group
    step.victims = victims
    return step
  }
}

private struct ChangeWire: Decodable {
  struct SourceWire: Decodable {
    let file: String
    let line: Int
    let column: Int
  }
  let address: String
  let action: String
  let fields: [FieldWire]
  let reason: String
  let source: SourceWire?
  let steps: [String]

  func change(_ index: [String: Int]) throws -> Change {
    guard let action = Change.Action(rawValue: action) else { throw PlanReadError.malformed("there is no action '\(action)'") }
    return Change(
      address: address, action: action, fields: fields.map(\.field), reason: reason,
      source: source.map { Change.Source(file: $0.file, line: $0.line, column: $0.column) },
      steps: try steps.map { id in
        guard let position = index[id] else { throw PlanReadError.malformed("there is no step '\(id)'") }
        return position
      })
  }
}

private struct FieldWire: Decodable {
  let path: String
  let before: FieldValue
  let after: FieldValue
  var field: FieldChange { FieldChange(path, before: before, after: after) }
}

private struct DifferenceWire: Decodable {
  let address: String
  let fields: [FieldWire]
}

private struct ViolationWire: Decodable {
  let invariant: String
  let subject: String
  let message: String
}

private struct BlockerWire: Decodable {
  let id: String
  let message: String
  let steps: [String]
  let acknowledge: String?
}

private struct WaitingWire: Decodable {
  let address: String
  let reason: String
}

private struct GrantWire: Decodable {
  let server: String
  let policy: String
  let from: String?
  let until: String?

  func grant() throws -> MaintenanceGrant {
    func time(_ text: String?) throws -> Timestamp? {
      guard let text else { return nil }
      guard let time = Timestamp(text) else { throw PlanReadError.malformed("time '\(text)'") }
      return time
    }
    return MaintenanceGrant(server: server, policy: policy, from: try time(from), until: try time(until))
  }
}

private struct RememberWire: Decodable {
  let appliance: String
  let record: Record
}

private struct ForgetWire: Decodable {
  let appliance: String
  let address: String
  let mayRemain: Bool
}

private struct LiftWire: Decodable {
  let appliance: String
  let address: String
}

private struct LimitsWire: Decodable {
  let targets: [String]
  let excludes: [String]

  var limits: Limits { Limits(targets: Selector(targets), excludes: Selector(excludes)) }
}

private struct TemplateWire: Decodable {
  let profile: String
  let template: String
  let body: String?
}

private struct DiagnosticWire: Decodable {
  let id: String
  let severity: String
  let message: String
}
