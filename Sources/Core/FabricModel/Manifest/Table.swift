package import Documents

/// The fields of one kind, in the order they are written: decoding and encoding read it, and so do all who explain the kind.
package struct Table<Value: Sendable>: Sendable {
  package let fields: [Field<Value>]
  /// Says in messages whose fields these are: `a Network`, `a vNIC`.
  package let subject: String

  package init(_ subject: String, _ fields: [Field<Value>]) {
    precondition(fields.count <= 64, "the fields seen are kept in 64 bits")
    self.subject = subject
    self.fields = fields
  }
}

/// One field of a kind.
package struct Field<Value: Sendable>: Sendable {
  package let name: String
  /// One sentence for people.
  package let doc: String
  package let isRequired: Bool
  package let expectation: String
  fileprivate let byteName: ByteName
  package let decode: @Sendable (Node, inout Value, inout ManifestDecoder) -> Void
  /// Nil where the field is not set.
  package let encode: @Sendable (Value) -> ManifestValue?

  package init<Content: Sendable>(
    _ name: String, _ codec: Codec<Content>, _ doc: String, required: Bool = false,
    _ get: @escaping @Sendable (Value) -> Content?, _ set: @escaping @Sendable (inout Value, Content) -> Void
  ) {
    self.name = name
    self.doc = doc
    isRequired = required
    expectation = codec.expectation
    byteName = ByteName(name)
    decode = { node, value, decoder in
      if let content = codec.decode(node, &decoder) { set(&value, content) }
    }
    encode = { get($0).map(codec.encode) }
  }

  /// A field of the language that this version does not carry out: refused by name, so that nobody thinks it was heeded.
  package static func notYet(_ name: String) -> Field {
    Field(
      notYet: name,
      decode: { node, _, decoder in decoder.notYet(node, "field '\(name)'") })
  }

  private init(notYet name: String, decode: @escaping @Sendable (Node, inout Value, inout ManifestDecoder) -> Void) {
    self.name = name
    doc = ""
    isRequired = false
    expectation = ""
    byteName = ByteName(name)
    self.decode = decode
    encode = { _ in nil }
  }
}

extension Table {
  /// Reads a mapping into `value`; false where it is not one. Unknown and missing fields are reported, and so are doubled ones by the reader.
  package func decode(_ node: Node, into value: inout Value, _ decoder: inout ManifestDecoder) -> Bool {
    guard node.kind == .mapping else {
      let _: Value? = decoder.mismatch(node, "a mapping with the fields of \(subject)")
      return false
    }
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
      fields[index].decode(content, &value, &decoder)
    }
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
    for index in guess..<fields.count where fields[index].byteName.equals(name) { return index }
    for index in 0..<min(guess, fields.count) where fields[index].byteName.equals(name) { return index }
    return nil
  }
}
