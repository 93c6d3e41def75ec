package import Documents

/// The fields of one kind, in the order they are written: decoding and encoding read it, and so do all who explain the kind.
package struct Table<Value: Sendable>: Sendable {
  package let fields: [Field<Value>]
  /// Says in messages whose fields these are: `a Network`, `a vNIC`.
  package let subject: String
  /// Just one of the fields is given.
  private let isChoice: Bool
  /// The field that names another object which gives what is not there.
  private let completedBy: String?
  // What decoding needs of the fields by itself: they are large, and one that is taken from an array is copied.
  private let names: [ByteName]
  private let decoders: [@Sendable (Node, inout Value, inout ManifestDecoder) -> Void]
  /// A bit for each.
  private let required: UInt64

  package init(_ subject: String, _ fields: [Field<Value>], isChoice: Bool = false, completedBy: String? = nil) {
    precondition(fields.count <= 64, "the fields seen are kept in 64 bits")
    self.subject = subject
    self.fields = fields
    self.isChoice = isChoice
    self.completedBy = completedBy
    names = fields.map(\.byteName)
    decoders = fields.map(\.decode)
    required = fields.indices.reduce(0) { $0 | (fields[$1].isRequired ? 1 << UInt64($1) : 0) }
  }
}

/// One field of a kind.
package struct Field<Value: Sendable>: Sendable {
  package let outline: FieldOutline
  fileprivate let byteName: ByteName
  package let decode: @Sendable (Node, inout Value, inout ManifestDecoder) -> Void
  /// Nil where the field is not set.
  package let encode: @Sendable (Value) -> ManifestValue?

  /// - Parameters:
  ///   - doc: one sentence for people.
  ///   - absent: what is used where the field is not there, as a manifest would write it.
  package init<Content: Sendable>(
    _ name: String, _ codec: Codec<Content>, _ doc: String, required: Bool = false, absent: String? = nil,
    _ get: @escaping @Sendable (Value) -> Content?, _ set: @escaping @Sendable (inout Value, Content) -> Void
  ) {
    outline = FieldOutline(
      name: name, doc: doc, isRequired: required, absent: absent, expectation: codec.expectation, shape: codec.shape)
    byteName = ByteName(name)
    decode = { node, value, decoder in
      if let content = codec.decode(node, &decoder) { set(&value, content) }
    }
    encode = { get($0).map(codec.encode) }
  }

  private init(
    _ outline: FieldOutline, decode: @escaping @Sendable (Node, inout Value, inout ManifestDecoder) -> Void,
    encode: @escaping @Sendable (Value) -> ManifestValue?
  ) {
    self.outline = outline
    byteName = ByteName(outline.name)
    self.decode = decode
    self.encode = encode
  }

  /// The same field of a value that holds this one.
  package func lifted<Outer>(_ path: any WritableKeyPath<Outer, Value> & Sendable) -> Field<Outer> {
    Field<Outer>(outline, decode: { [decode] in decode($0, &$1[keyPath: path], &$2) }, encode: { [encode] in encode($0[keyPath: path]) })
  }

  package var name: String { outline.name }
  package var isRequired: Bool { outline.isRequired }
}

extension Table {
  package var outline: Outline {
    Outline(subject: subject, fields: fields.map(\.outline), isChoice: isChoice, completedBy: completedBy)
  }

  /// Reads a mapping into `value`; false where it is not one. Unknown and missing fields are reported, and so are doubled ones by the reader.
  ///
  /// - Parameter isPartialWithin: the table's own fields are all there, but what lies within them may be incomplete.
  package func decode(_ node: Node, into value: inout Value, _ decoder: inout ManifestDecoder, isPartialWithin: Bool = false) -> Bool {
    guard node.isMapping else {
      let _: Value? = decoder.mismatch(node, "a mapping with the fields of \(subject)")
      return false
    }
    let isPartial = decoder.isPartial
    decoder.isPartial = isPartial || isPartialWithin
    defer { decoder.isPartial = isPartial }
    var seen: UInt64 = 0
    var guess = 0
    node.forEachPair { key, content in
      guard let index = position(of: key, startingAt: guess) else {
        // A misspelt field is not told again as a missing one.
        let meant = decoder.unknownField(key, in: subject, among: fields.map(\.name))
        if let index = fields.firstIndex(where: { $0.name == meant }) { seen |= 1 << UInt64(index) }
        return
      }
      guess = index + 1
      seen |= 1 << UInt64(index)
      decoders[index](content, &value, &decoder)
    }
    if isPartial || required & ~seen == 0 { return true }
    for (index, field) in fields.enumerated() where field.isRequired && seen & (1 << UInt64(index)) == 0 {
      decoder.missingField(field.name, in: subject, at: node)
    }
    return true
  }

  package func encode(_ value: Value) -> [ManifestValue.Member] {
    fields.compactMap { field in field.encode(value).map { ManifestValue.Member(field.name, $0) } }
  }

  /// Fields mostly come in the order of the table, so the search starts after the last one found.
  private func position(of key: Node, startingAt guess: Int) -> Int? {
    guard key.isScalar else { return nil }
    let name = ByteName.Candidate(key.bytes)
    for index in guess..<names.count where names[index].equals(name) { return index }
    for index in 0..<min(guess, names.count) where names[index].equals(name) { return index }
    return nil
  }
}
