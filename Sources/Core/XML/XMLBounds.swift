/// How much of an untrusted text is read before it is refused; each bound is named in the message that refuses.
package struct XMLBounds: Sendable {
  /// Bytes of the whole text.
  package var size: Int
  /// Elements inside one another.
  package var depth: Int
  /// Attributes and namespace declarations of one element: libxml2 compares each with each.
  package var attributes: Int
  /// Namespace declarations in scope at once, and namespaces of the whole text.
  package var namespaces: Int

  /// libxml2 itself stops at 256 levels, and its offsets hold 2 GiB.
  package static let largest = XMLBounds(size: Int(Int32.max) - 1, depth: 256, attributes: 10_000, namespaces: 4_095)
  package static let standard = XMLBounds()

  package init(size: Int = 1 << 29, depth: Int = 128, attributes: Int = 500, namespaces: Int = 200) {
    self.size = size
    self.depth = depth
    self.attributes = attributes
    self.namespaces = namespaces
  }

  /// No wider than what the reader can hold.
  var effective: XMLBounds {
    let most = XMLBounds.largest
    return XMLBounds(
      size: min(size, most.size), depth: min(depth, most.depth),
      attributes: min(attributes, most.attributes), namespaces: min(namespaces, most.namespaces))
  }
}
