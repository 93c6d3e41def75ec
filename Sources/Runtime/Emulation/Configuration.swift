internal import ApplianceAPI
internal import Dialects
internal import Documents
internal import FabricModel
internal import Planning
internal import XML

/// One configuration of an appliance, as a text and as what it means.
struct Configuration: Sendable {
  let bytes: [UInt8]
  let tape: XMLTape
  let state: ApplianceState
  /// Quoted, as it stands in headers.
  let entityTag: String

  static func read(_ bytes: [UInt8], path: String) -> Result<Configuration, APIProblem> {
    let file = SourceFile(path: path, bytes: bytes)
    let (tape, problems) = XMLReader.read(file, as: SourceID(0))
    guard let tape else { return .failure(.unreadable(problems)) }
    let (state, diagnostics, _) = NativeDialect.decode(tape)
    guard let state else { return .failure(.unreadable(diagnostics)) }
    return .success(Configuration(bytes: bytes, tape: tape, state: state, entityTag: "\"\(Digest.sha256(bytes).prefix(32))\""))
  }

  /// With changes made, all or none; nil where their effect is there already.
  func applying(_ changes: [RecordChange]) -> Result<Configuration?, APIProblem> {
    do throws(DialectRefusal) {
      guard let bytes = try NativeDialect.apply(changes, to: tape, state: state) else { return .success(nil) }
      return Self.read(bytes, path: "configuration").map { $0 }
    } catch {
      return .failure(.conflict([APIProblem.Conflict(address: "\(error.address)", expected: "", found: error.problem)]))
    }
  }

  /// Refuses what the hardware could not do, unless it was so before.
  func requireWithinLimits(of before: Configuration) throws(APIProblem) {
    let added = violations.subtracting(before.violations).sorted()
    guard added.isEmpty else { throw .limits(added) }
  }

  private var violations: Set<String> {
    var hardware = Hardware()
    hardware.add(state.name, state.inventory, labels: [])
    let found = PlanChecker.violations(of: Fabric(appliances: [state]), hardware: hardware)
    return Set(found.filter { Self.limits.contains($0.invariant) }.map { "\($0.subject): \($0.message)" })
  }

  /// Of the invariants of DESIGN section 6, those that one appliance sees to by itself.
  private static let limits: Set<String> = ["I1", "I2", "I4", "I6", "I7"]

  // MARK: What is shown of it

  func response(_ request: APIRequest) -> APIResponse {
    var headers: APIHeaders = [APIHeader.entityTag: entityTag]
    if request.headers[APIHeader.ifNoneMatch] == entityTag { return APIResponse(304, headers: headers) }
    headers[APIHeader.contentType] = "application/xml"
    return APIResponse(200, headers: headers, body: bytes)
  }

  func list(_ collection: Route.Collection) throws(APIProblem) -> [UInt8] {
    switch collection {
    case .networks: return JSONBody.list(state.networks.map(Record.network))
    case .vsans: return JSONBody.list(state.vsans.map(Record.vsan))
    case .profiles: return JSONBody.list(state.profiles.map { Record.profile($0.record) })
    case .vports(let name):
      guard let profile = state.profile(named: name) else { throw .notFound("profile/\(name)") }
      return JSONBody.list(profile.vports.map(Record.vport))
    case .bindings: return JSONBody.bindings(state.profiles.flatMap(\.vports))
    }
  }

  func object(_ address: ObjectAddress) throws(APIProblem) -> [UInt8] {
    guard let record = state.record(at: address) else { throw .notFound("\(address)") }
    return JSONBody.record(record)
  }

  func binding(_ address: VPortAddress) throws(APIProblem) -> [UInt8] {
    guard case .vport(let vport)? = state.record(at: .vport(address)) else { throw .notFound("\(address)") }
    return JSONBody.binding(vport)
  }
}
