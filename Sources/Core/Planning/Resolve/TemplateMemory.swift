/// What an `initial` template gave to a profile when that was first applied: it stands for this profile, whatever the template becomes.
package struct TemplateMemory: Hashable, Sendable {
  /// The profile's name, or the address such as `esx-01/vnic0` of a v-port that has a template of its own.
  package let profile: String
  package let template: String
  /// The template's fields as JSON (`TemplateBody.text`); nil where nothing of it is to be kept any more.
  package let body: String?

  package init(profile: String, template: String, body: String?) {
    self.profile = profile
    self.template = template
    self.body = body
  }
}
