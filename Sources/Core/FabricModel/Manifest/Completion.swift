package import Documents

/// Profiles with what their templates give them: a merged tape, and what it decodes to.
package struct Completion: Sendable {
  package var tape: NodeTape
  /// Has only profiles in it.
  package var manifest = Manifest()
  package var diagnostics: [Diagnostic] = []
  /// What is wrong with values that came from a template, by the profile that has them.
  package var inherited: [(diagnostic: Diagnostic, profile: Origin)] = []
}

/// Which body each template has, for the profiles that build on it.
package struct TemplateBodies: Sendable {
  private var byName: [String: TemplateBody?] = [:]
  /// Bodies that a profile has had since it was first applied, by its name.
  package var kept: [String: TemplateBody] = [:]
  /// Templates that nothing is known of because they were lost to errors.
  private let mayHaveLost: @Sendable (String) -> Bool

  package init(_ manifest: Manifest, in tapes: [NodeTape]) {
    for template in manifest.templates { byName[template.name] = .some(TemplateBody(template, in: tapes)) }
    let lost = (manifest.lostNames, manifest.hasLostUnnamed)
    mayHaveLost = { lost.1 || lost.0.contains($0) }
  }

  package var names: [String] { byName.keys.sorted() }

  /// What the ledger keeps of the template that a profile builds on.
  package func text(of use: TemplateUse, in tapes: [NodeTape]) -> String {
    if case .body(let body) = body(for: use) { body.text(in: tapes) } else { "{}" }
  }

  enum Found {
    case body(TemplateBody)
    /// The template gives nothing.
    case empty
    case lost, unknown
  }

  func body(for use: TemplateUse) -> Found {
    if let kept = kept[use.profile] { return .body(kept) }
    if let known = byName[use.templates[0]] { return known.map(Found.body) ?? .empty }
    return mayHaveLost(use.templates[0]) ? .lost : .unknown
  }
}

extension Manifest {
  /// Merges each profile into what its template gives and decodes the whole, each once.
  ///
  /// - Parameter tape: the index that the merged tape will have among `tapes`.
  package static func complete(
    _ uses: some Sequence<TemplateUse>, from bodies: TemplateBodies, in tapes: [NodeTape], as tape: Int
  ) -> Completion {
    var merge = NodeMerge(.template)
    var manifest = Manifest()
    var decoder = ManifestDecoder()
    var merged: [Int] = []
    for use in uses {
      switch bodies.body(for: use) {
      case .body(let body): merged.append(merge.add(use, body, in: tapes))
      case .empty: merged.append(merge.add(use, nil, in: tapes))
      case .lost, .unknown:
        manifest.addAlone(use, among: bodies, in: tapes, &decoder)
      }
    }
    let directives = merge.diagnostics
    var completion = Completion(tape: merge.splicer.finish(source: SourceID(0)))
    completion.diagnostics = decoder.diagnostics + directives
    for node in merged { manifest.addCompleted(node, tape, &completion) }
    completion.manifest = manifest
    return completion
  }

  private mutating func addCompleted(_ node: Int, _ tape: Int, _ completion: inout Completion) {
    var decoder = ManifestDecoder()
    completion.tape.withNode(at: node) { addProfile($0, tape: tape, &decoder) }
    for diagnostic in decoder.diagnostics {
      let isInherited = diagnostic.range.map { completion.tape.isInherited($0, at: node) } ?? false
      if isInherited {
        completion.inherited.append((diagnostic, Origin(tape: tape, node: node)))
      } else {
        completion.diagnostics.append(diagnostic)
      }
    }
  }

  /// A profile whose template is not there: what it says itself is looked at all the same.
  private mutating func addAlone(_ use: TemplateUse, among bodies: TemplateBodies, in tapes: [NodeTape], _ decoder: inout ManifestDecoder) {
    let (tape, node) = (Int(use.origin.tape), Int(use.origin.node))
    if case .unknown = bodies.body(for: use) {
      let place = Locator(tapes: tapes).range(tape: tape, node: node, [.key("spec"), .key("template")])
      decoder.diagnostics.append(.unknownTemplate(use.templates[0], among: bodies.names, at: place))
    }
    decoder.isPartial = true
    tapes[tape].withNode(at: node) { addProfile($0, tape: tape, &decoder) }
    decoder.isPartial = false
    for index in profiles.indices where profiles[index].origin == use.origin { profiles[index].isPartial = true }
  }
}

extension NodeMerge {
  /// Writes a profile with what the body gives; the entry of the object.
  fileprivate mutating func add(_ use: TemplateUse, _ body: TemplateBody?, in tapes: [NodeTape]) -> Int {
    let from = Int(use.origin.tape)
    let input = splicer.input(tapes[from], number: from)
    return tapes[from].withNode(at: Int(use.origin.node)) { profile in
      guard let body else { return add(Side(profile, of: input), nil) }
      let inherited = splicer.input(tapes[body.tape], number: body.tape, isInherited: true)
      return tapes[body.tape].withNode(at: body.node) { add(Side(profile, of: input), Side($0, of: inherited)) }
    }
  }

  private mutating func add(_ profile: Side, _ body: Side?) -> Int {
    let document = splicer.open(profile.node, of: profile.input, as: .document)
    let object = splicer.open(profile.node, of: profile.input)
    var children = 0
    profile.node.forEachPair { key, value in
      splicer.append(key, of: profile.input)
      children += 2
      let value = Side(value, of: profile.input)
      guard key.hasText("spec") else { return splicer.append(value.node, of: value.input) }
      if !merge(body, value, by: .spec(.ServerProfile), omitting: "update") { splicer.append(value.node, of: value.input) }
    }
    splicer.close(object, children: children)
    splicer.close(document, children: 1)
    return object
  }
}

extension [Completion] {
  /// What is wrong in templates, each thing once, with the first profile that it shows in.
  ///
  /// - Parameter told: what was said of the templates themselves.
  package func inheritedProblems(beyond told: [Diagnostic], in locator: Locator) -> [Diagnostic] {
    var seen = Set(told)
    return flatMap(\.inherited).compactMap { diagnostic, profile in
      guard seen.insert(diagnostic).inserted else { return nil }
      return diagnostic.used(by: profile, in: locator)
    }
  }
}

extension Diagnostic {
  /// Says which profile it shows in, where the place is in a template.
  package func used(by profile: Origin, in locator: Locator) -> Diagnostic {
    let path: [Locator.Step] = [.key("metadata"), .key("name")]
    guard let place = locator.range(tape: Int(profile.tape), node: Int(profile.node), path) else { return self }
    let name = locator.tapes[Int(profile.tape)].withNode(at: Int(profile.node)) { $0.value("metadata")?.value("name")?.string ?? "" }
    var diagnostic = self
    diagnostic.related.append(Related("used by profile '\(name)'", at: place))
    return diagnostic
  }

  fileprivate static func unknownTemplate(_ name: String, among names: [String], at place: SourceRange?) -> Diagnostic {
    let meant = nearest(to: name, among: names)
    let all = names.count <= 8 && !names.isEmpty ? "there is \(names.map { "'\($0)'" }.joined(separator: ", "))" : nil
    return Diagnostic(
      "reference.unknown", .error, "no template named '\(name)'", at: place, help: meant.map { "did you mean '\($0)'?" } ?? all,
      fix: meant.flatMap { meant in isSlip(name, for: meant) ? place.map { TextEdit($0, replacement: meant) } : nil })
  }
}
