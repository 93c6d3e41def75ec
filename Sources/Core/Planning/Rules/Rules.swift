extension Rule {
  /// Every rule, by subject.
  package static let all: [Rule] = [
    membersOnOneAdapter
  ]
}
