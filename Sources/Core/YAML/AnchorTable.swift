import Documents

/// The anchors of one document, and what each stands for.
struct AnchorTable {
  enum Anchor {
    /// Its collection is not closed yet.
    case open(entry: Int)
    /// A subtree of the tape, with `height` collections within one another.
    case complete(entry: Int, subtreeEnd: Int, height: Int)
    /// What it stood for was refused, which has been said.
    case dropped

    var entry: Int? {
      switch self {
      case .open(let entry), .complete(let entry, _, _): entry
      case .dropped: nil
      }
    }
  }

  private var anchors: [String: Anchor] = [:]
  /// The names of the anchored collections that are open, outermost first.
  private var open: [String] = []

  subscript(name: String) -> Anchor? { anchors[name] }

  /// What may have been meant; a text of many anchors gets no suggestion, for it would cost too much.
  func nearest(to name: String) -> String? {
    anchors.count > 1_000 ? nil : Documents.nearest(to: name, among: anchors.keys.sorted())
  }

  /// A scalar with an anchor.
  mutating func add(_ name: String, at entry: Int) {
    anchors[name] = .complete(entry: entry, subtreeEnd: entry + 1, height: 0)
  }

  mutating func open(_ name: String, at entry: Int) {
    anchors[name] = .open(entry: entry)
    open.append(name)
  }

  /// The innermost anchored collection is complete. Its name may stand for something else by now: the anchor written last counts.
  mutating func close(at entry: Int, end: Int, height: Int) {
    let name = open.removeLast()
    if anchors[name]?.entry == entry { anchors[name] = .complete(entry: entry, subtreeEnd: end, height: height) }
  }

  /// Forgets what the anchors on and after `entry` stood for.
  mutating func drop(from entry: Int) {
    for (name, anchor) in anchors where anchor.entry.map({ $0 >= entry }) ?? false { anchors[name] = .dropped }
  }

  mutating func removeAll() {
    if !anchors.isEmpty { anchors.removeAll() }
  }
}
