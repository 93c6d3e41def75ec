/// The part of Swift that Package.swift is written in.
indirect enum ManifestExpression: Equatable {
  case text(String)
  /// A name or a literal, as written: `grdb`, `.v6`, `true`.
  case name(String)
  case call(String, [ManifestArgument])
  case list([ManifestExpression])
  /// A `// MARK: Name — …` line inside a list.
  case mark(String)

  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }
}

struct ManifestArgument: Equatable {
  let label: String?
  let value: ManifestExpression
}

struct ManifestError: Error, CustomStringConvertible {
  let description: String
}

/// Reads the `let name = expression` lines of a Package.swift.
struct ManifestReader {
  private enum Token: Equatable {
    case text(String)
    case word(String)
    case symbol(Character)
    case mark(String)
  }

  private let tokens: [Token]
  private var at = 0

  /// The top-level constants whose expressions are of the part of Swift known here.
  static func constants(in text: String) -> [String: ManifestExpression] {
    var reader = ManifestReader(tokens: tokens(of: text))
    var constants: [String: ManifestExpression] = [:]
    while reader.at < reader.tokens.count {
      defer { reader.at += 1 }
      guard reader.tokens[reader.at] == .word("let"), case .word(let name)? = reader.token(1) else { continue }
      guard let equals = reader.tokens[reader.at...].prefix(8).firstIndex(of: .symbol("=")) else { continue }
      var value = ManifestReader(tokens: reader.tokens, at: equals + 1)
      constants[name] = try? value.expression()
    }
    return constants
  }

  private init(tokens: [Token], at: Int = 0) {
    self.tokens = tokens
    self.at = at
  }

  private static func tokens(of text: String) -> [Token] {
    var tokens: [Token] = []
    var rest = text[...]
    while let first = rest.first {
      if rest.hasPrefix("//") {
        let line = rest.prefix { $0 != "\n" }
        if line.hasPrefix("// MARK: ") { tokens.append(.mark(String(line.dropFirst(9).prefix { $0 != " " }))) }
        rest = rest.dropFirst(line.count)
      } else if first == "\"" {
        let content = rest.dropFirst().prefix { $0 != "\"" }
        tokens.append(.text(String(content)))
        rest = rest.dropFirst(content.count + 2)
      } else if isWord(first) {
        let word = rest.prefix(while: isWord)
        tokens.append(.word(String(word)))
        rest = rest.dropFirst(word.count)
      } else {
        if !first.isWhitespace { tokens.append(.symbol(first)) }
        rest = rest.dropFirst()
      }
    }
    return tokens
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  private func token(_ offset: Int = 0) -> Token? {
    at + offset < tokens.count ? tokens[at + offset] : nil
  }

  private mutating func takes(_ symbol: Character) -> Bool {
    guard token() == .symbol(symbol) else { return false }
    at += 1
    return true
  }

  /// Lists may be added to lists; the sum is one list.
  private mutating func expression() throws -> ManifestExpression {
    var result = try operand()
    while takes("+") {
      guard case .list(let left) = result, case .list(let right) = try operand() else {
        throw ManifestError(description: "+ between things that are not lists")
      }
      result = .list(left + right)
    }
    return result
  }

  private mutating func operand() throws -> ManifestExpression {
    switch token() {
    case .text(let text):
      at += 1
      return .text(text)
    case .mark(let name):
      at += 1
      return .mark(name)
    case .symbol("["):
      at += 1
      return .list(try elements(until: "]").map(\.value))
    case .word, .symbol("."):
      let name = memberName()
      return takes("(") ? .call(name, try elements(until: ")")) : .name(name)
    default:
      throw ManifestError(description: "unexpected \(token().map { "\($0)" } ?? "end")")
    }
  }

  private mutating func memberName() -> String {
    var name = ""
    while true {
      if takes(".") {
        name += "."
      } else if case .word(let word)? = token(), name.isEmpty || name.hasSuffix(".") {
        name += word
        at += 1
      } else {
        return name
      }
    }
  }

  private mutating func elements(until end: Character) throws -> [ManifestArgument] {
    var elements: [ManifestArgument] = []
    while !takes(end) {
      var label: String?
      if case .word(let word)? = token(), token(1) == .symbol(":") {
        label = word
        at += 2
      }
      elements.append(ManifestArgument(label: label, value: try expression()))
      _ = takes(",")
    }
    return elements
  }
}
