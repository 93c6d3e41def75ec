package import Documents

/// What the templates of a set of manifests give to the profiles that build on them.
///
/// A template gives what those give that it builds on, in their order, and on top of that what it says itself. Each is composed once, and
/// so is each list of several templates.
package struct TemplateBodies: Sendable {
  /// What one template or a list of them gives.
  package struct Given: Hashable, Sendable {
    /// Without what the templates of v-ports give, since a profile may still name others; nil where there is nothing.
    package var composed: TemplateBody?
    /// With that.
    package var expanded: TemplateBody?
    /// Something that it builds on is not known, which was said or is due to errors that were.
    package var isPartial = false
  }

  package var vports: VPortTemplates
  /// Templates that build on nothing.
  private let plain: [String: TemplateBody?]
  private let uses: [String: TemplateUse]
  /// Templates that build on others under a name that is taken.
  private let doubles: [TemplateUse]
  private let graph: TemplateGraph
  /// Templates that nothing is known of because they were lost to errors.
  private let mayHaveLost: @Sendable (String) -> Bool
  private var given: [Key: Given] = [:]
  /// The bodies of templates that profiles have had since they were first applied, by the names of both.
  private var kept: [String: [String: TemplateBody]] = [:]

  /// Templates of v-ports that bodies name and that are not known.
  private var problems: [Diagnostic] = []

  private struct Key: Hashable {
    let names: [String]
    /// Bodies that stand in the place of the templates' own.
    let kept: [String: TemplateBody]
  }

  package init(_ manifest: Manifest, in tapes: [NodeTape]) {
    let lost = (manifest.lostNames, manifest.hasLostUnnamed)
    let mayHaveLost: @Sendable (String) -> Bool = { lost.1 || lost.0.contains($0) }
    self.mayHaveLost = mayHaveLost
    vports = VPortTemplates(manifest, in: tapes, mayHaveLost: mayHaveLost)
    plain = Dictionary(
      manifest.templates.map { ($0.name, TemplateBody($0.origin, in: tapes)) }, uniquingKeysWith: { _, last in last })
    let uses = Dictionary(manifest.composedTemplates.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.uses = uses
    doubles = manifest.composedTemplates.filter { uses[$0.name] != $0 }
    graph = TemplateGraph(uses, in: tapes)
  }

  func isKnown(_ name: String) -> Bool { plain[name] != nil || uses[name] != nil }

  /// What is said of names that an object gives as those of its templates and that stand for nothing.
  func unknownTemplates(of use: TemplateUse, in tapes: [NodeTape]) -> [Diagnostic] {
    use.templates.enumerated().compactMap { position, name in
      if isKnown(name) || mayHaveLost(name) { return nil }
      let names = Set(plain.keys).union(uses.keys).sorted()
      return .unknownTemplate("template", name, among: names, at: use.place(ofTemplate: position, in: tapes))
    }
  }

  /// Whether what a profile's templates give has to wait for what it says of its v-ports' templates.
  func hasOwnVPorts(_ use: TemplateUse, in tapes: [NodeTape]) -> Bool {
    if use.templates.isEmpty || vports.hasKept(use.name) { return true }
    return tapes[Int(use.origin.tape)].withNode(at: Int(use.origin.node)) { $0.value("spec")?.hasVPortTemplates ?? false }
  }

  /// What a profile is given.
  package func given(to use: TemplateUse) -> Given {
    given[Key(names: use.templates, kept: kept[use.name] ?? [:])] ?? Given()
  }

  /// The templates among these, or below them, that `isInitial`; what such a one builds on is part of it.
  package func initial(among names: [String], where isInitial: (String) -> Bool) -> [String] {
    var found: [String] = []
    var seen: Set<String> = []
    var open = Array(names.reversed())
    while let name = open.popLast() {
      guard isKnown(name), seen.insert(name).inserted else { continue }
      if isInitial(name) {
        found.append(name)
      } else if !graph.cut.contains(name) {
        open += (uses[name]?.templates ?? []).reversed()
      }
    }
    return found
  }

  /// What the ledger keeps of a template.
  package func text(of template: String, in tapes: [NodeTape]) -> String {
    given[Key(names: [template], kept: [:])]?.composed?.text(in: tapes) ?? "{}"
  }
}

/// Templates with what they build on: what they decode to, and what is wrong with them.
package struct ComposedTemplates: Sendable {
  package var manifest = Manifest()
  package var diagnostics: [Diagnostic] = []
  /// What is wrong with values that came from other templates, by the one that has them.
  package var inherited: [(diagnostic: Diagnostic, object: Origin)] = []
}

extension TemplateBodies {
  /// Composes all templates, each after those that it builds on.
  ///
  /// - Parameter tapes: gets what is composed.
  package mutating func composeAll(in tapes: inout [NodeTape]) -> ComposedTemplates {
    var result = ComposedTemplates()
    result.diagnostics = graph.diagnostics
    for name in graph.order {
      guard let use = uses[name] else { continue }
      result.diagnostics += unknownTemplates(of: use, in: tapes)
      compose(use, [:], in: &tapes, &result)
    }
    for use in doubles { result.readAlone(use, tapes[Int(use.origin.tape)]) }
    for name in plain.keys.sorted() { _ = give([name], [:], in: &tapes) }
    return result
  }

  /// Composes what these profiles are given, with bodies that they have had since they were first applied; what is wrong with those.
  package mutating func compose(
    for uses: [TemplateUse], kept: [String: [String: TemplateBody]] = [:], in tapes: inout [NodeTape]
  ) -> [Diagnostic] {
    self.kept = kept
    problems = []
    for use in uses { _ = give(use.templates, kept[use.name] ?? [:], in: &tapes) }
    return problems
  }

  private mutating func give(_ names: [String], _ kept: [String: TemplateBody], in tapes: inout [NodeTape]) -> Given {
    let key = Key(names: names, kept: kept)
    if let known = given[key] { return known }
    var result = Given()
    if names.count == 1 {
      result = giveOne(names[0], kept, in: &tapes)
    } else {
      for name in names {
        let next = give([name], kept, in: &tapes)
        result.isPartial = result.isPartial || next.isPartial
        result.composed = layer(next.composed, over: result.composed, in: &tapes)
      }
      expand(&result, in: &tapes)
    }
    given[key] = result
    return result
  }

  private mutating func giveOne(_ name: String, _ kept: [String: TemplateBody], in tapes: inout [NodeTape]) -> Given {
    var result = Given()
    if let body = kept[name] ?? plain[name] ?? nil {
      result.composed = body
      expand(&result, in: &tapes)
    } else if let use = uses[name] {
      var ignored = ComposedTemplates()
      return compose(use, kept, in: &tapes, &ignored)
    } else if plain[name] == nil {
      result.isPartial = true
    }
    return result
  }

  /// Composes a template that builds on others.
  @discardableResult
  private mutating func compose(
    _ use: TemplateUse, _ kept: [String: TemplateBody], in tapes: inout [NodeTape], _ result: inout ComposedTemplates
  ) -> Given {
    let isCut = graph.cut.contains(use.name)
    var given = isCut || use.templates.isEmpty ? Given() : give(use.templates, kept, in: &tapes)
    given.isPartial = given.isPartial || isCut
    var merge = NodeMerge(.template, keepsRemovals: true, splicer: TapeSplicer(isCompact: true))
    let object = merge.add(use, given.composed, in: tapes)
    result.diagnostics += merge.diagnostics
    tapes.append(merge.splicer.finish(source: SourceID(0)))
    var origin = Origin(tape: tapes.count - 1, node: object)
    given.composed = TemplateBody(origin, in: tapes)
    given.expanded = given.composed
    if hasVPortTemplates(given.composed, in: tapes) {
      var merge = NodeMerge(.template, splicer: TapeSplicer(isCompact: true))
      let expanded = merge.addExpanded(NodeMerge.Place(origin, in: tapes), as: use.kind, from: vports, of: nil, in: tapes)
      given.isPartial = given.isPartial || !expanded.isWhole
      result.diagnostics += merge.diagnostics
      tapes.append(merge.splicer.finish(source: SourceID(0)))
      origin = Origin(tape: tapes.count - 1, node: expanded.object)
      given.expanded = TemplateBody(origin, in: tapes)
    }
    result.read(origin, tapes[tapes.count - 1])
    self.given[Key(names: [use.name], kept: kept)] = given
    return given
  }

  /// What one template gives on top of another.
  private func layer(_ upper: TemplateBody?, over lower: TemplateBody?, in tapes: inout [NodeTape]) -> TemplateBody? {
    guard let upper, let lower else { return upper ?? lower }
    var merge = NodeMerge(.template, keepsRemovals: true, splicer: TapeSplicer(isCompact: true))
    let body = merge.layer(upper, over: lower, in: tapes)
    tapes.append(merge.splicer.finish(source: SourceID(0)))
    return TemplateBody(tape: tapes.count - 1, node: body)
  }

  private func hasVPortTemplates(_ body: TemplateBody?, in tapes: [NodeTape]) -> Bool {
    body.map { tapes[$0.tape].withNode(at: $0.node) { $0.hasVPortTemplates } } ?? false
  }

  private mutating func expand(_ given: inout Given, in tapes: inout [NodeTape]) {
    given.expanded = given.composed
    guard let body = given.composed, hasVPortTemplates(body, in: tapes) else { return }
    var merge = NodeMerge(.template, splicer: TapeSplicer(isCompact: true))
    let (node, isWhole) = merge.expand(body, from: vports, in: tapes)
    given.isPartial = given.isPartial || !isWhole
    problems += merge.diagnostics
    tapes.append(merge.splicer.finish(source: SourceID(0)))
    given.expanded = TemplateBody(tape: tapes.count - 1, node: node)
  }
}
