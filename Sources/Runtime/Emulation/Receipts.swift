internal import ApplianceAPI

/// What requests were answered, by their keys; as many as fit.
struct Receipts: Sendable {
  /// Bytes of a key.
  static let longestKey = 255

  struct Answer: Sendable {
    /// Of what was asked: another request under the same key is refused.
    let digest: String
    let receipt: APIReceipt

    func response(repeated: Bool) -> APIResponse {
      var response = APIResponse.json(JSONBody.receipt(receipt), status: receipt.status)
      response.headers[APIHeader.entityTag] = receipt.revision
      if repeated { response.headers["Idempotent-Replay"] = "true" }
      return response
    }
  }

  private let most: Int
  private var answers: [String: Answer] = [:]
  /// Oldest first, from `first` on.
  private var order: [String] = []
  private var first = 0

  init(most: Int) { self.most = most }

  subscript(key: String) -> Answer? { answers[key] }

  mutating func add(_ answer: Answer) {
    answers[answer.receipt.key] = answer
    order.append(answer.receipt.key)
    guard answers.count > most else { return }
    answers[order[first]] = nil
    first += 1
    guard first > most else { return }
    order.removeFirst(first)
    first = 0
  }
}
