import Documents

/// JSON as a tree, so that it can be broken in one place.
indirect enum JSONTree: Hashable {
  case null
  case flag(Bool)
  /// A number as it is written.
  case number(String)
  case text(String)
  case list([JSONTree])
  case mapping([Member])

  struct Member: Hashable {
    var key: String
    var value: JSONTree

    init(_ key: String, _ value: JSONTree) {
      self.key = key
      self.value = value
    }
  }

  /// On one line.
  var line: String {
    var json = JSONWriter()
    write(&json)
    return json.text
  }

  private func write(_ json: inout JSONWriter) {
    switch self {
    case .null: json.null()
    case .flag(let value): json.bool(value)
    case .number(let number): json.raw(number)
    case .text(let text): json.string(text)
    case .list(let items): json.array(items) { json, item in item.write(&json) }
    case .mapping(let members):
      json.object { json in
        for member in members {
          json.key(member.key)
          member.value.write(&json)
        }
      }
    }
  }

  /// How many values there are in it, itself included.
  var count: Int {
    switch self {
    case .null, .flag, .number, .text: 1
    case .list(let items): items.reduce(1) { $0 + $1.count }
    case .mapping(let members): members.reduce(1) { $0 + $1.value.count }
    }
  }

  /// Changes the value at `position`, counted in the order of the text from 0, which is the whole.
  mutating func change(at position: Int, _ body: (inout JSONTree) -> Void) {
    guard position > 0 else { return body(&self) }
    var rest = position - 1
    switch self {
    case .null, .flag, .number, .text: return
    case .list(var items):
      guard let index = items.indices.first(where: { Self.contains(items[$0], &rest) }) else { return }
      items[index].change(at: rest, body)
      self = .list(items)
    case .mapping(var members):
      guard let index = members.indices.first(where: { Self.contains(members[$0].value, &rest) }) else { return }
      members[index].value.change(at: rest, body)
      self = .mapping(members)
    }
  }

  /// Whether the value counted `position` is in the tree; else it is counted on from behind the tree.
  private static func contains(_ tree: JSONTree, _ position: inout Int) -> Bool {
    let count = tree.count
    guard position >= count else { return true }
    position -= count
    return false
  }
}
