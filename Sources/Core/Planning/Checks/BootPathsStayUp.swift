internal import FabricModel

/// I5: a profile keeps one of the v-ports that it boots from up while steps that do not say that they cost more are under way.
///
/// Which v-ports these are says the profile's part on their appliance; a list that changes takes none of them down.
struct BootPathsStayUp {
  private var counters = CounterTable()
  /// By version of a profile's part: the v-ports on the appliance that its list names.
  private(set) var members: [Int: [Int]] = [:]

  mutating func expect(_ objects: [Int], in version: Int, of profile: Int, _ book: inout LoadBook) {
    guard !objects.isEmpty else { return }
    members[version] = objects
    _ = counters.counter(profile) { book.counter(.bootPaths, about: profile) }
  }

  /// Whether the version's list names a v-port.
  func names(_ object: Int, in version: Int) -> Bool { members[version]?.contains(object) ?? false }

  /// The counter of a profile; -1 where it boots from nothing.
  func counter(of profile: Int) -> Int { counters[profile] }

  func violation(profile: String) -> Violation {
    Violation("I5", "profile/\(profile)", "none of the v-ports that \(profile) boots from stays up")
  }
}
