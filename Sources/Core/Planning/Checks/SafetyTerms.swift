package import FabricModel

/// What must hold while a plan is carried out, beyond what the hardware itself limits (DESIGN section 6, I1 to I9).
///
/// The orderer, the impact of steps and the checker read the same terms; apart from them they share nothing.
package struct SafetyTerms: Hashable, Sendable {
  /// v-ports of a profile of which some must stay up.
  package struct Group: Hashable, Sendable {
    package let name: String
    /// Names of v-ports of the profile.
    package let members: [String]
    package let minAvailable: Int

    package init(name: String, members: [String], minAvailable: Int) {
      self.name = name
      self.members = members
      self.minAvailable = minAvailable
    }
  }

  /// Declared redundancy groups, by profile. What is in none of them forms implicit ones: one a network, and one of all vHBAs.
  package var groups: [String: [Group]] = [:]
  /// The maintenance policies that profiles name; the others form a class of their own.
  package var policies: [String: String] = [:]
  /// How many servers of a class may be disrupted at once, by policy; 1 where nothing is said, and for profiles without a policy.
  package var maxUnavailable: [String: Int] = [:]
  /// How long to wait between the sides of a redundancy group, in seconds, by policy.
  package var settle: [String: Int64] = [:]
  /// Policies by which a server's v-ports must have their links before the next server is disturbed.
  package var requireHealth: Set<String> = []
  /// Overrides `maxUnavailable` for this run.
  package var mayBeUnavailable: Int?
  /// Servers that somebody vouches for as being off, with the reason that was given.
  package var fenced: [String: String] = [:]
  /// How much of a port's speed may be guaranteed, where it is not all of it.
  package var reservable: [PortAddress: Percent] = [:]
  /// Appliances that attach whole adapters: what a profile has on one adapter goes down together.
  package var attachesAdapters: Set<String> = []
  /// Identities that may go from one v-port to another in one plan: the manifests say so themselves (static, renamed).
  package var transferable: Set<Identity> = []

  package init() {}

  /// How many servers of the class of a profile may be disrupted at once.
  package func unavailableLimit(ofClass policy: String?) -> Int {
    mayBeUnavailable ?? policy.flatMap { maxUnavailable[$0] } ?? 1
  }
}

extension Fabric {
  /// Servers that an appliance reports as off, and no other as on.
  package var serversOff: Set<String> {
    var off: Set<String> = []
    var on: Set<String> = []
    for port in appliances.flatMap(\.inventory.serverPorts) where !port.server.isEmpty {
      if port.power == .off { off.insert(port.server) } else { on.insert(port.server) }
    }
    return off.subtracting(on)
  }
}
