/// A request to an appliance's management API, whatever carries it.
package struct APIRequest: Hashable, Sendable {
  package enum Method: String, Hashable, Sendable, CaseIterable {
    case get = "GET"
    case put = "PUT"
    case post = "POST"
    case delete = "DELETE"
    /// None that the API has anywhere.
    case other = "OTHER"
  }

  package var method: Method
  /// Begins with `/`; its parts are not percent-encoded.
  package var path: [String]
  package var headers: APIHeaders
  package var body: [UInt8]

  package init(_ method: Method, _ path: [String], headers: APIHeaders = APIHeaders(), body: [UInt8] = []) {
    self.method = method
    self.path = path
    self.headers = headers
    self.body = body
  }
}

/// An answer of an appliance's management API.
package struct APIResponse: Hashable, Sendable {
  package var status: Int
  package var headers: APIHeaders
  package var body: [UInt8]

  package init(_ status: Int, headers: APIHeaders = APIHeaders(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  package var isSuccess: Bool { (200..<300).contains(status) }
}

/// Header fields by name, in any case.
package struct APIHeaders: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  /// By names in lower case.
  package private(set) var fields: [String: String] = [:]

  package init(dictionaryLiteral elements: (String, String)...) { for (name, value) in elements { self[name] = value } }

  package subscript(name: String) -> String? {
    get { fields[name.lowercased()] }
    set { fields[name.lowercased()] = newValue }
  }
}

/// The names of header fields that the API has of its own, and of those that it gives a meaning.
package enum APIHeader {
  package static let ifMatch = "If-Match"
  package static let ifNoneMatch = "If-None-Match"
  package static let entityTag = "ETag"
  package static let contentType = "Content-Type"
  package static let retryAfter = "Retry-After"
  package static let authorization = "Authorization"
  /// Names a change for good: a request with a key that was answered before changes nothing, and gets the same answer.
  package static let idempotencyKey = "Idempotency-Key"
  /// The number of the lease under which a change is made.
  package static let leaseToken = "Lease-Token"
}

/// Sends requests to one appliance.
package protocol APITransport: Sendable {
  func send(_ request: APIRequest) async throws(APITransportError) -> APIResponse
}

/// Why there is no answer.
package struct APITransportError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Class: String, Hashable, Sendable {
    /// The request did not leave: nobody answers there.
    case unreachable
    /// Nobody is to be talked with there, such as one with a wrong certificate: nothing was sent.
    case refused
    /// There was an answer, and it is none that may be taken: endless, or no HTTP.
    case garbled
    /// It may have arrived, and may have had its effect.
    case lost
  }

  package let `class`: Class
  package let description: String

  package init(_ class: Class, _ description: String) {
    self.class = `class`
    self.description = description
  }
}
