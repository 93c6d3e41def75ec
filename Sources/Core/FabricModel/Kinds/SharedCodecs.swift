internal import Documents

// How the values that several kinds share are written.

extension Codec<Bitrate> {
  package static let rate = Codec.parsed()
}

extension Codec<VLANID> {
  package static let vlanID = Codec<Int>.integer(1...4094).map({ VLANID($0) }, { Int($0.rawValue) })
}

extension Codec<VSANID> {
  package static let vsanID = Codec<Int>.integer(1...4093).map({ VSANID($0) }, { Int($0.rawValue) })
}

extension Codec<Int> {
  /// Ethernet payload; 9216 is the most any of the catalogue's cards carries when shared, 16110 when not.
  package static let mtu = Codec.integer(576...16110)

  /// How many of something there may be.
  package static let count = Codec.integer(1...1_000_000)
}

extension Codec<UInt8> {
  package static let slotNumber = Codec<Int>.integer(1...255).map({ UInt8($0) }, { Int($0) })
}

extension Codec<VLANSet> {
  /// One number, or numbers and ranges as a text.
  private static let part = Shape.either([.integer(1...4094), .formed(form)])

  private static let form = TextForm(
    "a set of VLAN ids such as 1-100,200", wrong: "vlan.invalid",
    pattern: "^none$|^ *\(range) *(, *\(range) *)*$", examples: ["1-100,200", "none"])

  private static let id = "([1-9][0-9]{0,2}|[1-3][0-9]{3}|40[0-8][0-9]|409[0-4])"
  private static let range = "\(id)(-\(id))?"

  /// `1-100,200`, or a list of such texts and of numbers.
  package static let vlanSet = Codec("VLAN ids such as 1-100,200", .either([part, .list(of: part, key: nil)])) { node, decoder in
    func part(_ node: Node) -> VLANSet? {
      guard node.isScalar else { return decoder.mismatch(node, "VLAN ids such as 1-100,200") }
      return VLANSet(utf8: node.bytes) ?? decoder.malformed(node, form.expectation, id: form.wrong)
    }
    guard node.isSequence else { return part(node) }
    var all = VLANSet()
    node.forEachItem { if let some = part($0) { all = all.union(some) } }
    return all
  } encode: {
    .text($0.description)
  }
}

extension Codec<[String]> {
  /// Names of templates: one as a plain name, several as a list.
  static let templates = Codec(
    "a name or a list of names", .either([name.shape, names.shape])
  ) { node, decoder in
    guard node.isSequence else { return name.decode(node, &decoder).map { [$0] } }
    return names.decode(node, &decoder)
  } encode: {
    $0.count == 1 ? name.encode($0[0]) : names.encode($0)
  }

  private static let name = Codec<String>.reference()
  private static let names = Codec<[String]>.list(name)
}

extension Codec<DriverReference> {
  /// A URL, or a mapping with more.
  package static let driver = Codec(
    "a URL such as file:vio-1.xml", .either([.text, .object(DriverReference.table.outline)])
  ) { node, decoder in
    if node.isScalar { return Codec<String>.text.decode(node, &decoder).map { DriverReference(url: $0) } }
    var driver = DriverReference(url: "")
    return DriverReference.table.decode(node, into: &driver, &decoder) ? driver : nil
  } encode: {
    $0 == DriverReference(url: $0.url) ? .text($0.url) : .mapping(DriverReference.table.encode($0))
  }
}

extension Codec<[Label]> {
  /// A mapping of texts.
  package static let labels = Codec("a mapping of texts", .texts(known: [])) { node, decoder in
    guard node.isMapping else { return decoder.mismatch(node, "a mapping of texts") }
    var labels: [Label] = []
    node.forEachPair { key, value in
      guard key.isScalar, let text = Codec<String>.text.decode(value, &decoder) else { return }
      labels.append(Label(key: key.string, value: text))
    }
    return labels.sorted()
  } encode: { labels in
    .mapping(labels.map { ManifestValue.Member($0.key, .text($0.value)) })
  }
}

/// Where a v-port's or a profile's identity comes from.
package enum IdentitySource<Value: Hashable & Sendable>: Hashable, Sendable {
  case pool(String)
  case fixed(Value)
  /// It makes no sense, which was said: nothing is dealt in its place.
  case broken
}

extension IdentitySource where Value: FormedText {
  /// `{pool: NAME}`, `{static: ADDRESS}`, or just the address.
  package static func codec() -> Codec<IdentitySource> {
    let address = Codec<Value>.parsed()
    let table = Table<IdentityChoice<Value>>(
      "an identity",
      [
        Field("pool", .reference(), "the AddressPool to take it from", { $0.pool }, { $0.pool = $1 }),
        Field("static", address, "the address itself", { $0.fixed }, { $0.fixed = $1 }),
      ], isChoice: true)
    let shape = Shape.either([.formed(Value.form), .object(table.outline)])
    return Codec("{pool: NAME}, {static: ADDRESS} or an address", shape) { node, decoder in
      if node.isScalar { return address.decode(node, &decoder).map(IdentitySource.fixed) ?? .broken }
      var choice = IdentityChoice<Value>()
      let before = decoder.diagnostics.count
      guard table.decode(node, into: &choice, &decoder), decoder.diagnostics.count == before else { return .broken }
      switch (choice.pool, choice.fixed) {
      case (let pool?, nil): return .pool(pool)
      case (nil, let fixed?): return .fixed(fixed)
      default: return decoder.mismatch(node, "either 'pool' or 'static'") ?? .broken
      }
    } encode: {
      switch $0 {
      case .pool(let name): .inline([.init("pool", .text(name))])
      case .fixed(let value): .inline([.init("static", .text(value.description))])
      case .broken: .inline([])
      }
    }
  }
}

extension IdentitySource where Value: FormedText {
  /// `{pool: NAME}`: what a template may say, since an address belongs to one v-port only.
  static func pooled() -> Codec<IdentitySource> {
    let table = Table<IdentityChoice<Value>>(
      "an identity in a template", [Field("pool", .reference(), "the AddressPool to take it from", { $0.pool }, { $0.pool = $1 })],
      isChoice: true)
    return Codec("{pool: NAME}, since each v-port needs an address of its own", .object(table.outline)) { node, decoder in
      var choice = IdentityChoice<Value>()
      let before = decoder.diagnostics.count
      guard node.isMapping else {
        return decoder.mismatch(node, "{pool: NAME}, since each v-port needs an address of its own") ?? .broken
      }
      guard table.decode(node, into: &choice, &decoder), decoder.diagnostics.count == before else { return .broken }
      return choice.pool.map(IdentitySource.pool) ?? decoder.mismatch(node, "the field 'pool'") ?? .broken
    } encode: {
      codec().encode($0)
    }
  }
}

/// What a manifest says of an identity, before it is known to be just one of the two.
private struct IdentityChoice<Value: Hashable & Sendable>: Sendable {
  var pool: String?
  var fixed: Value?
}

extension Field {
  /// What becomes of those made from a template when it changes.
  static func templateUpdate(
    _ get: @escaping @Sendable (Value) -> TemplateUpdate?, _ set: @escaping @Sendable (inout Value, TemplateUpdate) -> Void
  ) -> Field {
    Field(
      "update", .word(), "whether profiles follow it when it changes (updating) or keep what it said when they were made (initial)",
      required: true, get, set)
  }

  /// What the appliance itself calls the thing, where that is no name of weft's.
  package static func nativeName(
    _ get: @escaping @Sendable (Value) -> String?, _ set: @escaping @Sendable (inout Value, String) -> Void
  ) -> Field {
    Field("nativeName", .text, "what the appliance calls it, where that is no name of this language", get, set)
  }
}
