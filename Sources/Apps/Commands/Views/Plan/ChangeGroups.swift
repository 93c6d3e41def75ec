internal import FabricModel
internal import Planning

/// What a plan changes of one profile and its v-ports, or of one object beside them.
struct Bundle {
  /// The profile; nil for networks, ports and the like.
  let profile: String?
  /// Indices in the plan's changes.
  var changes: [Int]
}

/// The changes of a plan, with those together that differ in no more than names, identities and places.
struct ChangeGroups {
  let changes: [Change]
  let impacts: [Impact]

  /// Fields whose values are each object's own.
  private static let individual: Set<String> = ["mac", "wwpn", "wwnn", "uuid", "port", "server", "serverPort", "order"]

  init(_ plan: Plan) {
    changes = plan.changes
    impacts = plan.changes.map { change in change.steps.map { plan.steps[$0].impact }.max() ?? .none }
  }

  /// What must be equal of a change for it to be like another.
  struct Shape: Hashable {
    let name: String
    let action: Change.Action
    let impact: Impact
    let reason: String
    let fields: [String]
  }

  /// Profile by profile; change by change where profiles are so different that this takes fewer groups, and they would not fit otherwise.
  func grouped(most: Int) -> (bundles: [Bundle], groups: [Likeness.Group]) {
    let profiles = bundles()
    let groups = groups(of: profiles)
    guard groups.count > most else { return (profiles, groups) }
    let single = changes.indices.map { Bundle(profile: nil, changes: [$0]) }
    let singleGroups = self.groups(of: single)
    return singleGroups.count < groups.count ? (single, singleGroups) : (profiles, groups)
  }

  /// In the order of their first changes.
  private func bundles() -> [Bundle] {
    var bundles: [Bundle] = []
    var places: [Substring: Int] = [:]
    for (index, change) in changes.enumerated() {
      guard let profile = change.parts.profile else {
        bundles.append(Bundle(profile: nil, changes: [index]))
        continue
      }
      if let place = places[profile] {
        bundles[place].changes.append(index)
      } else {
        places[profile] = bundles.count
        bundles.append(Bundle(profile: String(profile), changes: [index]))
      }
    }
    return bundles
  }

  private func groups(of bundles: [Bundle]) -> [Likeness.Group] {
    Likeness.groups(bundles.map { bundle in (bundle.changes.map { shape(of: $0, named: true) }, bundle.changes.flatMap(values)) })
  }

  /// Puts the changes of one profile together that differ in no more than names, identities and places.
  func groups(within bundle: Bundle) -> [Likeness.Group] {
    Likeness.groups(bundle.changes.map { (shape(of: $0, named: changes[$0].address.hasPrefix("profile/")), values(of: $0)) })
  }

  private func shape(of index: Int, named: Bool) -> Shape {
    let change = changes[index]
    return Shape(
      name: named ? String(change.parts.name) : "", action: change.action, impact: impacts[index], reason: change.reason,
      fields: change.fields.map(\.path))
  }

  /// What alike changes have in common.
  func values(of index: Int) -> [FieldChange] { changes[index].fields.filter { !Self.individual.contains($0.path) } }
}

extension Change {
  /// The profile that it is about, and its name there: `esx-01` and `vnic0`; of other objects the name on their appliance, `network/prod`.
  var parts: (profile: Substring?, name: Substring) {
    guard let slash = address.firstIndex(of: "/") else { return (nil, address[...]) }
    let (head, tail) = (address[..<slash], address[address.index(after: slash)...])
    if head == "profile" { return (tail, "") }
    return tail.contains("/") ? (nil, tail) : (head, tail)
  }
}
