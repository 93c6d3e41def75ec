internal import Documents

/// A virtual machine, container or virtual private server and the traffic it needs; nothing is configured for it.
package struct Workload: Hashable, Sendable {
  package var type: WorkloadType?
  /// Where it runs: a profile moves with its identity, a server does not.
  package var profile: String?
  package var server: String?
  package var traffic: [Traffic] = []
  package var restore: Restore?

  package init() {}

  /// What it sends and receives over one network.
  package struct Traffic: Hashable, Sendable {
    package var network = ""
    package var average: Bitrate?
    package var peak: Bitrate?

    package init() {}

    package static let table = Table<Traffic>(
      "traffic",
      [
        Field(
          "network", .reference(), "the Network it goes over", required: true, { $0.network.isEmpty ? nil : $0.network },
          { $0.network = $1 }),
        Field("average", .rate, "what it needs most of the time", required: true, { $0.average }, { $0.average = $1 }),
        Field("peak", .rate, "what it needs at most; absent means its average", { $0.peak }, { $0.peak = $1 }),
      ])
  }

  /// How fast its data must be back after a loss.
  package struct Restore: Hashable, Sendable {
    package var size: ByteSize?
    package var within: Interval?
    package var network: String?

    package init() {}

    package static let table = Table<Restore>(
      "restore",
      [
        Field("size", .parsed(), "how much data", required: true, { $0.size }, { $0.size = $1 }),
        Field("within", .parsed(), "in what time", required: true, { $0.within }, { $0.within = $1 }),
        Field("network", .reference(), "the Network it comes back over", required: true, { $0.network }, { $0.network = $1 }),
      ])
  }

  package static let table = Table<Workload>(
    "a Workload",
    [
      Field("type", .word(), "what it is", { $0.type }, { $0.type = $1 }),
      Field("profile", .reference(), "the ServerProfile it runs on", { $0.profile }, { $0.profile = $1 }),
      Field("server", .reference(), "the Server it runs on", { $0.server }, { $0.server = $1 }),
      Field(
        "traffic", .list(.inlineObject(Traffic.table) { Traffic() }, by: "network"), "what it sends and receives, by network",
        { $0.traffic.isEmpty ? nil : $0.traffic }, { $0.traffic = $1 }),
      Field(
        "restore", .inlineObject(Restore.table) { Restore() }, "how fast its data must be back after a loss", { $0.restore },
        { $0.restore = $1 }),
    ])
}
