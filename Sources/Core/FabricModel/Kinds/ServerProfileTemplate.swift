internal import Documents

/// A profile body that several profiles complete; lists merge by name, and a profile overrides field by field.
package struct ServerProfileTemplate: Hashable, Sendable {
  package var update: TemplateUpdate?
  /// The ServerProfileTemplates that it builds on; later ones override earlier ones, and it overrides all.
  package var templates: [String] = []
  package var nativeName: String?
  /// What it gives; fields that every profile has to complete may be missing.
  package var body = ServerProfile()

  package init() {}

  package static let table = Table<ServerProfileTemplate>(
    "a ServerProfileTemplate",
    [
      .templateUpdate({ $0.update }, { $0.update = $1 }),
      Field(
        "template", .templates, "the ServerProfileTemplates that it builds on: a name, or a list where later ones override earlier ones",
        { $0.templates.isEmpty ? nil : $0.templates }, { $0.templates = $1 }),
      .nativeName({ $0.nativeName }, { $0.nativeName = $1 }),
    ] + ServerProfile.body.map { $0.lifted(\.body) })
}
