package import Documents

/// How one value is written in a manifest: reading with a precise complaint, and writing.
package struct Codec<Value: Sendable>: Sendable {
  /// What a reader is told was expected: `an integer from 1 to 4094`.
  package let expectation: String
  package let shape: Shape
  package let decode: @Sendable (Node, inout ManifestDecoder) -> Value?
  package let encode: @Sendable (Value) -> ManifestValue

  package init(
    _ expectation: String, _ shape: Shape, decode: @escaping @Sendable (Node, inout ManifestDecoder) -> Value?,
    encode: @escaping @Sendable (Value) -> ManifestValue
  ) {
    self.expectation = expectation
    self.shape = shape
    self.decode = decode
    self.encode = encode
  }
}

extension Codec {
  /// A scalar that a type parses from its text.
  package static func parsed() -> Codec<Value> where Value: FormedText {
    let form = Value.form
    return Codec(form.expectation, .formed(form)) { node, decoder in
      guard node.isScalar, !node.isNull else { return decoder.mismatch(node, form.expectation) }
      guard let value = Value(utf8: node.bytes) else { return decoder.malformed(node, form.expectation, id: form.wrong) }
      // A WWN of sixteen decimal digits is a number to every other reader of YAML.
      if node.isPlain, decoder.isTyped(node) { return decoder.unquoted(node) }
      return value
    } encode: {
      .text($0.description)
    }
  }

  /// One word of a closed set.
  package static func word() -> Codec<Value> where Value: Word {
    let words = Value.allCases.map(\.rawValue)
    let expectation = "one of " + words.map { "'\($0)'" }.joined(separator: ", ")
    return Codec(expectation, .words(words)) { node, decoder in
      guard node.isScalar else { return decoder.mismatch(node, expectation) }
      let text = node.string
      guard let value = Value(rawValue: text) else { return decoder.unknownWord(node, text, among: words) }
      return value
    } encode: {
      .text($0.rawValue)
    }
  }

  /// A list of such values.
  ///
  /// - Parameter key: the field that items are known by where two lists are merged.
  package static func list<Item>(_ item: Codec<Item>, by key: String? = nil) -> Codec<[Item]> where Value == [Item] {
    let expectation = "a list"
    return Codec(expectation, .list(of: item.shape, key: key)) { node, decoder in
      guard node.isSequence else { return decoder.mismatch(node, "\(expectation), each item \(item.expectation)") }
      var items: [Item] = []
      items.reserveCapacity(node.count)
      node.forEachItem { node in
        if decoder.isPartial, let key, node.isMapping, node.value(key) == nil {
          decoder.missingField(key, in: "an item of this list", at: node)
        }
        if let value = item.decode(node, &decoder) { items.append(value) }
      }
      return items
    } encode: {
      .list($0.map(item.encode))
    }
  }

  /// A mapping with the fields of a table.
  package static func object(_ table: Table<Value>, _ new: @escaping @Sendable () -> Value) -> Codec {
    Codec("a mapping", .object(table.outline)) { node, decoder in
      var value = new()
      return table.decode(node, into: &value, &decoder) ? value : nil
    } encode: {
      .mapping(table.encode($0))
    }
  }

  /// The same, written on one line.
  package static func inlineObject(_ table: Table<Value>, _ new: @escaping @Sendable () -> Value) -> Codec {
    let object = Codec.object(table, new)
    return Codec(object.expectation, object.shape, decode: object.decode) { .inline(table.encode($0)) }
  }
}

extension Codec<String> {
  /// Free text.
  package static let text = Codec("a text", .text) { node, decoder in
    text(node, "a text", &decoder)
  } encode: {
    .text($0)
  }

  /// A name by a rule of DESIGN section 4.
  package static func name(_ rule: NameRule) -> Codec {
    Codec("a name", .name(rule)) { node, decoder in
      guard let name = text(node, "a name", &decoder) else { return nil }
      guard let problem = rule.problem(with: name) else { return name }
      return decoder.badName(node, name, problem, suggestion: rule.suggestion(for: name))
    } encode: {
      .text($0)
    }
  }

  /// The name of another object; `none` is the word for nothing and decodes to the empty name where that is allowed.
  package static func reference(allowsNone: Bool = false) -> Codec {
    let expectation = allowsNone ? "a name or 'none'" : "a name"
    return Codec(expectation, .reference(allowsNone: allowsNone)) { node, decoder in
      if allowsNone, node.hasText("none") { return "" }
      guard let name = text(node, expectation, &decoder) else { return nil }
      return name.isEmpty ? decoder.badName(node, name, "is empty", suggestion: nil) : name
    } encode: {
      $0.isEmpty ? .word("none") : .text($0)
    }
  }

  /// The text of a scalar that YAML, too, takes for one.
  private static func text(_ node: Node, _ expectation: String, _ decoder: inout ManifestDecoder) -> String? {
    guard node.isScalar, !node.isNull else { return decoder.mismatch(node, expectation) }
    if node.isPlain, decoder.isTyped(node) { return decoder.unquoted(node) }
    return node.string
  }
}

extension Codec<Int> {
  package static func integer(_ range: ClosedRange<Int>) -> Codec {
    let expectation = "an integer from \(range.lowerBound) to \(range.upperBound)"
    return Codec(expectation, .integer(range)) { node, decoder in
      guard node.isPlain, let value = Int(utf8: node.bytes) else { return decoder.mismatch(node, expectation) }
      guard range.contains(value) else { return decoder.outOfRange(node, expectation) }
      return value
    } encode: {
      .word(String($0))
    }
  }
}

extension Codec where Value: RawRepresentable<Int> & CaseIterable {
  /// One number of a closed set.
  package static func number() -> Codec {
    let numbers = Value.allCases.map(\.rawValue)
    let expectation = "one of " + numbers.map(String.init).joined(separator: ", ")
    return Codec(expectation, .numbers(numbers)) { node, decoder in
      guard node.isPlain, let number = Int(utf8: node.bytes), let value = Value(rawValue: number) else {
        return decoder.mismatch(node, expectation)
      }
      return value
    } encode: {
      .word(String($0.rawValue))
    }
  }
}

extension Codec<Bool> {
  package static let flag = Codec("true or false", .flag) { node, decoder in
    if node.isPlain {
      if node.hasText("true") { return true }
      if node.hasText("false") { return false }
    }
    return decoder.mismatch(node, "true or false")
  } encode: {
    .word($0 ? "true" : "false")
  }
}

extension Codec {
  /// The same value under another type, such as a number that is a VLAN id.
  package func map<Other>(
    _ wrap: @escaping @Sendable (Value) -> Other?, _ unwrap: @escaping @Sendable (Other) -> Value
  ) -> Codec<Other> {
    Codec<Other>(expectation, shape) { node, decoder in
      decode(node, &decoder).flatMap(wrap)
    } encode: {
      encode(unwrap($0))
    }
  }
}
