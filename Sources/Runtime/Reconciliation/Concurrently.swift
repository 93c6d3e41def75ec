/// Applies `body` to all items, at most `width` at a time; the answers come in the order of the items.
func concurrently<Items: Collection, Value: Sendable>(
  _ items: Items, width: Int, _ body: @Sendable @escaping (Items.Element) async -> Value
) async -> [Value] where Items.Element: Sendable {
  await withTaskGroup(of: (Int, Value).self) { group in
    var rest = items.enumerated().makeIterator()
    for _ in 0..<max(1, width) {
      guard let (index, item) = rest.next() else { break }
      group.addTask { (index, await body(item)) }
    }
    var answers = [Value?](repeating: nil, count: items.count)
    while let (index, value) = await group.next() {
      answers[index] = value
      if let (index, item) = rest.next() { group.addTask { (index, await body(item)) } }
    }
    return answers.compactMap { $0 }
  }
}
