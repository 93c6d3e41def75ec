import ApplianceAPI
import Synchronization

/// Answers as it is told first, and as another one does afterwards.
final class Stubborn: APITransport {
  private let base: (any APITransport)?
  private let answers: Mutex<[APIResponse]>

  init(base: (any APITransport)?, answers: [APIResponse]) {
    self.base = base
    self.answers = Mutex(answers)
  }

  func send(_ request: APIRequest) async throws(APITransportError) -> APIResponse {
    if let next = answers.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return next }
    guard let base else { throw APITransportError(.unreachable, "nobody is there") }
    return try await base.send(request)
  }
}

final class Pauses: Sendable {
  private let seconds = Mutex<[Double]>([])
  func add(_ more: Double) { seconds.withLock { $0.append(more) } }
  var all: [Double] { seconds.withLock { $0 } }
}
