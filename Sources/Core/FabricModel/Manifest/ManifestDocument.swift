package import Documents

extension Manifest {
  /// Decodes the documents of one tape, but for profiles and templates of profiles that build on others, which wait until those are known.
  ///
  /// - Parameters:
  ///   - tape: its index among the tapes read.
  ///   - superseded: the entries of objects that are no longer what they say (`Layers`).
  package static func decode(
    _ nodes: NodeTape, tape: Int, except superseded: Set<Int> = []
  ) -> (manifest: Manifest, diagnostics: [Diagnostic]) {
    var manifest = Manifest()
    var decoder = ManifestDecoder()
    let reading = Reading(tape: tape, superseded: superseded)
    nodes.forEachDocument { manifest.add($0, reading, &decoder) }
    return (manifest, decoder.diagnostics)
  }

  /// Decodes the profile or template of profiles at an entry, which has all that its templates give.
  mutating func addCompleted(_ node: Node, tape: Int, _ decoder: inout ManifestDecoder) {
    add(node, Reading(tape: tape, isCompleted: true), &decoder)
  }

  private struct Reading {
    let tape: Int
    var superseded: Set<Int> = []
    /// Nothing waits any more for what it builds on.
    var isCompleted = false
  }

  /// Adds one document, or remembers that it was lost.
  private mutating func add(_ node: Node, _ reading: Reading, _ decoder: inout ManifestDecoder) {
    if !reading.superseded.isEmpty, reading.superseded.contains(node.index) { return }
    let problems = decoder.diagnostics.count
    if !read(node, reading, &decoder), decoder.diagnostics.count > problems { lose(node) }
  }

  private mutating func lose(_ node: Node) {
    let metadata = node.isMapping ? node.value("metadata") : nil
    guard let metadata, metadata.isMapping, let name = metadata.value("name"), name.isScalar else {
      hasLostUnnamed = true
      return
    }
    lostNames.insert(name.string)
    if let meant = NameRule.object.suggestion(for: name.string) { lostNames.insert(meant) }
  }

  /// Reads one document: an object, or a `List` of them. False where nothing came of it.
  private mutating func read(_ node: Node, _ reading: Reading, _ decoder: inout ManifestDecoder) -> Bool {
    guard node.isMapping else {
      if !node.isNull { let _: Int? = decoder.mismatch(node, "a mapping with apiVersion, kind, metadata and spec") }
      return false
    }
    var envelope = Envelope()
    guard let kind = envelope.read(node, &decoder) else { return false }
    if kind == "List" {
      guard let items = envelope.items, items.isSequence else {
        decoder.missingField("items", in: "a List", at: node)
        return false
      }
      items.forEachItem { add($0, reading, &decoder) }
      // Its items are lost one by one.
      return true
    }
    guard let known = envelope.kind.flatMap({ ManifestKind(utf8: $0.bytes) }) else {
      decoder.unknownKind(envelope.kind ?? node, kind)
      return false
    }
    guard let metadata = envelope.metadata else {
      decoder.missingField("metadata", in: "a \(kind)", at: node)
      return false
    }
    if known == .ServerProfile || known == .ServerProfileTemplate, !reading.isCompleted, let spec = envelope.spec,
      let templates = spec.templates, let use = TemplateUse(node, known, metadata, templates, tape: reading.tape)
    {
      wait(for: use)
      return true
    }
    var head = Metadata()
    guard Metadata.table.decode(metadata, into: &head, &decoder) else { return false }
    head.origin = Origin(tape: reading.tape, node: node.index)
    return add(known, head, envelope.spec, at: node, reading, &decoder)
  }

  private mutating func wait(for use: TemplateUse) {
    if use.kind == .ServerProfile { templateUses.append(use) } else { composedTemplates.append(use) }
  }

  /// Each kind by its own name, so that the compiler makes code for each.
  private mutating func add(
    _ kind: ManifestKind, _ head: Metadata, _ spec: Node?, at node: Node, _ reading: Reading, _ decoder: inout ManifestDecoder
  ) -> Bool {
    switch kind {
    case .Appliance: add(Appliance.self, head, spec, at: node, reading, &decoder)
    case .AdapterPool: add(AdapterPool.self, head, spec, at: node, reading, &decoder)
    case .AddressPool: add(AddressPool.self, head, spec, at: node, reading, &decoder)
    case .Network: add(Network.self, head, spec, at: node, reading, &decoder)
    case .VSAN: add(VSAN.self, head, spec, at: node, reading, &decoder)
    case .QoSPolicy: add(QoSPolicy.self, head, spec, at: node, reading, &decoder)
    case .MaintenancePolicy: add(MaintenancePolicy.self, head, spec, at: node, reading, &decoder)
    case .Server: add(Server.self, head, spec, at: node, reading, &decoder)
    case .VNICTemplate: add(VNICTemplate.self, head, spec, at: node, reading, &decoder)
    case .VHBATemplate: add(VHBATemplate.self, head, spec, at: node, reading, &decoder)
    case .ServerProfileTemplate: add(ServerProfileTemplate.self, head, spec, at: node, reading, &decoder)
    case .ServerProfile: add(ServerProfile.self, head, spec, at: node, reading, &decoder)
    case .AdapterLease: add(AdapterLease.self, head, spec, at: node, reading, &decoder)
    case .Workload: add(Workload.self, head, spec, at: node, reading, &decoder)
    }
  }

  private mutating func add<Spec: ManifestSpec>(
    _ type: Spec.Type, _ head: Metadata, _ node: Node?, at object: Node, _ reading: Reading, _ decoder: inout ManifestDecoder
  ) -> Bool {
    var spec = Spec()
    let (table, problems) = (Spec.table, decoder.diagnostics.count)
    if let node, !node.isNull {
      let isPartial = Spec.completeness.isPartial(node, isCompleted: reading.isCompleted)
      guard table.decode(node, into: &spec, &decoder, isPartialWithin: isPartial) else { return false }
      if !reading.isCompleted, spec.hasVPortTemplates, !head.name.isEmpty {
        decoder.diagnostics.removeSubrange(problems...)
        wait(for: TemplateUse(kind: Spec.kind, name: head.name, templates: [], origin: head.origin))
        return true
      }
    } else {
      for field in table.fields where field.isRequired { decoder.missingField(field.name, in: table.subject, at: object) }
    }
    guard !head.name.isEmpty else { return false }
    var declared = Declared(name: head.name, labels: head.labels, annotations: head.annotations, spec: spec, origin: head.origin)
    declared.namespace = head.namespace
    declared.isPartial = decoder.diagnostics.count > problems
    self[keyPath: Spec.objects].append(declared)
    return true
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
