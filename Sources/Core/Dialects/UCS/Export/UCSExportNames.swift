internal import Documents

/// Names as UCS Manager takes them: `[-.:_a-zA-Z0-9]`, each class with its own length (DOMAIN.md section 1.2).
///
/// A name that it would not take is cut, with a mark made of the whole name behind it, so that neither the order of things nor their
/// number changes what one of them is called.
struct UCSExportNames {
  /// Something that wants a name in a place where names of its class are told apart.
  struct Request {
    let key: String
    let wanted: String
    var place = ""
  }

  private(set) var renamed: [Renaming] = []

  /// The name of each by its key; what may keep its own goes first.
  mutating func settle(_ kind: String, _ requests: [Request], length: ClosedRange<Int>) -> [String: String] {
    var names: [String: String] = [:]
    var taken: Set<[String]> = []
    let sorted = requests.sorted { ($0.key, $0.place) < ($1.key, $1.place) }
    for request in sorted where Self.isLegal(request.wanted, length) && taken.insert([request.place, request.wanted]).inserted {
      names[request.key] = request.wanted
    }
    for request in sorted where names[request.key] == nil {
      var salt = 0
      var name = Self.legal(request.wanted, length, mark: request.key, salt)
      while !taken.insert([request.place, name]).inserted {
        salt += 1
        name = Self.legal(request.wanted, length, mark: request.key, salt)
      }
      names[request.key] = name
      renamed.append(Renaming(kind: kind, native: request.wanted, name: name))
    }
    return names
  }

  static func isLegal(_ name: String, _ length: ClosedRange<Int>) -> Bool {
    length.contains(name.utf8.count) && name.utf8.allSatisfy(isLegal)
  }

  private static func isLegal(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
    default: false
    }
  }

  private static func legal(_ name: String, _ length: ClosedRange<Int>, mark key: String, _ salt: Int) -> String {
    let clean = String(decoding: name.utf8.map { isLegal($0) ? $0 : 0x2D }, as: UTF8.self)
    return "\(clean.prefix(length.upperBound - 5))-\(mark(of: salt == 0 ? key : "\(key)#\(salt)", 4))"
  }

  /// Hexadecimal digits that stand for a text.
  static func mark(of text: String, _ digits: Int) -> String { String(Digest.sha256(Array(text.utf8)).prefix(digits)) }
}
