package import ApplianceAPI
internal import Dialects
internal import Documents
package import FabricModel
internal import Files
internal import Simulation
internal import Synchronization
internal import XML

/// An appliance with a management API and without hardware: it answers requests as `schemas/appliance.openapi.yaml` says.
///
/// Its whole state is one XML configuration, which is on the disk before a change is answered, and it refuses what its hardware could not do.
package final class EmulatedAppliance: Sendable {
  /// Bytes of a request's body, at most.
  package static let mostBytes = 64 << 20
  /// Answers that are remembered by their keys, at most: the oldest go first.
  package static let mostReceipts = 100_000

  package let name: String
  /// Where its configuration is kept; nil keeps it in memory.
  private let path: String?
  /// What a request has to bring; nil lets everybody in.
  private let token: String?
  private let now: @Sendable () -> Int64
  private let startedAt: Int64
  private let state: Mutex<State>

  /// Why there can be no such appliance.
  package struct Unusable: Error, CustomStringConvertible {
    package let description: String
  }

  struct State: Sendable {
    var configuration: Configuration
    var receipts = Receipts(most: EmulatedAppliance.mostReceipts)
    var lease: APILease?
    /// Who may take the lease over, by what it was asked for.
    var leaseOwner: String?
    var fence: Int64 = 0
    var listeners: [Int: AsyncStream<String>.Continuation] = [:]
    var listened = 0
  }

  /// - Parameters:
  ///   - bytes: its configuration in the native dialect.
  ///   - path: where it is kept from now on.
  package init(_ bytes: [UInt8], path: String?, token: String?, now: @escaping @Sendable () -> Int64) throws(Unusable) {
    let configuration: Configuration
    switch Configuration.read(bytes, path: path ?? "configuration") {
    case .success(let read): configuration = read
    case .failure(let problem): throw Unusable(description: problem.detail)
    }
    name = configuration.state.name
    self.path = path
    self.token = token
    self.now = now
    startedAt = now()
    state = Mutex(State(configuration: configuration))
  }

  /// Answers a request: all of its effect is durable then, or there is none.
  package func answer(_ request: APIRequest) -> APIResponse {
    do throws(APIProblem) {
      guard isAuthorized(request) else { throw .unauthorized }
      guard request.body.count <= Self.mostBytes else { throw .tooLarge(Self.mostBytes) }
      guard let route = Route(request.path) else { throw .notFound("/" + request.path.joined(separator: "/")) }
      return try state.withLock { (state) throws(APIProblem) in try answer(request, route, &state) }
    } catch {
      return APIResponse(error)
    }
  }

  /// The configuration as it is.
  package var configuration: [UInt8] { state.withLock { $0.configuration.bytes } }

  /// Somebody changes something past the API, as at the appliance's own console.
  func editByHand(_ chance: inout Chance) {
    let current = state.withLock { $0.configuration.state }
    if let change = current.editByHand(&chance) { edit(change) }
  }

  package func edit(_ change: RecordChange) {
    state.withLock { state in
      guard case .success(let next?) = state.configuration.applying([change]) else { return }
      try? keep(next, &state)
    }
  }

  /// The entity tag of every configuration from now on.
  package func revisions() -> AsyncStream<String> {
    AsyncStream(bufferingPolicy: .bufferingNewest(16)) { continuation in
      let number = state.withLock { state in
        state.listened += 1
        state.listeners[state.listened] = continuation
        continuation.yield(state.configuration.entityTag)
        return state.listened
      }
      continuation.onTermination = { [weak self] _ in self?.state.withLock { $0.listeners[number] = nil } }
    }
  }

  private func isAuthorized(_ request: APIRequest) -> Bool {
    guard let token else { return true }
    let (given, wanted) = (Array((request.headers[APIHeader.authorization] ?? "").utf8), Array("Bearer \(token)".utf8))
    // As long for a token that is nearly right as for any other.
    return given.count == wanted.count && zip(given, wanted).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private func answer(_ request: APIRequest, _ route: Route, _ state: inout State) throws(APIProblem) -> APIResponse {
    guard route.methods.contains(request.method) else {
      var response = APIResponse(.methodNotAllowed(route.methods))
      response.headers["Allow"] = route.methods.map(\.rawValue).joined(separator: ", ")
      return response
    }
    switch route {
    case .health: return .json(JSONBody.health(health(state)))
    case .configuration where request.method == .get: return state.configuration.response(request)
    case .receipt(let key):
      guard let receipt = state.receipts[key]?.receipt else { throw .notFound("a request with the key '\(key)'") }
      return .json(JSONBody.receipt(receipt))
    case .lease: return try lease(request, &state)
    case .collection(let collection): return .json(try state.configuration.list(collection))
    case .object(let address) where request.method == .get: return .json(try state.configuration.object(address), tag: state.configuration)
    case .binding(let vport) where request.method == .get: return .json(try state.configuration.binding(vport), tag: state.configuration)
    case .events: throw .notAcceptable
    default: return try change(request, route, &state)
    }
  }

  private func health(_ state: State) -> APIHealth {
    let hardware = state.configuration.state.inventory
    let ports = hardware.adapters.flatMap { adapter in
      adapter.ports.map { APIHealth.Port(port: "\(adapter.slot)/\($0.number)", linkUp: $0.isLinkUp ?? true) }
    }
    return APIHealth(
      name: name, model: hardware.model ?? "VIO-4001", software: "emulator", status: "ok", uptimeSeconds: now() - startedAt, ports: ports)
  }

  // MARK: Changes

  private func change(_ request: APIRequest, _ route: Route, _ state: inout State) throws(APIProblem) -> APIResponse {
    guard let key = request.headers[APIHeader.idempotencyKey], !key.isEmpty, key.utf8.count <= Receipts.longestKey else { throw .noKey }
    let digest = Digest.sha256(Array(request.method.rawValue.utf8) + Array(request.path.joined(separator: "/").utf8) + [0] + request.body)
    if let known = state.receipts[key] {
      guard known.digest == digest else { throw .keyReused(key) }
      return known.response(repeated: true)
    }
    try requireLease(request, state)
    try requireMatch(request, state.configuration)
    let next = try next(request, route, state.configuration)
    if let next {
      try next.requireWithinLimits(of: state.configuration)
      try keep(next, &state)
    }
    let receipt = APIReceipt(key: key, status: 200, revision: state.configuration.entityTag)
    let answer = Receipts.Answer(digest: digest, receipt: receipt)
    state.receipts.add(answer)
    return answer.response(repeated: false)
  }

  /// The configuration that a request asks for; nil where it is so already.
  private func next(_ request: APIRequest, _ route: Route, _ configuration: Configuration) throws(APIProblem) -> Configuration? {
    switch route {
    case .configuration:
      let next = try Configuration.read(request.body, path: "body").get()
      guard next.state.name == name else { throw .invalid("the configuration is of '\(next.state.name)', and this is '\(name)'") }
      return next.bytes == configuration.bytes ? nil : next
    default: return try configuration.applying(try Changes.asked(request, route, configuration.state)).get()
    }
  }

  /// On the disk first.
  private func keep(_ next: Configuration, _ state: inout State) throws(APIProblem) {
    if let path {
      do throws(FileError) { try FileAccess.replace(path, with: next.bytes) } catch { throw .storage(error.description) }
    }
    state.configuration = next
    for listener in state.listeners.values { listener.yield(next.entityTag) }
  }

  private func requireMatch(_ request: APIRequest, _ configuration: Configuration) throws(APIProblem) {
    guard let wanted = request.headers[APIHeader.ifMatch] else { throw .noMatch }
    guard wanted == "*" || wanted == configuration.entityTag else { throw .changed(configuration.entityTag) }
  }

  // MARK: The lease

  private func requireLease(_ request: APIRequest, _ state: State) throws(APIProblem) {
    let held = state.lease.flatMap { $0.expiresAt > now() ? $0 : nil }
    guard let text = request.headers[APIHeader.leaseToken] else {
      if let held { throw .locked(held.holder) }
      return
    }
    guard let held, Int64(text) == held.token else { throw .leaseLost(held?.holder) }
  }

  private func lease(_ request: APIRequest, _ state: inout State) throws(APIProblem) -> APIResponse {
    let held = state.lease.flatMap { $0.expiresAt > now() ? $0 : nil }
    let token = request.headers[APIHeader.leaseToken].flatMap { Int64($0) }
    switch request.method {
    case .get:
      guard let held else { throw .notFound("a lease") }
      return .json(JSONBody.lease(held))
    case .delete:
      if let held, held.token == token { state.lease = nil }
      return APIResponse(204)
    default:
      let wanted: APILease.Request = try JSONBody.read(request.body)
      guard (1...APILease.Request.longestSeconds).contains(wanted.seconds), !wanted.holder.isEmpty else {
        throw .invalid("a lease has a holder and lasts from 1 to \(APILease.Request.longestSeconds) seconds")
      }
      if request.method == .post {
        if let held, wanted.owner == nil || wanted.owner != state.leaseOwner { throw .locked(held.holder) }
        state.fence += 1
        state.leaseOwner = wanted.owner
      } else if held?.token != token || token == nil {
        throw .leaseLost(held?.holder)
      }
      let lease = APILease(token: state.fence, holder: wanted.holder, expiresAt: now() + wanted.seconds)
      state.lease = lease
      return .json(JSONBody.lease(lease), status: request.method == .post ? 201 : 200)
    }
  }
}
