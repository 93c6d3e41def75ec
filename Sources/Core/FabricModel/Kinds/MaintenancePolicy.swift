internal import Documents

/// When the servers of profiles that name it may be disturbed, and how many at once.
package struct MaintenancePolicy: Hashable, Sendable {
  package var disruptive: DisruptionRule?
  package var windows: [Window] = []
  /// How many servers of the class may be disrupted at once.
  package var maxUnavailable: Int?
  /// The next server waits until the last one's v-ports are seen up.
  package var requireHealth: Bool?
  /// How long to wait between the sides of a redundancy group.
  package var settle: Interval?
  package var nativeName: String?

  package init() {}

  /// A stretch of time that comes again every week; one that ends before it begins ends on the next day.
  package struct Window: Hashable, Sendable {
    package var days: [Weekday]?
    package var from: TimeOfDay?
    package var to: TimeOfDay?
    package var offset: UTCOffset?

    package init() {}

    package static let table = Table<Window>(
      "a window",
      [
        Field("days", .list(.word()), "the days on which it begins; absent means every day", { $0.days }, { $0.days = $1 }),
        Field("from", .parsed(), "when it begins", required: true, { $0.from }, { $0.from = $1 }),
        Field("to", .parsed(), "when it ends; on the next day where that is before it begins", required: true, { $0.to }, { $0.to = $1 }),
        Field("offset", .parsed(), "by how much its clock is ahead of UTC", absent: "Z", { $0.offset }, { $0.offset = $1 }),
      ])
  }

  package static let table = Table<MaintenancePolicy>(
    "a MaintenancePolicy",
    [
      Field(
        "disruptive", .word(), "after somebody allowed it (ack), in the windows (window), or at once (immediate)", absent: "ack",
        { $0.disruptive }, { $0.disruptive = $1 }),
      Field(
        "windows", .list(.inlineObject(Window.table) { Window() }), "when servers may be disturbed",
        { $0.windows.isEmpty ? nil : $0.windows }, { $0.windows = $1 }),
      Field(
        "maxUnavailable", .integer(1...10_000), "how many servers may be disrupted at once, those already down included", absent: "1",
        { $0.maxUnavailable }, { $0.maxUnavailable = $1 }),
      Field(
        "requireHealth", .flag, "the next server waits until the last one's v-ports are up", absent: "false", { $0.requireHealth },
        { $0.requireHealth = $1 }),
      Field(
        "settle", .parsed(), "how long to wait between the sides of a redundancy group", absent: "0s", { $0.settle }, { $0.settle = $1 }),
      .nativeName({ $0.nativeName }, { $0.nativeName = $1 }),
    ])
}
