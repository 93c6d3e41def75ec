internal import Documents

/// How two values of one field become one, as Kubernetes' strategic merge patch has it: a `Shape` with only what merging needs.
package indirect enum MergeRule: Sendable {
  /// The patch stands in place of the base.
  case replaced
  /// A mapping, field by field; fields that are not named here are mappings under any keys, or replaced.
  case fields([Field])
  /// A list, item by item: those are one whose field of this name says the same.
  case items(by: String, MergeRule)

  package struct Field: Sendable {
    let name: ByteName
    let rule: MergeRule

    init(_ name: String, _ rule: MergeRule) {
      self.name = ByteName(name)
      self.rule = rule
    }
  }

  /// Whole objects, by their kind.
  package static func object(_ kind: ManifestKind) -> MergeRule { objects[kind] ?? .fields([]) }

  /// What an object asks for, by its kind.
  package static func spec(_ kind: ManifestKind) -> MergeRule { specs[kind] ?? .fields([]) }

  private static let specs = Dictionary(uniqueKeysWithValues: ManifestKind.allCases.map { ($0, MergeRule($0.outline)) })
  private static let objects = specs.mapValues { MergeRule.fields([Field("spec", $0)]) }

  package init(_ outline: Outline) {
    guard !outline.isChoice else {
      self = .replaced
      return
    }
    self = .fields(
      outline.fields.compactMap { field in
        let rule = MergeRule(field.shape)
        return rule.isReplaced && !field.shape.mayBeMapping ? nil : Field(field.name, rule)
      })
  }

  package init(_ shape: Shape) {
    switch shape {
    case .object(let outline): self = MergeRule(outline)
    case .texts: self = .fields([])
    case .list(let item, let key?): self = .items(by: key, MergeRule(item))
    case .either(let shapes): self = shapes.lazy.map { MergeRule($0) }.first { !$0.isReplaced } ?? .replaced
    case .text, .formed, .name, .reference, .integer, .numbers, .flag, .words, .list: self = .replaced
    }
  }

  private var isReplaced: Bool { if case .replaced = self { true } else { false } }

  /// The rule of the value under a key; a mapping that nothing is known of merges by its keys.
  func rule(of key: Node) -> MergeRule {
    guard case .fields(let fields) = self else { return .fields([]) }
    let name = ByteName.Candidate(key.bytes)
    for field in fields where field.name.equals(name) { return field.rule }
    return .fields([])
  }
}

extension Shape {
  fileprivate var mayBeMapping: Bool {
    switch self {
    case .object, .texts: true
    case .either(let shapes): shapes.contains(where: \.mayBeMapping)
    default: false
    }
  }
}
