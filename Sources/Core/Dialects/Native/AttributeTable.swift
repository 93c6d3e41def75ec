internal import Documents
internal import FabricModel
internal import XML

internal import func Glibc.memcmp

/// The attributes of one kind of element, each with its way into a value and back.
struct AttributeTable<Target: Sendable>: Sendable {
  let attributes: [Attribute<Target>]
  // What reading needs of the attributes by itself: they are large, and one that is taken from an array is copied.
  private let names: [ByteName]
  private let setters: [@Sendable (inout Target, UnsafeBufferPointer<UInt8>) -> Bool]

  init(attributes: [Attribute<Target>]) {
    self.attributes = attributes
    names = attributes.map(\.byteName)
    setters = attributes.map(\.set)
  }

  /// Reads an element's attributes. They are looked for in the order of the table, in which they mostly stand.
  ///
  /// - Parameters:
  ///   - unknown: gets an attribute that the table does not have.
  ///   - invalid: gets an attribute whose value does not parse.
  @inline(__always)
  func read(
    _ element: XMLElement, into target: inout Target, unknown: (XMLAttribute) -> Void, invalid: (XMLAttribute) -> Void
  ) {
    var expected = 0
    element.forEachAttribute { attribute in
      guard let index = index(of: ByteName.Candidate(attribute.nameBytes), near: expected) else { return unknown(attribute) }
      expected = index + 1
      if !setters[index](&target, attribute.bytes) { invalid(attribute) }
    }
  }

  /// The attributes to write, in the order of the table.
  func write(_ target: Target, to tree: inout XMLTree) {
    for attribute in attributes {
      if let text = attribute.text(target) { tree.attributes.append(.init(attribute.name, text)) }
    }
  }

  private func index(of name: ByteName.Candidate, near expected: Int) -> Int? {
    for index in expected..<names.count where names[index].equals(name) { return index }
    for index in 0..<expected where names[index].equals(name) { return index }
    return nil
  }
}

/// One attribute of an element.
struct Attribute<Target: Sendable>: Sendable {
  let name: String
  fileprivate let byteName: ByteName
  /// Takes the attribute's text; false where it does not parse.
  let set: @Sendable (inout Target, UnsafeBufferPointer<UInt8>) -> Bool
  /// The attribute's text; nil where it is left out.
  let text: @Sendable (Target) -> String?

  init(
    _ name: String, set: @escaping @Sendable (inout Target, UnsafeBufferPointer<UInt8>) -> Bool,
    text: @escaping @Sendable (Target) -> String?
  ) {
    self.name = name
    byteName = ByteName(name)
    self.set = set
    self.text = text
  }

  /// A record's field; nil where the XML has its value elsewhere.
  init?(_ field: RecordField<Target>) {
    guard let attribute = field.attribute else { return nil }
    self.init(attribute, set: field.setText, text: field.text)
  }

  init<Value: TextValue>(_ name: String, _ path: SendablePath<Target, Value?>) {
    self.init(name, set: { Self.set(&$0, path, Value(utf8: $1)) }, text: { $0[keyPath: path]?.description })
  }

  /// For the values that are Swift's own: numbers, truth, texts.
  init<Value: RecordValue>(plain name: String, _ path: SendablePath<Target, Value?>) {
    self.init(name, set: { Self.set(&$0, path, Value(utf8: $1)) }, text: { $0[keyPath: path]?.text })
  }

  /// A name, which may not be empty.
  static func name(
    _ get: @escaping @Sendable (Target) -> String, _ set: @escaping @Sendable (inout Target, String) -> Void
  ) -> Attribute {
    Attribute(
      "name",
      set: { target, text in
        guard NativeDialect.isName(text) else { return false }
        set(&target, String(decoding: text, as: UTF8.self))
        return true
      },
      text: get)
  }

  /// The mark of the scope that owns the object.
  static func owner() -> Attribute where Target: FabricRecord {
    Attribute(
      "owner",
      set: { target, text in
        target.owner = text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
        return true
      },
      text: { $0.owner })
  }

  private static func set<Value>(_ target: inout Target, _ path: WritableKeyPath<Target, Value?>, _ value: Value?) -> Bool {
    guard let value else { return false }
    target[keyPath: path] = value
    return true
  }
}

typealias SendablePath<Target, Value> = any WritableKeyPath<Target, Value> & Sendable
