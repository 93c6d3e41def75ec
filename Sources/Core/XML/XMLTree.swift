/// An element that is to be written: a value, built by hand, as a whole document or as something to insert.
package struct XMLTree: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    case element(XMLTree)
    case text(String)
    case comment(String)
  }

  package struct Attribute: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package var name: String
  package var attributes: [Attribute]
  package var content: [Content]

  package init(_ name: String, attributes: KeyValuePairs<String, String> = [:], children: [XMLTree] = [], text: String? = nil) {
    self.name = name
    self.attributes = attributes.map { Attribute($0.key, $0.value) }
    content = children.map(Content.element) + (text.map { [.text($0)] } ?? [])
  }

  /// Sets the attribute, or adds it behind the others; nil leaves it out.
  package subscript(attribute: String) -> String? {
    get { attributes.first { $0.name == attribute }?.value }
    set {
      let index = attributes.firstIndex { $0.name == attribute }
      switch (index, newValue) {
      case (let index?, let value?): attributes[index].value = value
      case (let index?, nil): attributes.remove(at: index)
      case (nil, let value?): attributes.append(Attribute(attribute, value))
      case (nil, nil): break
      }
    }
  }

  package mutating func append(_ child: XMLTree) { content.append(.element(child)) }
  package mutating func append(comment: String) { content.append(.comment(comment)) }
}
