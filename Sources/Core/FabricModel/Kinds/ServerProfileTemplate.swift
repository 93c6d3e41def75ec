internal import Documents

/// A profile body that several profiles complete; lists merge by name, and a profile overrides field by field.
package struct ServerProfileTemplate: Hashable, Sendable {
  package var update: TemplateUpdate?
  /// What it gives; fields that every profile has to complete may be missing.
  package var body = ServerProfile()

  package init() {}

  package static let table = Table<ServerProfileTemplate>(
    "a ServerProfileTemplate",
    [
      Field(
        "update", .word(), "whether profiles follow it when it changes (updating) or keep what it said when they were made (initial)",
        required: true, { $0.update }, { $0.update = $1 })
    ] + ServerProfile.body.map { $0.lifted(\.body) })
}
