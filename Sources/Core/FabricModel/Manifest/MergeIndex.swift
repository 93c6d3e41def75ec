internal import Documents

/// The members of a patch's mapping by their keys, or the items of its list by what the field says that they are known by; each is taken
/// once. Few are searched through, many are hashed.
struct MergeIndex {
  struct Element {
    /// What it is known by; an item without that field has none.
    fileprivate let name: Node?
    /// The key of a member; an item itself.
    let node: Node
    /// The value of a member; an item itself.
    let value: Node
    fileprivate var isTaken = false
  }

  private static let fewest = 8

  private var elements: [Element] = []
  /// The first of each name; empty where there are few.
  private var byName: [String: Int] = [:]

  init(membersOf mapping: Node) {
    elements.reserveCapacity(mapping.count / 2)
    mapping.forEachPair { key, value in elements.append(Element(name: key, node: key, value: value)) }
    hash()
  }

  init(itemsOf list: Node, by key: ByteName) {
    elements.reserveCapacity(list.count)
    list.forEachItem { item in elements.append(Element(name: Self.name(of: item, by: key), node: item, value: item)) }
    hash()
  }

  private mutating func hash() {
    guard elements.count > Self.fewest else { return }
    for (index, element) in elements.enumerated() {
      if let name = element.name?.string, byName[name] == nil { byName[name] = index }
    }
  }

  /// The first of that name, unless it was taken before.
  mutating func take(_ name: Node?) -> Element? {
    guard let name, let found = position(of: name), !elements[found].isTaken else { return nil }
    elements[found].isTaken = true
    return elements[found]
  }

  private func position(of name: Node) -> Int? {
    if elements.count > Self.fewest { return byName[name.string] }
    for index in elements.indices {
      if let other = elements[index].name, other.bytes.elementsEqual(name.bytes) { return index }
    }
    return nil
  }

  /// What was not taken, in the order of the patch.
  var left: some Sequence<Element> { elements.lazy.filter { !$0.isTaken } }

  /// What an item is known by.
  static func name(of item: Node, by key: ByteName) -> Node? {
    var found: Node?
    item.forEachPair { name, value in
      if found == nil, value.isScalar, key.equals(ByteName.Candidate(name.bytes)) { found = value }
    }
    return found
  }
}
