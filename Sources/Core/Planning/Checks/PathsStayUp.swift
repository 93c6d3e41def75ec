internal import FabricModel

/// I3: a redundancy group keeps `minAvailable` members up while steps that do not say that they cost more are under way.
///
/// A v-port in no declared group is in an implicit one for each of its networks, or in that of all vHBAs; nothing stands in for a disk.
struct PathsStayUp {
  /// By profile: its groups.
  private var groups: [[Group]] = []
  /// By subject of a counter.
  private(set) var paths: [Path] = []
  /// Declared groups by profile, as far as they were looked up.
  private var declared: [[SafetyTerms.Group]?] = []

  private struct Group {
    let name: Name
    let counter: Int
  }

  struct Path {
    let profile: Int
    let name: Name
    let minAvailable: Int64
    /// Members that sit on ports that are not plugged in, at first.
    var dark: Int64 = 0
  }

  enum Name: Hashable, CustomStringConvertible {
    case declared(String)
    case network(String)
    case vhbas
    case vdisk(String)

    var description: String {
      switch self {
      case .declared(let name): "redundancy group '\(name)'"
      case .network(let name): "network '\(name)'"
      case .vhbas: "the vHBAs"
      case .vdisk(let name): "vdisk '\(name)'"
      }
    }
  }

  /// - Parameter isDark: whether it is on a server that is not off, while its port is not plugged in.
  mutating func weigh(_ vport: VPortRecord, _ seat: Seating, _ book: inout LoadBook, _ terms: SafetyTerms, isDark: Bool) {
    guard seat.isActive else { return }
    for (name, minAvailable) in names(of: vport, seat, terms) {
      let counter = counter(name, of: seat.profile, minAvailable, &book)
      if seat.isLinked { book.add(-1, to: counter, .up) }
      if isDark { paths[book.counters[counter].subject].dark += 1 }
    }
  }

  private mutating func names(of vport: VPortRecord, _ seat: Seating, _ terms: SafetyTerms) -> [(Name, Int)] {
    while declared.count <= seat.profile { declared.append(nil) }
    let all = declared[seat.profile] ?? terms.groups[vport.profile] ?? []
    declared[seat.profile] = all
    let own = all.isEmpty ? [] : all.filter { $0.members.contains(vport.name) }
    if !own.isEmpty { return own.map { (.declared($0.name), $0.minAvailable) } }
    switch vport.kind {
    case .vdisk: return [(.vdisk(vport.name), 1)]
    case .vhba: return [(.vhbas, 1)]
    case .vnic: return vport.networks.map { (.network($0), 1) }
    }
  }

  private mutating func counter(_ name: Name, of profile: Int, _ minAvailable: Int, _ book: inout LoadBook) -> Int {
    while groups.count <= profile { groups.append([]) }
    if let known = groups[profile].first(where: { $0.name == name }) { return known.counter }
    let new = book.counter(.paths, about: paths.count)
    paths.append(Path(profile: profile, name: name, minAvailable: Int64(minAvailable)))
    groups[profile].append(Group(name: name, counter: new))
    return new
  }

  /// - Parameter path: the index of the group.
  func violation(_ path: Int, up: Int64, profile: String) -> Violation {
    let (name, least) = (paths[path].name, paths[path].minAvailable)
    return Violation(
      "I3", "profile/\(profile)", "\(up) of \(profile)'s paths in \(name) \(up == 1 ? "is" : "are") up, and \(least) must be")
  }
}
