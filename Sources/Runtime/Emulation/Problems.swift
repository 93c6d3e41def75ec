internal import ApplianceAPI
internal import Documents

/// What the API refuses, and how it says so.
extension APIProblem {
  static let unauthorized = APIProblem(
    401, "unauthorized", "No valid token", "say 'Authorization: Bearer TOKEN' with the token of this appliance")
  static let noKey = APIProblem(
    428, "keyRequired", "No idempotency key", "a change names itself by 'Idempotency-Key', of 1 to \(Receipts.longestKey) bytes")
  static let noMatch = APIProblem(
    428, "matchRequired", "No entity tag", "a change says by 'If-Match' which configuration it is meant for; '*' is any")
  static let notAcceptable = APIProblem(406, "notAcceptable", "A stream of events", "ask for 'text/event-stream'")

  static func notFound(_ what: String) -> APIProblem { APIProblem(404, "notFound", "Not found", "there is no \(what)") }
  static func invalid(_ detail: String) -> APIProblem { APIProblem(400, "invalid", "Not understood", detail) }
  static func tooLarge(_ most: Int) -> APIProblem { APIProblem(413, "tooLarge", "Too large", "a body has \(most) bytes at most") }
  static func methodNotAllowed(_ methods: [APIRequest.Method]) -> APIProblem {
    APIProblem(405, "methodNotAllowed", "Method not allowed", "here go \(methods.map(\.rawValue).joined(separator: ", "))")
  }
  static func keyReused(_ key: String) -> APIProblem {
    APIProblem(422, "keyReused", "Key used before", "'\(key)' named another request")
  }
  static func changed(_ tag: String) -> APIProblem {
    APIProblem(412, "changed", "The configuration has changed", "it has the entity tag \(tag) now")
  }
  static func locked(_ holder: String) -> APIProblem { APIProblem(423, "locked", "Held by another", "\(holder) holds the appliance") }
  static func leaseLost(_ holder: String?) -> APIProblem {
    APIProblem(
      423, "leaseLost", "The lease is gone", holder.map { "\($0) holds the appliance" } ?? "it ended, and nobody holds the appliance")
  }
  static func conflict(_ conflicts: [Conflict]) -> APIProblem {
    APIProblem(
      409, "conflict", "Not as expected", conflicts.map { "\($0.address) \($0.found)" }.joined(separator: "; "), conflicts: conflicts)
  }
  static func limits(_ reasons: [String]) -> APIProblem {
    APIProblem(422, "limits", "More than the appliance can do", reasons.joined(separator: "; "))
  }
  static func unreadable(_ diagnostics: [Diagnostic]) -> APIProblem {
    APIProblem(400, "unreadable", "No valid configuration", diagnostics.map(\.message).prefix(5).joined(separator: "; "))
  }
  static func storage(_ reason: String) -> APIProblem { APIProblem(507, "storage", "Nothing was written", reason) }
}
