internal import Documents

// Merging whole objects with what they build on: each becomes a document of its own.
extension NodeMerge {
  /// An object of a tape, as the splicer knows the tape.
  struct Place {
    let tape: NodeTape
    let node: Int
    /// Tells merged tapes apart.
    let number: Int

    init(_ tape: NodeTape, node: Int, number: Int) {
      self.tape = tape
      self.node = node
      self.number = number
    }

    init(_ origin: Origin, in tapes: [NodeTape]) { self.init(tapes[Int(origin.tape)], node: Int(origin.node), number: Int(origin.tape)) }
    init(_ body: TemplateBody, in tapes: [NodeTape]) { self.init(tapes[body.tape], node: body.node, number: body.tape) }
  }

  private mutating func with<Result>(
    _ place: Place, isInherited: Bool = false, _ body: (inout NodeMerge, Side) -> Result
  ) -> Result {
    let input = splicer.input(place.tape, number: place.number, isInherited: isInherited)
    return place.tape.withNode(at: place.node) { body(&self, Side($0, of: input)) }
  }

  /// Writes an object with what the body gives; the entry of the object.
  mutating func add(_ use: TemplateUse, _ body: TemplateBody?, in tapes: [NodeTape]) -> Int {
    with(Place(use.origin, in: tapes)) { merge, object in
      guard let body else { return merge.add(object, nil, as: use.kind) }
      return merge.with(Place(body, in: tapes), isInherited: true) { merge, body in merge.add(object, body, as: use.kind) }
    }
  }

  private mutating func add(_ object: Side, _ body: Side?, as kind: ManifestKind) -> Int {
    addDocument(object) { merge, spec in
      let top = Top(omitting: TemplateBody.ownFields)
      if !merge.merge(body, spec, by: .spec(kind), top: top) { merge.splicer.append(spec.node, of: spec.input) }
    }
  }

  /// Writes an object with what the templates of its v-ports give; the entry of the object, and whether all of them are known.
  ///
  /// - Parameter owner: the profile that it is; nil for a template.
  mutating func addExpanded(
    _ place: Place, as kind: ManifestKind, from vports: VPortTemplates, of owner: String?, in tapes: [NodeTape]
  ) -> (object: Int, isWhole: Bool) {
    var isWhole = true
    let object = with(place) { merge, object in
      merge.addDocument(object) { merge, spec in
        guard spec.node.kind == .mapping else { return merge.splicer.append(spec.node, of: spec.input) }
        isWhole = merge.expand(spec, by: .spec(kind), from: vports, of: owner, in: tapes)
      }
    }
    return (object, isWhole)
  }

  /// An object whose `spec` is written by `body`.
  private mutating func addDocument(_ object: Side, _ body: (inout NodeMerge, Side) -> Void) -> Int {
    let document = splicer.open(object.node, of: object.input, as: .document)
    let index = splicer.open(object.node, of: object.input)
    var children = 0
    object.node.forEachPair { key, value in
      splicer.append(key, of: object.input)
      children += 2
      if key.hasText("spec") { body(&self, object.at(value)) } else { splicer.append(value, of: object.input) }
    }
    splicer.close(index, children: children)
    splicer.close(document, children: 1)
    return index
  }

  /// Writes what one template gives on top of another; the entry of the body.
  mutating func layer(_ upper: TemplateBody, over lower: TemplateBody, in tapes: [NodeTape]) -> Int {
    with(Place(upper, in: tapes)) { merge, upper in
      merge.with(Place(lower, in: tapes)) { merge, lower in
        let document = merge.splicer.open(upper.node, of: upper.input, as: .document)
        merge.merge(lower, upper, by: .spec(.ServerProfileTemplate), top: Top(omitting: TemplateBody.ownFields))
        merge.splicer.close(document, children: 1)
        return document + 1
      }
    }
  }

  /// Writes a body with what the templates of its v-ports give; the entry of the body, and whether all of them are known.
  mutating func expand(_ body: TemplateBody, from vports: VPortTemplates, in tapes: [NodeTape]) -> (body: Int, isWhole: Bool) {
    with(Place(body, in: tapes)) { merge, body in
      let document = merge.splicer.open(body.node, of: body.input, as: .document)
      let isWhole = merge.expand(body, by: .spec(.ServerProfileTemplate), from: vports, of: nil, in: tapes)
      merge.splicer.close(document, children: 1)
      return (document + 1, isWhole)
    }
  }
}
