internal import Documents
internal import FabricModel
internal import Planning

/// The bodies that profiles and v-ports have of `initial` templates where these are not what the templates say now.
struct InitialBodies {
  /// By profile and template.
  private(set) var bodies: [String: [String: KeptText]] = [:]
  /// By the address of the v-port.
  private(set) var vports: [String: KeptText] = [:]
  /// What the ledger is to keep that it does not.
  private(set) var told: [TemplateMemory] = []

  private let recorded: [String: [TemplateMemory]]
  private let present: BodiesAsTheyAre
  private let templates: [String: ServerProfile]
  private let vnics: [String: VNIC]
  private let vhbas: [String: VHBA]
  private let formerNames: [String: String]
  /// What the ledger keeps and is still in use, by what has it and the template.
  private var used: Set<[String]> = []
  /// What templates say now.
  private var texts: [String: String] = [:]
  /// Which of the templates that a profile names are `initial`, or those below them.
  private var initial: [[String]: [String]] = [:]

  init(recorded: [String: [TemplateMemory]], _ manifest: Manifest, _ present: BodiesAsTheyAre) {
    self.recorded = recorded
    self.present = present
    templates = Dictionary(
      manifest.templates.filter { $0.spec.update == .initial }.map { ($0.name, $0.spec.body) }, uniquingKeysWith: { first, _ in first })
    vnics = Dictionary(
      manifest.vnicTemplates.filter { $0.spec.update == .initial }.map { ($0.name, $0.spec.body) }, uniquingKeysWith: { first, _ in first })
    vhbas = Dictionary(
      manifest.vhbaTemplates.filter { $0.spec.update == .initial }.map { ($0.name, $0.spec.body) }, uniquingKeysWith: { first, _ in first })
    formerNames = Dictionary(
      manifest.profiles.compactMap { profile in profile.annotations.renamedFrom.map { (profile.name, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  mutating func addTemplates(of use: TemplateUse, _ loaded: LoadedManifests) {
    guard !templates.isEmpty else { return }
    if initial[use.templates] == nil {
      initial[use.templates] = loaded.bodies.initial(among: use.templates) { templates[$0] != nil }
    }
    let names = namesOf(use.name)
    for template in initial[use.templates] ?? [] {
      let now = text("template \(template)") { loaded.bodies.text(of: template, in: loaded.tapes) }
      let (present, declared) = (present, templates[template] ?? ServerProfile())
      let body = take(names, template, now: now, what: "profile") { present.profile(names, template: declared) }
      if let body { bodies[use.name, default: [:]][template] = body }
    }
  }

  mutating func addTemplates(ofVPortsIn profile: Declared<ServerProfile>, _ loaded: LoadedManifests) {
    guard !vnics.isEmpty || !vhbas.isEmpty else { return }
    let (names, present) = (namesOf(profile.name), present)
    for vnic in profile.spec.vnics {
      guard let name = vnic.template, let template = vnics[name] else { continue }
      let now = text("vNIC template \(name)") {
        loaded.bodies.vports.vnicBody(named: name)?.text(in: loaded.tapes) ?? "{}"
      }
      vports["\(profile.name)/\(vnic.name)"] = take(names.map { "\($0)/\(vnic.name)" }, name, now: now, what: "vNIC") {
        present.vnic(vnic.name, of: names, template)
      }
    }
    for vhba in profile.spec.vhbas {
      guard let name = vhba.template, let template = vhbas[name] else { continue }
      let now = text("vHBA template \(name)") {
        loaded.bodies.vports.vhbaBody(named: name)?.text(in: loaded.tapes) ?? "{}"
      }
      vports["\(profile.name)/\(vhba.name)"] = take(names.map { "\($0)/\(vhba.name)" }, name, now: now, what: "vHBA") {
        present.vhba(vhba.name, of: names, template)
      }
    }
  }

  /// What the ledger keeps and nothing has any more.
  var forgotten: [TemplateMemory] {
    recorded.keys.sorted().flatMap { name in
      (recorded[name] ?? []).filter { !used.contains([name, $0.template]) }
        .map { TemplateMemory(profile: name, template: $0.template, body: nil) }
    }
  }

  private func namesOf(_ profile: String) -> [String] { [profile] + (formerNames[profile].map { [$0] } ?? []) }

  /// The body that something has of a template; nil where that is what the template says now.
  ///
  /// - Parameters:
  ///   - names: its name and its former one.
  ///   - asItIs: what it has on the fabric; nil where it is nowhere.
  private mutating func take(_ names: [String], _ template: String, now: String, what: String, asItIs: () -> String?) -> KeptText? {
    let known = names.compactMap { recorded[$0] }.first
    if let memory = known?.first(where: { $0.template == template }), let body = memory.body {
      if memory.profile == names[0] {
        used.insert([names[0], template])
      } else {
        told.append(TemplateMemory(profile: names[0], template: template, body: body))
      }
      return body == now ? nil : KeptText(name: "<template \(template) as the ledger keeps it>", template: template, text: body)
    }
    let present = known == nil ? asItIs() : nil
    told.append(TemplateMemory(profile: names[0], template: template, body: present ?? now))
    return present.map { KeptText(name: "<\(what) \(names[0]) as it is>", template: template, text: $0) }
  }

  private mutating func text(_ key: String, _ make: () -> String) -> String {
    if let text = texts[key] { return text }
    let text = make()
    texts[key] = text
    return text
  }
}
