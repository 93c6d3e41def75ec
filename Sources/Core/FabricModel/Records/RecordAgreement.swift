extension FabricRecord {
  /// Whether `observed` has everything that `self` sets; derived fields follow other objects and say nothing of this one.
  package func agrees(with observed: Self) -> Bool {
    let fields = fields
    // By index, since a field is a dozen closures to copy.
    for index in fields.indices where !fields[index].agrees(self, observed) {
      if case .derived = fields[index].effect { continue }
      return false
    }
    return true
  }
}

extension Record {
  /// Whether an appliance that holds `observed` has everything that `self` sets; two records of different kinds never agree.
  package func agrees(with observed: Record) -> Bool {
    switch (self, observed) {
    case (.network(let a), .network(let b)): a.agrees(with: b)
    case (.vsan(let a), .vsan(let b)): a.agrees(with: b)
    case (.profile(let a), .profile(let b)): a.agrees(with: b)
    case (.vport(let a), .vport(let b)): a.kind == b.kind && a.agrees(with: b)
    case (.adapter(let a), .adapter(let b)): a.agrees(with: b)
    case (.port(let a), .port(let b)): a.agrees(with: b)
    default: false
    }
  }
}

extension RecordChange {
  /// Whether it can be performed where `held` is, nil where nothing is: it finds what it expects, or what it makes of it already.
  package func fits(_ held: Record?) -> Bool { Self.agree(before, held) || Self.agree(after, held) }

  private static func agree(_ expected: Record?, _ held: Record?) -> Bool {
    guard let expected, let held else { return expected == nil && held == nil }
    return expected.agrees(with: held)
  }
}
