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
    add(known, head, envelope.spec, at: node, &decoder)
  }

  private mutating func add(
    _ kind: ManifestKind, _ head: Metadata, _ spec: Node?, at node: Node, _ decoder: inout ManifestDecoder
  ) {
    switch kind {
    case .Appliance: Self.append(to: &appliances, Appliance(), Appliance.table, head, spec, at: node, &decoder)
    case .AdapterPool: Self.append(to: &adapterPools, AdapterPool(), AdapterPool.table, head, spec, at: node, &decoder)
    case .AddressPool: Self.append(to: &addressPools, AddressPool(), AddressPool.table, head, spec, at: node, &decoder)
    case .Network: Self.append(to: &networks, Network(), Network.table, head, spec, at: node, &decoder)
    case .VSAN: Self.append(to: &vsans, VSAN(), VSAN.table, head, spec, at: node, &decoder)
    case .Server: Self.append(to: &servers, Server(), Server.table, head, spec, at: node, &decoder)
    case .ServerProfile: Self.append(to: &profiles, ServerProfile(), ServerProfile.table, head, spec, at: node, &decoder)
    }
  }

  private static func append<Spec>(
    to list: inout [Declared<Spec>], _ empty: Spec, _ table: Table<Spec>, _ head: Metadata, _ node: Node?, at object: Node,
    _ decoder: inout ManifestDecoder
  ) {
    var spec = empty
    let problems = decoder.diagnostics.count
    if let node, !node.isNull {
      guard table.decode(node, into: &spec, &decoder) else { return }
    } else {
      for field in table.fields where field.isRequired { decoder.missingField(field.name, in: table.subject, at: object) }
    }
    guard !head.name.isEmpty else { return }
    var declared = Declared(name: head.name, labels: head.labels, spec: spec, origin: head.origin)
    declared.isPartial = decoder.diagnostics.count > problems
    list.append(declared)
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
private struct Metadata: Sendable {
  var name = ""
  var labels: [Label] = []
  var annotations: [Label] = []
  var origin = Origin.none

  static let table = Table<Metadata>(
    "metadata",
    [
      Field("name", .name(.object), "unique among its kind", required: true, { $0.name }, { $0.name = $1 }),
      Field("labels", .labels, "for selectors", { $0.labels }, { $0.labels = $1 }),
      Field("annotations", .annotations, "for other tools", { $0.annotations }, { $0.annotations = $1 }),
      .notYet("namespace"),
    ])
}

extension Codec<[Label]> {
  /// Annotations of other tools pass; those of weft itself ask for something, and are refused until it is carried out.
  fileprivate static let annotations = Codec("a mapping of texts") { node, decoder in
    let annotations = Codec.labels.decode(node, &decoder)
    node.forEachPair { key, _ in
      if key.isScalar, key.string.hasPrefix("weft/") { decoder.notYet(key, "the annotation '\(key.string)'") }
    }
    return annotations
  } encode: {
    Codec.labels.encode($0)
  }
}

extension ManifestDecoder {
  fileprivate mutating func unknownKind(_ node: Node, _ kind: String) {
    if ManifestKind.notYet.contains(kind) {
      notYet(node, "the kind \(kind)")
      return
    }
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

extension Declared {
  /// The object as a whole YAML document.
  package func document(_ kind: ManifestKind, _ table: Table<Spec>) -> ManifestValue {
    var metadata = [ManifestValue.Member("name", .text(name))]
    if !labels.isEmpty { metadata.append(.init("labels", Codec<[Label]>.labels.encode(labels))) }
    return .mapping([
      .init("apiVersion", .word("weft/v1")),
      .init("kind", .word(kind.rawValue)),
      .init("metadata", .mapping(metadata)),
      .init("spec", .mapping(table.encode(spec))),
    ])
  }
}
