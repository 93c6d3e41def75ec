internal import Documents
internal import FabricModel

/// A place in the objects of a kind: the spec itself, or a field however deep.
struct FieldPath {
  let kind: ManifestKind
  /// From the outermost one, without `spec`.
  private(set) var names: [String] = []
  /// Nil where the whole spec or the whole metadata is meant.
  private(set) var field: FieldOutline?
  /// The fields at the place.
  private(set) var fields: [FieldOutline]

  /// - Parameter words: fields of the spec, of which `spec` itself may be said first; `metadata` leads to what all kinds have.
  init(_ kind: ManifestKind, _ words: [String]) throws {
    self.kind = kind
    fields = kind.outline.fields
    var rest = words[...]
    if rest.first == "metadata" {
      rest.removeFirst()
      names = ["metadata"]
      fields = Metadata.table.outline.fields
    } else if rest.first == "spec" {
      rest.removeFirst()
    }
    for word in rest { try step(to: word) }
  }

  private mutating func step(to word: String) throws {
    let place = ([kind.rawValue] + names).joined(separator: ".")
    guard let found = fields.first(where: { $0.name == word }) else {
      let all = fields.map(\.name)
      let meant = nearest(to: word, among: all)
      let others = all.isEmpty ? "'\(place)' has no fields" : "it has \(all.joined(separator: ", "))"
      throw Failure(
        .error, id: "field.unknown", "'\(place)' has no field '\(word)'",
        help: meant.map { "did you mean '\(place).\($0)'?" } ?? others)
    }
    names.append(word)
    field = found
    fields = found.shape.fields
  }
}

extension Shape {
  /// The fields within: of the mapping itself, of the items of a list, of the one that is a mapping among several ways to write a value.
  var fields: [FieldOutline] {
    switch self {
    case .object(let outline): outline.fields
    case .list(let item, _): item.fields
    case .texts(let known): known
    case .either(let shapes): shapes.lazy.map(\.fields).first { !$0.isEmpty } ?? []
    case .text, .formed, .name, .reference, .integer, .numbers, .flag, .words: []
    }
  }

  /// What may be written, in words.
  var words: String {
    switch self {
    case .text: "text"
    case .formed(let form): form.expectation
    case .name: "name"
    case .reference(let allowsNone): allowsNone ? "name of an object, or none" : "name of an object"
    case .integer(let range): "integer from \(range.lowerBound) to \(range.upperBound)"
    case .numbers(let numbers): "one of " + numbers.map(String.init).joined(separator: ", ")
    case .flag: "true or false"
    case .words(let words): "one of " + words.joined(separator: ", ")
    case .list(let item, let key): "list, each item: \(item.words)" + (key.map { "; lists merge by \($0)" } ?? "")
    case .object(let outline): outline.isChoice ? "mapping with one of " + outline.fields.map(\.name).joined(separator: ", ") : "mapping"
    case .texts: "mapping of texts"
    case .either(let shapes): shapes.map(\.words).joined(separator: "; or ")
    }
  }

  /// How it may be written.
  var examples: [String] {
    switch self {
    case .formed(let form): form.examples
    case .list(let item, _): item.examples
    case .either(let shapes): shapes.lazy.map(\.examples).first { !$0.isEmpty } ?? []
    default: []
    }
  }
}
