package import FabricModel

/// Which objects that weft did not make may be taken over.
package enum AdoptSelector: Hashable, Sendable {
  case none
  case all
  /// By address: `esx-01/vnic0`, `profile/esx-01`, `network/prod`; `esx-01` and `esx-01/*` mean the profile with its v-ports.
  case some([String])

  package init(_ words: [String]) {
    self = words.isEmpty ? .none : words.contains("all") ? .all : .some(words)
  }

  package func covers(_ record: Record) -> Bool {
    switch self {
    case .none: return false
    case .all: return true
    case .some(let words):
      let address = record.address.description
      let profile: String? =
        switch record {
        case .profile(let it): it.name
        case .vport(let it): it.profile
        default: nil
        }
      return words.contains { $0 == address || $0 == profile || $0 == profile.map { "\($0)/*" } }
    }
  }
}
