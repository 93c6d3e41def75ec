package import Documents

extension Manifest {
  /// Decodes the documents of one tape; `tape` is its index among the tapes read.
  package static func decode(_ nodes: NodeTape, tape: Int) -> (manifest: Manifest, diagnostics: [Diagnostic]) {
    var manifest = Manifest()
    var decoder = ManifestDecoder()
    nodes.forEachDocument { manifest.add($0, tape: tape, &decoder) }
    return (manifest, decoder.diagnostics)
  }

  /// Adds one document, or remembers that it was lost.
  private mutating func add(_ node: Node, tape: Int, _ decoder: inout ManifestDecoder) {
    let before = objectCount
    let problems = decoder.diagnostics.count
    read(node, tape: tape, &decoder)
    guard objectCount == before, decoder.diagnostics.count > problems else { return }
    lose(node)
  }

  private mutating func lose(_ node: Node) {
    // The items of a list are lost one by one.
    if node.kind == .mapping, node.value("kind")?.hasText("List") == true, node.value("items")?.kind == .sequence { return }
    let metadata = node.kind == .mapping ? node.value("metadata") : nil
    guard let metadata, metadata.kind == .mapping, let name = metadata.value("name"), name.isScalar else {
      hasLostUnnamed = true
      return
    }
    lostNames.insert(name.string)
    if let meant = NameRule.object.suggestion(for: name.string) { lostNames.insert(meant) }
  }

  /// Reads one document: an object, or a `List` of them.
  private mutating func read(_ node: Node, tape: Int, _ decoder: inout ManifestDecoder) {
    guard node.kind == .mapping else {
      if !node.isNull { let _: Int? = decoder.mismatch(node, "a mapping with apiVersion, kind, metadata and spec") }
      return
    }
    var envelope = Envelope()
    guard let kind = envelope.read(node, &decoder) else { return }
    if kind == "List" {
      guard let items = envelope.items, items.kind == .sequence else {
        decoder.missingField("items", in: "a List", at: node)
        return
      }
      items.forEachItem { add($0, tape: tape, &decoder) }
      return
    }
    guard let known = ManifestKind(rawValue: kind) else {
      decoder.unknownKind(envelope.kind ?? node, kind)
      return
    }
    guard let metadata = envelope.metadata else {
      decoder.missingField("metadata", in: "a \(kind)", at: node)
      return
    }
    var head = Metadata()
    guard Metadata.table.decode(metadata, into: &head, &decoder) else { return }
    head.origin = Origin(tape: tape, node: node.index)
    add(known.spec, head, envelope.spec, at: node, &decoder)
  }

  private mutating func add<Spec: ManifestSpec>(
    _ type: Spec.Type, _ head: Metadata, _ node: Node?, at object: Node, _ decoder: inout ManifestDecoder
  ) {
    var spec = Spec()
    let (table, problems) = (Spec.table, decoder.diagnostics.count)
    if let node, !node.isNull {
      guard table.decode(node, into: &spec, &decoder) else { return }
    } else {
      for field in table.fields where field.isRequired { decoder.missingField(field.name, in: table.subject, at: object) }
    }
    guard !head.name.isEmpty else { return }
    var declared = Declared(name: head.name, labels: head.labels, annotations: head.annotations, spec: spec, origin: head.origin)
    declared.namespace = head.namespace
    declared.isPartial = decoder.diagnostics.count > problems
    self[keyPath: Spec.objects].append(declared)
  }
}

/// The outer shape of a document.
private struct Envelope {
  var kind: Node?
  var metadata: Node?
  var spec: Node?
  var items: Node?

  /// Reads the members; the kind, if the document is one of weft's.
  mutating func read(_ node: Node, _ decoder: inout ManifestDecoder) -> String? {
    var version: Node?
    var unknown: [Node] = []
    var keys: (spec: Node?, items: Node?)
    node.forEachPair { key, value in
      if key.hasText("apiVersion") {
        version = value
      } else if key.hasText("kind") {
        kind = value
      } else if key.hasText("metadata") {
        metadata = value
      } else if key.hasText("spec") {
        spec = value
        keys.spec = key
      } else if key.hasText("items") {
        items = value
        keys.items = key
      } else {
        unknown.append(key)
      }
    }
    guard let kind, kind.isScalar, !kind.isNull else {
      decoder.missingField("kind", in: "a document", at: node)
      return nil
    }
    let name = kind.string
    guard let version, version.isScalar else {
      decoder.missingField("apiVersion", in: "a document", at: node)
      return nil
    }
    guard version.hasText("weft/v1") || (name == "List" && version.hasText("v1")) else {
      decoder.unknownVersion(version)
      return nil
    }
    for key in unknown { decoder.unknownField(key, in: "a document", among: ["apiVersion", "kind", "metadata", "spec"]) }
    // Only a list has items, and a list has nothing else: neither is passed over in silence.
    if name == "List", let key = keys.spec {
      decoder.unknownField(key, in: "a List", among: ["apiVersion", "kind", "metadata", "items"])
    } else if name != "List", let key = keys.items {
      decoder.unknownField(key, in: "a document", among: ["apiVersion", "kind", "metadata", "spec"])
    }
    return name
  }
}

/// What every object says of itself.
package struct Metadata: Sendable {
  fileprivate var name = ""
  fileprivate var namespace: String?
  fileprivate var labels: [Label] = []
  fileprivate var annotations = Annotations()
  fileprivate var origin = Origin.none

  package static let table = Table<Metadata>(
    "metadata",
    [
      Field("name", .name(.object), "unique among its kind", required: true, { $0.name }, { $0.name = $1 }),
      Field("namespace", .name(.object), "a grouping of objects; names are unique across all", { $0.namespace }, { $0.namespace = $1 }),
      Field("labels", .labels, "for selectors", { $0.labels }, { $0.labels = $1 }),
      Field(
        "annotations", .annotations, "for other tools, and weft/ignore, weft/protect, weft/renamed-from", { $0.annotations },
        { $0.annotations = $1 }),
    ])
}

extension ManifestDecoder {
  fileprivate mutating func unknownKind(_ node: Node, _ kind: String) {
    let kinds = ManifestKind.allCases.map(\.rawValue)
    let meant = nearest(to: kind, among: kinds)
    diagnostics.append(
      Diagnostic(
        "kind.unknown", .error, "there is no kind '\(kind)'", at: node.range,
        help: meant.map { "did you mean '\($0)'?" } ?? "the kinds are \(kinds.joined(separator: ", "))",
        fix: meant.map { TextEdit(node.range, replacement: $0) }))
  }

  fileprivate mutating func unknownVersion(_ node: Node) {
    diagnostics.append(
      Diagnostic(
        "apiVersion.unknown", .error, "'\(node.string)' is not a version of the manifest language", at: node.range,
        help: "this weft reads 'weft/v1'", fix: TextEdit(node.range, replacement: "weft/v1")))
  }
}

extension Declared where Spec: ManifestSpec {
  /// The object as a whole YAML document.
  package var document: ManifestValue {
    var metadata = [ManifestValue.Member("name", .text(name))]
    if let namespace { metadata.append(.init("namespace", .text(namespace))) }
    if !labels.isEmpty { metadata.append(.init("labels", Codec<[Label]>.labels.encode(labels))) }
    if annotations != Annotations() { metadata.append(.init("annotations", Codec<Annotations>.annotations.encode(annotations))) }
    return .mapping([
      .init("apiVersion", .word("weft/v1")),
      .init("kind", .word(Spec.kind.rawValue)),
      .init("metadata", .mapping(metadata)),
      .init("spec", .mapping(Spec.table.encode(spec))),
    ])
  }
}
