internal import Documents

/// What the templates of vNICs and vHBAs give, for the v-ports that name them.
package struct VPortTemplates: Sendable {
  /// A list of v-ports in a profile whose items may name a template.
  enum List {
    case vnics, vhbas

    init?(_ key: Node) {
      if key.hasText("vnics") {
        self = .vnics
      } else if key.hasText("vhbas") {
        self = .vhbas
      } else {
        return nil
      }
    }

    var what: String { self == .vnics ? "vNIC template" : "vHBA template" }
  }

  private let vnics: [String: TemplateBody?]
  private let vhbas: [String: TemplateBody?]
  private let mayHaveLost: @Sendable (String) -> Bool
  /// Bodies that v-ports have had since they were first applied, by address such as `esx-01/vnic0`.
  package var kept: [String: TemplateBody] = [:] {
    didSet { owners = Set(kept.keys.compactMap { address in address.split(separator: "/").first.map(String.init) }) }
  }
  private var owners: Set<String> = []

  init(_ manifest: Manifest, in tapes: [NodeTape], mayHaveLost: @escaping @Sendable (String) -> Bool) {
    func bodies<Spec>(_ templates: [Declared<Spec>]) -> [String: TemplateBody?] {
      Dictionary(templates.map { ($0.name, TemplateBody($0.origin, in: tapes)) }, uniquingKeysWith: { _, last in last })
    }
    vnics = bodies(manifest.vnicTemplates)
    vhbas = bodies(manifest.vhbaTemplates)
    self.mayHaveLost = mayHaveLost
  }

  enum Found {
    /// Nil where no template is named, or it gives nothing.
    case body(TemplateBody?)
    case lost
    case unknown(Diagnostic)

    var body: TemplateBody? { if case .body(let body) = self { body } else { nil } }
    var isMissing: Bool { if case .body = self { false } else { true } }
  }

  /// What the template gives that a v-port names.
  ///
  /// - Parameter owner: the profile that it belongs to; nil in a template of profiles.
  func find(for vport: Node, in list: List, of owner: String?) -> Found {
    var template: Node?
    var name: Node?
    vport.forEachPair { key, value in
      if key.hasText("template"), value.isScalar, !value.isNull { template = value }
      if key.hasText("name"), value.isScalar { name = value }
    }
    guard let template else { return .body(nil) }
    if let owner, let name, !kept.isEmpty, let body = kept["\(owner)/\(name.string)"] { return .body(body) }
    let known = list == .vnics ? vnics : vhbas
    if let body = known[template.string] { return .body(body) }
    if mayHaveLost(template.string) { return .lost }
    return .unknown(.unknownTemplate(list.what, template.string, among: known.keys.sorted(), at: template.range))
  }

  /// Whether v-ports of a profile have bodies that are kept.
  package func hasKept(_ profile: String) -> Bool { owners.contains(profile) }

  /// The body of a template by its name, as manifests have it now.
  package func vnicBody(named name: String) -> TemplateBody? { vnics[name] ?? nil }
  package func vhbaBody(named name: String) -> TemplateBody? { vhbas[name] ?? nil }
}

extension Node {
  /// Whether a vNIC or vHBA in a spec says something of its template.
  var hasVPortTemplates: Bool {
    var isFound = false
    forEachPair { key, list in
      guard !isFound, VPortTemplates.List(key) != nil else { return }
      list.forEachItem { item in item.forEachPair { key, _ in if key.hasText("template") { isFound = true } } }
    }
    return isFound
  }
}

extension NodeMerge {
  /// Writes a spec with what the templates of its v-ports give: each v-port overrides its own field by field.
  ///
  /// - Parameter owner: the profile whose spec it is; nil where it is a template's.
  /// - Returns: false where a template is not known.
  mutating func expand(
    _ spec: Side, by rule: MergeRule, from templates: VPortTemplates, of owner: String?, in tapes: [NodeTape]
  ) -> Bool {
    var isWhole = true
    let index = splicer.open(spec.node, of: spec.input)
    var children = 0
    spec.node.forEachPair { key, value in
      guard value.kind == .sequence, let list = VPortTemplates.List(key), case .items(_, let item) = rule.rule(of: key) else {
        children += writeMember(nil, (spec.at(key), spec.at(value)), by: rule.rule(of: key))
        return
      }
      splicer.append(key, of: spec.input)
      let listIndex = splicer.open(value, of: spec.input)
      var items = 0
      value.forEachItem { node in
        let found = templates.find(for: node, in: list, of: owner)
        if case .unknown(let diagnostic) = found { diagnostics.append(diagnostic) }
        if found.isMissing { isWhole = false }
        if merge(found.body, spec.at(node), by: item, in: tapes) { items += 1 }
      }
      splicer.close(listIndex, children: items)
      children += 2
    }
    splicer.close(index, children: children)
    return isWhole
  }

  private mutating func merge(_ body: TemplateBody?, _ item: Side, by rule: MergeRule, in tapes: [NodeTape]) -> Bool {
    let top = Top(omitting: TemplateBody.ownFields, first: "name")
    guard let body else { return merge(nil, item, by: rule, top: top) }
    let input = splicer.input(tapes[body.tape], number: body.tape, isInherited: true)
    return tapes[body.tape].withNode(at: body.node) { merge(Side($0, of: input), item, by: rule, top: top) }
  }
}
