/// Where an appliance's API is, and what talking to it takes.
package struct APIEndpoint: Hashable, Sendable {
  package enum Credentials: Hashable, Sendable, CustomStringConvertible {
    case token(String)
    /// A certificate and its key, as PEM.
    case certificate(String)

    /// Says nothing of the secret: it is in no message, log or plan.
    package var description: String { "…" }

    /// What a secret's text is: PEM, or a token.
    package init(text: String) {
      let bare = text.split(whereSeparator: \.isNewline).joined(separator: "\n")
      self = bare.contains("-----BEGIN ") ? .certificate(text) : .token(bare.filter { !$0.isWhitespace })
    }
  }

  /// `https://HOST:PORT`, without a slash at its end.
  package var url: String
  package var credentials: Credentials?
  /// A file of certificates to trust besides the system's.
  package var caFile: String?
  /// How long one request may take with its answer.
  package var timeoutSeconds: Int64

  package init(url: String, timeoutSeconds: Int64 = APIEndpoint.standardTimeoutSeconds) {
    self.url = url
    self.timeoutSeconds = timeoutSeconds
  }

  package static let standardTimeoutSeconds: Int64 = 30
  /// Bytes of an answer, at most.
  package static let mostBytes = 64 << 20
}

extension APIRequest {
  /// The path as it stands in a URL (RFC 3986).
  package var encodedPath: String { path.map { "/" + Self.encoded($0) }.joined() }

  private static func encoded(_ part: String) -> String {
    var text = ""
    for byte in part.utf8 {
      let isPlain = byte.isLetterOrDigit || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
      let digits = String(byte, radix: 16, uppercase: true)
      text += isPlain ? String(UnicodeScalar(byte)) : "%" + (digits.count == 1 ? "0" : "") + digits
    }
    // A name that is nothing but dots would be a step in the path.
    return text == "." ? "%2E" : text == ".." ? "%2E%2E" : text
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool { (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
}
