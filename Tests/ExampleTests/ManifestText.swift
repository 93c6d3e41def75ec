import TestSupport

/// A manifest value that can be written in any order that means the same.
indirect enum ManifestText {
  case text(String)
  /// Of things with names: their order means nothing.
  case things([ManifestText])
  case list([ManifestText])
  case mapping([(String, ManifestText)])

  func written(_ generator: inout SeededGenerator, shuffled: Bool) -> String {
    switch self {
    case .text(let text): return text
    case .list(let items): return "[" + items.map { $0.written(&generator, shuffled: shuffled) }.joined(separator: ", ") + "]"
    case .things(let items): return "[" + Self.order(items, &generator, shuffled).joined(separator: ", ") + "]"
    case .mapping(let members):
      let texts = members.map { "\($0.0): \($0.1.written(&generator, shuffled: shuffled))" }
      return "{" + (shuffled ? texts.shuffled(using: &generator) : texts).joined(separator: ", ") + "}"
    }
  }

  private static func order(_ items: [ManifestText], _ generator: inout SeededGenerator, _ shuffled: Bool) -> [String] {
    let texts = items.map { $0.written(&generator, shuffled: shuffled) }
    return shuffled ? texts.shuffled(using: &generator) : texts
  }

  static func object(_ kind: String, _ name: String, _ spec: [(String, ManifestText)]) -> ManifestText {
    .mapping([
      ("apiVersion", .text("weft/v1")), ("kind", .text(kind)), ("metadata", .mapping([("name", .text(name))])), ("spec", .mapping(spec)),
    ])
  }
}
