internal import Documents

/// v-ports of one profile that stand in for each other.
package struct RedundancyGroup: Hashable, Sendable {
  package var name = ""
  package var members: [String] = []
  package var mode: RedundancyMode?
  package var spread: Spread?
  package var minAvailable: Int?

  package init() {}

  package static let table = Table<RedundancyGroup>(
    "a redundancy group",
    [
      Field("name", .name(.object), "unique in its profile", required: true, { $0.name }, { $0.name = $1 }),
      Field(
        "members", .list(.name(.vport)), "v-ports of the profile", required: true, { $0.members.isEmpty ? nil : $0.members },
        { $0.members = $1 }),
      Field("mode", .word(), "Linux bonding, Intel ANS, or multipath", { $0.mode }, { $0.mode = $1 }),
      Field("spread", .word(), "what no two members may share", { $0.spread }, { $0.spread = $1 }),
      Field(
        "minAvailable", .integer(0...32), "how many must stay up at any time", absent: "1", { $0.minAvailable }, { $0.minAvailable = $1 }),
    ])
}
