/// What a value in a manifest may look like: JSON Schemas, `explain`, `fmt` and the merging of overlays read it.
package indirect enum Shape: Hashable, Sendable {
  /// Any text.
  case text
  /// A text of a type's own form.
  case formed(TextForm)
  case name(NameRule)
  /// The name of another object, or `none` where that is a word for nothing.
  case reference(allowsNone: Bool)
  case integer(ClosedRange<Int>)
  /// One of these numbers.
  case numbers([Int])
  case flag
  /// One of these words.
  case words([String])
  /// A list; with `key`, its items are known by that field of theirs, and two lists merge item by item.
  case list(of: Shape, key: String?)
  case object(Outline)
  /// A mapping of texts under any keys, of which some mean something to weft.
  case texts(known: [FieldOutline])
  /// One of several ways to write the same.
  case either([Shape])
}

/// A `Table` without its value type: the fields in the order they are written.
package struct Outline: Hashable, Sendable {
  /// Says whose fields these are: `a Network`.
  package let subject: String
  package let fields: [FieldOutline]
  /// Just one of the fields is given, so that a patch never adds a second one: it replaces the whole.
  package let isChoice: Bool
  /// The field that names another object which gives what is not there: with it, required fields may be lacking but for a list's key.
  package let completedBy: String?

  package init(subject: String, fields: [FieldOutline], isChoice: Bool = false, completedBy: String? = nil) {
    self.subject = subject
    self.fields = fields
    self.isChoice = isChoice
    self.completedBy = completedBy
  }

  package subscript(name: String) -> FieldOutline? { fields.first { $0.name == name } }
}

/// What is known of a field apart from how to read it.
package struct FieldOutline: Hashable, Sendable {
  package let name: String
  /// One sentence for people.
  package let doc: String
  package let isRequired: Bool
  /// What is used where it is absent, as a manifest would write it; nil where nothing is.
  package let absent: String?
  package let expectation: String
  package let shape: Shape
}
