internal import FabricModel

/// In which order the keys of a mapping are written, and those below it.
indirect enum KeyOrder: Sendable {
  /// As they stand.
  case kept
  case fields([Field])
  /// Of each item of a list.
  case items(KeyOrder)
  /// A whole document, or an item of a `List`: its kind decides.
  case document
  /// Whichever fits the value best.
  case either([KeyOrder])

  struct Field: Sendable {
    let name: [UInt8]
    let order: KeyOrder
  }

  init(_ shape: Shape) {
    switch shape {
    case .object(let outline): self.init(outline)
    case .list(let item, _): self = .items(KeyOrder(item))
    case .either(let shapes): self = .either(shapes.map(KeyOrder.init))
    default: self = .kept
    }
  }

  init(_ outline: Outline) {
    self = .fields(outline.fields.map { Field(name: Array($0.name.utf8), order: KeyOrder($0.shape)) })
  }

  /// The order for a mapping with these keys.
  func fields(for keys: [ArraySlice<UInt8>]) -> [Field] {
    switch self {
    case .kept, .items, .document: return []
    case .fields(let fields): return fields
    case .either(let orders):
      let candidates = orders.map { $0.fields(for: keys) }
      func known(_ fields: [Field]) -> Int { keys.filter { key in fields.contains { key.elementsEqual($0.name) } }.count }
      return candidates.max { known($0) < known($1) } ?? []
    }
  }

  /// The order for the items of a sequence.
  var item: KeyOrder {
    switch self {
    case .kept, .fields, .document: return .kept
    case .items(let order): return order
    case .either(let orders):
      for case .items(let order) in orders { return order }
      return .kept
    }
  }
}

/// The order of the keys of whole documents, by their kind.
struct DocumentOrders: Sendable {
  private let kinds: [String: KeyOrder]

  init() {
    let metadata = KeyOrder(Metadata.table.outline)
    kinds = Dictionary(
      uniqueKeysWithValues: ManifestKind.allCases.map { ($0.rawValue, Self.document(metadata, spec: KeyOrder($0.outline))) }
        + [("", Self.document(metadata, spec: .kept))])
  }

  /// The order for a document, or an item of a `List`, that says this kind.
  subscript(kind: String?) -> KeyOrder { kinds[kind ?? ""] ?? kinds[""] ?? .kept }

  private static func document(_ metadata: KeyOrder, spec: KeyOrder) -> KeyOrder {
    .fields(
      [("apiVersion", .kept), ("kind", .kept), ("metadata", metadata), ("spec", spec), ("items", .items(.document))].map { name, order in
        KeyOrder.Field(name: Array(name.utf8), order: order)
      })
  }
}
