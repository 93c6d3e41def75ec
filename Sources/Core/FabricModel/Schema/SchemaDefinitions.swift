/// The objects that schemas have under `$defs`, each once: what refers to them stays short.
struct SchemaDefinitions {
  /// In the order in which the tables come to them.
  private(set) var objects: [(name: String, form: ObjectForm)] = []
  private var names: [ObjectForm: String] = [:]

  init(_ kinds: [ManifestKind]) {
    add(.metadata, named: "metadata")
    for kind in kinds {
      add(kind.whole, named: "\(kind.rawValue)Spec")
      if let partial = kind.partial { add(partial, named: "\(kind.rawValue)Part") }
    }
  }

  func name(of form: ObjectForm) -> String {
    guard let name = names[form] else { preconditionFailure("\(form.outline.subject) was not come across") }
    return name
  }

  private mutating func add(_ form: ObjectForm, named proposal: String) {
    guard names[form] == nil else { return }
    let name = free(proposal)
    names[form] = name
    objects.append((name, form))
    for field in form.outline.fields { add(field.shape, isPartial: form.isPartial) }
  }

  private mutating func add(_ shape: Shape, isPartial: Bool, key: String? = nil) {
    switch shape {
    case .object(let outline):
      // A choice is so short that it is written out where it stands.
      guard !outline.isChoice else { return }
      let form = ObjectForm(outline, isPartial: isPartial, key: key)
      for form in [form, form.completed(key: key)].compactMap({ $0 }) {
        add(form, named: outline.definitionName + (form.lacksRequirements ? "Part" : ""))
      }
    case .list(let item, let key): add(item, isPartial: isPartial, key: key)
    case .either(let shapes): for shape in shapes { add(shape, isPartial: isPartial, key: key) }
    case .text, .formed, .name, .reference, .integer, .numbers, .flag, .words, .texts: return
    }
  }

  /// Two objects of one subject are told apart by a number.
  private func free(_ proposal: String) -> String {
    func isTaken(_ name: String) -> Bool { objects.contains { $0.name == name } }
    guard isTaken(proposal) else { return proposal }
    var number = 2
    while isTaken("\(proposal)\(number)") { number += 1 }
    return "\(proposal)\(number)"
  }
}

/// An object as it is written at some place: which of its fields must be there.
struct ObjectForm: Hashable {
  let outline: Outline
  let required: [String]
  /// What lies within may be incomplete.
  let isPartial: Bool
  /// Null stands for it, too.
  let isNullable: Bool

  private init(_ outline: Outline, required: [String], isPartial: Bool, isNullable: Bool = false) {
    self.outline = outline
    self.required = required
    self.isPartial = isPartial && outline.fields.contains { $0.shape.hasRequirements }
    self.isNullable = isNullable
  }

  /// - Parameter key: what the list that it is an item of knows its items by; items have it even where they are incomplete.
  init(_ outline: Outline, isPartial: Bool, key: String?) {
    self.init(outline, required: isPartial ? key.map { [$0] } ?? [] : outline.required, isPartial: isPartial)
  }

  /// The form that it may have where it names what completes it; nil where that makes no difference.
  func completed(key: String?) -> ObjectForm? {
    guard outline.completedBy != nil else { return nil }
    let form = ObjectForm(outline, isPartial: true, key: key)
    return form == self ? nil : form
  }

  /// A spec: its own fields are all there in any case, and where it needs none, so need not the whole.
  init(spec outline: Outline, isPartialWithin: Bool) {
    let required = outline.required
    self.init(outline, required: required, isPartial: isPartialWithin, isNullable: required.isEmpty)
  }

  static let metadata = ObjectForm(Metadata.table.outline, isPartial: false, key: nil)

  /// It may lack what a whole one has.
  var lacksRequirements: Bool { isPartial || required != outline.required }
}

extension ManifestKind {
  /// The spec as it is where nothing completes it; of a kind that is never whole, as it always is.
  var whole: ObjectForm { ObjectForm(spec: outline, isPartialWithin: completeness == .partial) }

  /// The spec where another object completes it; nil for kinds that name none.
  var partial: ObjectForm? {
    guard case .partialWith = completeness else { return nil }
    return ObjectForm(spec: outline, isPartialWithin: true)
  }

  var completeness: Completeness {
    func completeness<Spec: ManifestSpec>(_ spec: Spec.Type) -> Completeness { spec.completeness }
    return completeness(spec)
  }
}

extension Outline {
  var required: [String] { fields.filter(\.isRequired).map(\.name) }

  /// The subject without its article, in one word: `redundancyGroup`.
  fileprivate var definitionName: String {
    var words = subject.split(separator: " ")
    if words.count > 1, words[0] == "a" || words[0] == "an" { words.removeFirst() }
    return words.enumerated().map { $0 == 0 ? String($1) : $1.prefix(1).uppercased() + $1.dropFirst() }.joined()
  }
}

extension Shape {
  /// Objects in it have fields that must be there.
  fileprivate var hasRequirements: Bool {
    switch self {
    case .object(let outline): outline.fields.contains { $0.isRequired || $0.shape.hasRequirements }
    case .list(let item, _): item.hasRequirements
    case .either(let shapes): shapes.contains(where: \.hasRequirements)
    case .text, .formed, .name, .reference, .integer, .numbers, .flag, .words, .texts: false
    }
  }
}
