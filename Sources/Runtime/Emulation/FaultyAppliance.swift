package import ApplianceAPI
internal import FabricModel
package import Simulation
internal import Synchronization

/// An emulated appliance on a bad day: it is slow, busy, loses answers, starts anew, and people work on it by hand, as a seed says.
package final class FaultyAppliance: Sendable {
  /// What comes back.
  package enum Answer: Sendable {
    case response(APIResponse)
    /// The connection breaks.
    case nothing
  }

  package let appliance: EmulatedAppliance
  private let faults: Faults
  private let seed: UInt64
  private let pause: @Sendable (_ milliseconds: Int64) async -> Void
  private let now: @Sendable () -> Int64
  private let state = Mutex(State())

  private struct State {
    /// How often the same thing was asked.
    var asked: [String: Int] = [:]
    /// Milliseconds; it answers nothing until then.
    var downUntil: Int64 = 0
  }

  /// - Parameters:
  ///   - pause: waits so many milliseconds.
  ///   - now: milliseconds of a clock that never goes back.
  package init(
    _ appliance: EmulatedAppliance, _ faults: Faults, seed: UInt64, pause: @escaping @Sendable (_ milliseconds: Int64) async -> Void,
    now: @escaping @Sendable () -> Int64
  ) {
    self.appliance = appliance
    self.faults = faults
    self.seed = seed
    self.pause = pause
    self.now = now
  }

  package func answer(_ request: APIRequest) async -> Answer {
    var chance = chance(of: request)
    await pause(Int64.random(in: faults.travel, using: &chance))
    if state.withLock({ $0.downUntil > now() }) { return .nothing }
    let answer = request.method == .get ? look(request, &chance) : change(request, &chance)
    await pause(Int64.random(in: faults.travel, using: &chance))
    return answer
  }

  private func look(_ request: APIRequest, _ chance: inout Chance) -> Answer {
    chance.happens(faults.blind) ? .response(.later(503, "starting")) : .response(appliance.answer(request))
  }

  private func change(_ request: APIRequest, _ chance: inout Chance) -> Answer {
    edit(&chance)
    let fate = faults.fate(&chance)
    switch fate {
    case .transient: return .response(.later(Bool.random(using: &chance) ? 429 : 503, "too busy"))
    case .rejected: return .response(APIResponse(APIProblem(403, "forbidden", "Not allowed", "not now")))
    case .unknown: return .nothing
    case .none, .transientAfter, .lost: break
    }
    let response = appliance.answer(request)
    if chance.happens(faults.doubled) { _ = appliance.answer(request) }
    edit(&chance)
    if chance.happens(faults.stops) {
      let end = now() + Int64.random(in: faults.standstill, using: &chance)
      state.withLock { $0.downUntil = end }
      return .nothing
    }
    switch fate {
    case .transientAfter: return .response(.later(503, "starting"))
    case .lost: return .nothing
    default: return .response(response)
    }
  }

  private func edit(_ chance: inout Chance) {
    if chance.happens(faults.edits) { appliance.editByHand(&chance) }
  }

  /// What happens follows from what is asked and how often it was, not from when.
  private func chance(of request: APIRequest) -> Chance {
    let what = request.headers[APIHeader.idempotencyKey] ?? "\(request.method.rawValue) \(request.path.joined(separator: "/"))"
    let number = state.withLock { state in
      state.asked[what, default: 0] += 1
      return state.asked[what] ?? 1
    }
    return Chance(seed, appliance.name, what, number: number)
  }
}

extension APIResponse {
  /// To be asked again in a moment.
  fileprivate static func later(_ status: Int, _ why: String) -> APIResponse {
    var response = APIResponse(APIProblem(status, "later", "Not now", why))
    response.headers[APIHeader.retryAfter] = "0.05"
    return response
  }
}
