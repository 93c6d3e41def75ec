package import Documents

/// An XML text as one flat array in document order, each entry twenty bytes: no object per element, no string until one is asked for.
///
/// An element is followed by its namespace declarations and attributes in the order of the text, then by its content.
/// White space between tags has no entry (the text itself is there to be spliced), unless it is all that an element holds.
package struct XMLTape: Sendable {
  package enum Kind: UInt8, Sendable {
    case element, attribute, namespaceDeclaration, text, cdata, comment, instruction
  }

  @frozen
  package struct Entry: Sendable {
    /// Bits 0–2 the kind; 3 self-closing (elements) or decoded (attributes); 4–15 the namespace; 16–31 the length of the name.
    @usableFromInline var head: UInt32
    /// Where it begins: the `<` of markup, the name of an attribute, the first byte of a text.
    @usableFromInline var start: UInt32
    /// Elements: the end of the start tag. Attributes: the first byte of the value, inside the quotes.
    @usableFromInline var middle: UInt32
    /// Where it ends; of an attribute, the end of the value inside the quotes.
    @usableFromInline var end: UInt32
    /// Elements: the index after the subtree. Attributes: where the decoded value begins in `decoded`.
    @usableFromInline var link: UInt32

    @inlinable
    init(_ kind: Kind, namespace: Int = 0, nameLength: Int = 0, start: Int, middle: Int = 0, end: Int) {
      head = UInt32(nameLength) << 16 | UInt32(namespace) << 4 | UInt32(kind.rawValue)
      self.start = UInt32(start)
      self.middle = UInt32(middle)
      self.end = UInt32(end)
      link = 0
    }

    @inlinable var kind: Kind { Kind(rawValue: UInt8(head & 7)).unsafelyUnwrapped }
    @inlinable var flag: Bool {
      get { head & 8 != 0 }
      set { head = newValue ? head | 8 : head & ~8 }
    }
    @inlinable var namespace: Int { Int(head >> 4 & 0xFFF) }
    @inlinable var nameLength: Int { Int(head >> 16) }
    /// Whether the entry belongs to the start tag of the element before it.
    @inlinable var isInTag: Bool { kind == .attribute || kind == .namespaceDeclaration }
  }

  package let source: SourceID
  package let file: SourceFile
  package let entries: [Entry]
  /// The attribute values that are not a stretch of the source (references, line ends), each ended by a NUL.
  let decoded: [UInt8]
  /// The namespaces of the document; number 0 is "none".
  let namespaces: [String]
  /// The entry of the root element.
  package let rootIndex: Int

  /// The namespace of `uri`, if any element or attribute of this document is in it.
  package func namespace(_ uri: String) -> XMLNamespace? {
    namespaces.firstIndex(of: uri).map { XMLNamespace(id: UInt16($0)) }
  }

  package func uri(of namespace: XMLNamespace) -> String { namespaces[Int(namespace.id)] }

  /// Calls `body` with the root element; the cursor is valid during the call only.
  @inlinable
  package func withRoot<Result, Failure: Error>(_ body: (XMLElement) throws(Failure) -> Result) throws(Failure) -> Result {
    try withElement(at: rootIndex, body)
  }

  /// Calls `body` with the element of the entry at `index`; the cursor is valid during the call only.
  package func withElement<Result, Failure: Error>(
    at index: Int, _ body: (XMLElement) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(index < entries.count && entries[index].kind == .element, "entry \(index) of this tape is no element")
    var result: Swift.Result<Result, Failure>?
    entries.withUnsafeBufferPointer { entries in
      file.bytes.withUnsafeBufferPointer { bytes in
        decoded.withUnsafeBufferPointer { decoded in
          let memory = Memory(entries: entries.baseAddress!, bytes: bytes.baseAddress!, decoded: decoded.baseAddress!)
          let element = XMLElement(memory: memory, index: index, source: source)
          do throws(Failure) { result = .success(try body(element)) } catch { result = .failure(error) }
        }
      }
    }
    return try result!.get()
  }

  /// Where the arrays of a tape lie while a cursor is lent out.
  @frozen
  @usableFromInline
  struct Memory {
    @usableFromInline let entries: UnsafePointer<Entry>
    @usableFromInline let bytes: UnsafePointer<UInt8>
    @usableFromInline let decoded: UnsafePointer<UInt8>

    @inlinable
    init(entries: UnsafePointer<Entry>, bytes: UnsafePointer<UInt8>, decoded: UnsafePointer<UInt8>) {
      self.entries = entries
      self.bytes = bytes
      self.decoded = decoded
    }
  }
}

/// A namespace of one document, by number: comparing two is comparing integers.
package struct XMLNamespace: Hashable, Sendable {
  package let id: UInt16

  @inlinable
  package init(id: UInt16) { self.id = id }

  package static let none = XMLNamespace(id: 0)
}
