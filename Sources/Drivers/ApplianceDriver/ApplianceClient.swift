internal import ApplianceAPI
internal import Dialects
internal import Documents
internal import DriverInterface
internal import FabricModel
internal import FoundationEssentials
internal import Synchronization
internal import XML

/// What the requests to one appliance have in common: the last configuration that was seen, and what becomes of requests that fail.
final class ApplianceClient: Sendable {
  /// How often a request is sent again that the appliance put off, and how long it may put off at once.
  static let mostTries = 5
  static let longestPauseSeconds = 30.0
  /// How often a batch is sent again because others changed something that it is not about.
  static let mostMatches = 4

  let appliance: String
  private let place: String
  private let transport: any APITransport
  private let pause: @Sendable (_ seconds: Double) async -> Void
  private let seen = Mutex<Seen?>(nil)

  /// The last configuration that was seen.
  private struct Seen: Sendable {
    let bytes: [UInt8]
    let entityTag: String
  }

  init(appliance: String, place: String, transport: any APITransport, pause: @escaping @Sendable (_ seconds: Double) async -> Void) {
    self.appliance = appliance
    self.place = place
    self.transport = transport
    self.pause = pause
  }

  // MARK: Observing

  /// Configuration and links; where the configuration is the one that was seen last, it is not sent again.
  func observe(as source: SourceID) async throws(DriverError) -> Observation {
    let current = try await configuration()
    let health: APIHealth = try decode(try await ask(APIRequest(.get, ["v1", "health"])))
    let file = SourceFile(path: "\(place)/v1/config", bytes: current.bytes)
    let (tape, problems) = XMLReader.read(file, as: source)
    guard let tape else {
      throw DriverError(.unreadable, "\(place): the configuration is not well-formed XML", diagnostics: problems, file: file)
    }
    let (decoded, diagnostics, _) = NativeDialect.decode(tape)
    guard var state = decoded else {
      throw DriverError(.unreadable, "\(place): the configuration is not valid", diagnostics: problems + diagnostics, file: file)
    }
    guard state.name == appliance else {
      throw DriverError(
        .unreadable, "\(place) is the appliance '\(state.name)', not '\(appliance)'; name the appliance so, or correct its driver")
    }
    state.take(health)
    state.revision = current.entityTag
    return Observation(state: state, capabilities: ApplianceDriver.capabilities, file: file, diagnostics: problems + diagnostics)
  }

  private func configuration() async throws(DriverError) -> Seen {
    let known = seen.withLock { $0 }
    var request = APIRequest(.get, ["v1", "config"])
    request.headers[APIHeader.ifNoneMatch] = known?.entityTag
    let response = try await ask(request)
    if response.status == 304, let known { return known }
    guard response.headers[APIHeader.contentType]?.hasPrefix("application/xml") == true, let tag = response.headers[APIHeader.entityTag]
    else {
      throw DriverError(.unreadable, "\(place) answered with something that is no configuration")
    }
    let now = Seen(bytes: response.body, entityTag: tag)
    seen.withLock { $0 = now }
    return now
  }

  /// Asks for something; what fails on the way may succeed the next time.
  private func ask(_ request: APIRequest) async throws(DriverError) -> APIResponse {
    let response = try await send(request, orElse: .transient)
    if response.isSuccess || response.status == 304 { return response }
    throw error(of: response, orElse: .transient)
  }

  // MARK: Changing

  func perform(_ batch: [RecordChange], key: String, under token: Int64) async throws(DriverError) {
    var request = APIRequest(.post, ["v1", "batches"], body: APIBatch(batch).json)
    request.headers[APIHeader.contentType] = "application/json"
    request.headers[APIHeader.idempotencyKey] = key
    request.headers[APIHeader.leaseToken] = "\(token)"
    for _ in 0..<Self.mostMatches {
      request.headers[APIHeader.ifMatch] = try await configuration().entityTag
      let response: APIResponse
      do throws(DriverError) {
        response = try await send(request, orElse: .unknown)
      } catch {
        guard error.class == .unknown else { throw error }
        response = try await resolve(key, error)
      }
      if response.isSuccess { return }
      // Somebody changed something: whether it is what this batch is about, the appliance says when it is asked again.
      if response.status != 412 { throw self.error(of: response, orElse: .unknown) }
    }
    throw DriverError(.transient, "\(place) is being changed by others all the time")
  }

  /// The answer that got lost, by the request's key.
  private func resolve(_ key: String, _ error: DriverError) async throws(DriverError) -> APIResponse {
    let request = APIRequest(.get, ["v1", "requests"] + key.split(separator: "/", omittingEmptySubsequences: false).map(String.init))
    let response: APIResponse
    do throws(DriverError) { response = try await send(request, orElse: .unknown) } catch { throw error }
    if response.isSuccess {
      let receipt: APIReceipt = try decode(response)
      return APIResponse(receipt.status)
    }
    // It has not arrived, and may still; under its key it has its effect once all the same.
    if response.status == 404 { throw DriverError(.transient, error.description) }
    throw error
  }

  // MARK: The lease

  /// - Parameter ledger: whose earlier runs may be pushed aside; the empty one is nobody's.
  func takeLease(for holder: String, of ledger: String) async throws(DriverError) -> APILease {
    let wanted = APILease.Request(holder: holder, owner: ledger.isEmpty ? nil : ledger, seconds: ApplianceSession.leaseSeconds)
    return try decode(try await lease(.post, wanted, nil))
  }

  func renew(_ lease: APILease) async throws(DriverError) {
    _ = try await self.lease(.put, APILease.Request(holder: lease.holder, owner: nil, seconds: ApplianceSession.leaseSeconds), lease.token)
  }

  /// Where that fails it runs out by itself.
  func giveBack(_ lease: APILease) async { _ = try? await self.lease(.delete, nil, lease.token) }

  private func lease(_ method: APIRequest.Method, _ body: APILease.Request?, _ token: Int64?) async throws(DriverError) -> APIResponse {
    var request = APIRequest(method, ["v1", "lease"])
    if let body, let bytes = try? JSONEncoder().encode(body) {
      request.body = Array(bytes)
      request.headers[APIHeader.contentType] = "application/json"
    }
    request.headers[APIHeader.leaseToken] = token.map(String.init)
    let response = try await send(request, orElse: .transient)
    if response.isSuccess { return response }
    throw error(of: response, orElse: .transient)
  }

  // MARK: Requests

  /// Sends it, again where the appliance puts it off: that had no effect.
  ///
  /// - Parameter doubt: what it means that there is no answer.
  private func send(_ request: APIRequest, orElse doubt: DriverError.Class) async throws(DriverError) -> APIResponse {
    var tries = 0
    while true {
      tries += 1
      let response: APIResponse
      do throws(APITransportError) {
        response = try await transport.send(request)
      } catch {
        switch error.class {
        case .unreachable: throw DriverError(.transient, "\(place): \(error)")
        case .refused: throw DriverError(.rejected, "\(place): \(error)")
        case .garbled: throw DriverError(doubt == .unknown ? .unknown : .unreadable, "\(place): \(error)")
        case .lost: throw DriverError(doubt, "\(place): \(error)")
        }
      }
      guard response.status == 429 || response.status == 503, tries < Self.mostTries else { return response }
      let seconds = response.headers[APIHeader.retryAfter].flatMap(Double.init) ?? Double(tries)
      await pause(min(max(seconds, 0), Self.longestPauseSeconds))
    }
  }

  private func decode<Body: Decodable>(_ response: APIResponse) throws(DriverError) -> Body {
    guard response.headers[APIHeader.contentType]?.hasPrefix("application/json") == true,
      let body = try? JSONDecoder().decode(Body.self, from: Data(response.body))
    else {
      throw DriverError(.unreadable, "\(place) answered with something that is not what its API promises")
    }
    return body
  }

  private func error(of response: APIResponse, orElse doubt: DriverError.Class) -> DriverError {
    let problem =
      response.headers[APIHeader.contentType]?.hasPrefix(APIProblem.contentType) == true
      ? try? JSONDecoder().decode(APIProblem.self, from: Data(response.body)) : nil
    let words = problem.map { "\($0.title): \($0.detail)" } ?? "it answered \(response.status)"
    let kind: DriverError.Class =
      switch response.status {
      case 423: .locked
      case 429, 503: .transient
      case 400..<500: .rejected
      case 507: .rejected
      default: doubt
      }
    return DriverError(kind, "\(place): \(words)")
  }
}

extension ApplianceState {
  /// Takes in what the appliance sees of its ports.
  fileprivate mutating func take(_ health: APIHealth) {
    let links = Dictionary(health.ports.map { ($0.port, $0.linkUp) }, uniquingKeysWith: { first, _ in first })
    for adapter in inventory.adapters.indices {
      for port in inventory.adapters[adapter].ports.indices {
        let name = "\(inventory.adapters[adapter].slot)/\(inventory.adapters[adapter].ports[port].number)"
        if let isUp = links[name] { inventory.adapters[adapter].ports[port].isLinkUp = isUp }
      }
    }
  }
}
