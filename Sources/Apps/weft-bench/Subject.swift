/// What can be measured, in the order in which it is.
enum Subject: String, CaseIterable {
  case validate, noChange, onePercent, fromNothing, drained, moved, importNative, export, importUCS, journal, makespan

  var title: String {
    switch self {
    case .noChange, .onePercent, .fromNothing, .drained, .moved: variant?.title ?? rawValue
    case .validate: "validate"
    case .importNative: "import, native XML"
    case .export: "export, native XML"
    case .importUCS: "import, UCS Manager"
    case .journal: "journal"
    case .makespan: "makespan"
    }
  }

  /// What it is measured on; nil for what has no site.
  var fixture: Variant? {
    switch self {
    case .validate, .importNative, .export: .noChange
    case .noChange, .onePercent, .fromNothing, .drained, .moved: variant
    case .importUCS, .journal, .makespan: nil
    }
  }

  func course(_ fixture: Fixture) -> Course? {
    switch self {
    case .validate: .validate(fixture)
    case .noChange, .onePercent, .fromNothing, .drained, .moved: .plan(fixture)
    case .importNative: .importNative(fixture)
    case .export: .export(fixture)
    case .importUCS, .journal, .makespan: nil
    }
  }

  private var variant: Variant? { Variant(rawValue: rawValue) }
}
