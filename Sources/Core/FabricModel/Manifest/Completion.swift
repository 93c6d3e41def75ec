package import Documents

/// Profiles with what their templates give them: a merged tape, and what it decodes to.
package struct Completion: Sendable {
  package var tape: NodeTape
  /// Has only profiles in it.
  package var manifest = Manifest()
  package var diagnostics: [Diagnostic] = []
  /// What is wrong with values that came from a template, by the profile that has them.
  package var inherited: [(diagnostic: Diagnostic, object: Origin)] = []
}

extension Manifest {
  /// Merges each profile into what its templates give and decodes the whole, each once.
  ///
  /// A profile that says nothing of the templates of its v-ports builds on what its own templates give with theirs. Else it is composed
  /// first, and its v-ports then get what their templates give.
  ///
  /// - Parameter tape: the index that the merged tape will have among `tapes`.
  package static func complete(
    _ uses: some Sequence<TemplateUse>, from bodies: TemplateBodies, in tapes: [NodeTape], as tape: Int
  ) -> Completion {
    var (merge, composing) = (NodeMerge(.template), NodeMerge(.template, keepsRemovals: true, splicer: TapeSplicer(isCompact: true)))
    var objects: [Object] = []
    var composed: [(use: TemplateUse, node: Int?)] = []
    var diagnostics: [Diagnostic] = []
    for use in uses {
      let unknown = bodies.unknownTemplates(of: use, in: tapes)
      diagnostics += unknown
      let given = bodies.given(to: use)
      if bodies.hasOwnVPorts(use, in: tapes) {
        composed.append((use, given.composed.map { composing.add(use, $0, in: tapes) }))
      } else {
        objects.append(Object(node: merge.add(use, given.expanded, in: tapes), isPartial: given.isPartial || !unknown.isEmpty))
      }
    }
    diagnostics += composing.diagnostics + merge.diagnostics
    merge.diagnostics = []
    let scratch = composing.splicer.finish(source: SourceID(0))
    for (use, node) in composed {
      let place = node.map { NodeMerge.Place(scratch, node: $0, number: tape) } ?? NodeMerge.Place(use.origin, in: tapes)
      let (object, isWhole) = merge.addExpanded(place, as: use.kind, from: bodies.vports, of: use.name, in: tapes)
      let isKnown = !bodies.given(to: use).isPartial && use.templates.allSatisfy(bodies.isKnown)
      objects.append(Object(node: object, isPartial: !isWhole || !isKnown, diagnostics: merge.diagnostics))
      merge.diagnostics = []
    }
    var completion = Completion(tape: merge.splicer.finish(source: SourceID(0)))
    completion.diagnostics = diagnostics
    var manifest = Manifest()
    for object in objects { manifest.read(object, tape, &completion) }
    completion.manifest = manifest
    return completion
  }

  /// A merged profile.
  private struct Object {
    let node: Int
    /// Not all that it builds on is known.
    let isPartial: Bool
    /// What is wrong with the templates that its v-ports name.
    var diagnostics: [Diagnostic] = []
  }

  private mutating func read(_ object: Object, _ tape: Int, _ completion: inout Completion) {
    var decoder = ManifestDecoder(isPartial: object.isPartial)
    decoder.diagnostics = object.diagnostics
    completion.tape.withNode(at: object.node) { addCompleted($0, tape: tape, &decoder) }
    if object.isPartial, let last = profiles.indices.last, profiles[last].origin == Origin(tape: tape, node: object.node) {
      profiles[last].isPartial = true
    }
    for diagnostic in decoder.diagnostics {
      if diagnostic.range.map({ completion.tape.isInherited($0, at: object.node) }) ?? false {
        completion.inherited.append((diagnostic, Origin(tape: tape, node: object.node)))
      } else {
        completion.diagnostics.append(diagnostic)
      }
    }
  }
}

extension ComposedTemplates {
  /// Decodes a template that is in the way of another: that there are two of them is what has to be said.
  mutating func readAlone(_ use: TemplateUse, _ tape: NodeTape) {
    var decoder = ManifestDecoder(isPartial: true)
    tape.withNode(at: Int(use.origin.node)) { manifest.addCompleted($0, tape: Int(use.origin.tape), &decoder) }
  }

  /// Decodes a template that has all that it builds on.
  mutating func read(_ object: Origin, _ tape: NodeTape) {
    var decoder = ManifestDecoder()
    tape.withNode(at: Int(object.node)) { manifest.addCompleted($0, tape: Int(object.tape), &decoder) }
    for diagnostic in decoder.diagnostics {
      if diagnostic.range.map({ tape.isInherited($0, at: Int(object.node)) }) ?? false {
        inherited.append((diagnostic, object))
      } else {
        diagnostics.append(diagnostic)
      }
    }
  }
}

extension Sequence<(diagnostic: Diagnostic, object: Origin)> {
  /// What is wrong in templates, each thing once, with the first object that it shows in.
  ///
  /// - Parameter told: what was said before, with what is said now.
  package func problems(beyond told: inout Set<Diagnostic>, in locator: Locator) -> [Diagnostic] {
    compactMap { diagnostic, object in
      told.insert(diagnostic).inserted ? diagnostic.used(by: object, in: locator) : nil
    }
  }
}

extension Diagnostic {
  /// Says which object it shows in, where the place is in a template.
  package func used(by object: Origin, in locator: Locator) -> Diagnostic {
    let path: [Locator.Step] = [.key("metadata"), .key("name")]
    guard let place = locator.range(tape: Int(object.tape), node: Int(object.node), path) else { return self }
    let (kind, name) = locator.tapes[Int(object.tape)].withNode(at: Int(object.node)) {
      ($0.value("kind")?.string ?? "", $0.value("metadata")?.value("name")?.string ?? "")
    }
    let what = kind == ManifestKind.ServerProfileTemplate.rawValue ? "template" : "profile"
    var diagnostic = self
    diagnostic.related.append(Related("used by \(what) '\(name)'", at: place))
    return diagnostic
  }

  static func unknownTemplate(_ what: String, _ name: String, among names: [String], at place: SourceRange?) -> Diagnostic {
    let meant = nearest(to: name, among: names)
    let all = names.count <= 8 && !names.isEmpty ? "there is \(names.map { "'\($0)'" }.joined(separator: ", "))" : nil
    return Diagnostic(
      "reference.unknown", .error, "no \(what) named '\(name)'", at: place, help: meant.map { "did you mean '\($0)'?" } ?? all,
      fix: meant.flatMap { meant in isSlip(name, for: meant) ? place.map { TextEdit($0, replacement: meant) } : nil })
  }
}
