package import Documents
internal import FabricModel

// The wording of what planning has to say about manifests.
extension Diagnostic {
  static func duplicateName(_ kind: ManifestKind, _ name: String, at place: SourceRange?, first: SourceRange?) -> Diagnostic {
    Diagnostic(
      "name.duplicate", .error, "there are two objects of kind \(kind.rawValue) named '\(name)'", at: place,
      related: first.map { [Related("the first one", at: $0)] } ?? [])
  }

  static func badNativeName(_ name: String, at place: SourceRange?) -> Diagnostic {
    Diagnostic(
      "nativeName.invalid", .error, "'\(name)' can't be the name of something on an appliance: it is empty, or has a blank or a '/'",
      at: place)
  }

  static func noServerFree(_ profile: Declared<ServerProfile>, matching: Int, at place: SourceRange?) -> Diagnostic {
    Diagnostic(
      "server.noneFree", .error,
      matching == 0
        ? "no server is such as profile '\(profile.name)' asks for"
        : "profile '\(profile.name)' finds no free server: the \(matching) that would do bear\(matching == 1 ? "s" : "") other profiles",
      at: place,
      help: matching == 0 ? "compare the Servers' labels, model and role with the selector" : "add a Server, or widen the selector")
  }

  static func nothingToLend(_ lease: Declared<AdapterLease>, of candidates: Int, at place: SourceRange?) -> Diagnostic {
    Diagnostic(
      "lease.noneFree", .error,
      "no adapter of pool '\(lease.spec.pool ?? "")' is free to lend: of its \(candidates) exclusive ones each is lent already", at: place,
      help: "add an exclusive adapter to the pool, or wait until a lease ends")
  }

  static func reservedName(_ name: String, at place: SourceRange?) -> Diagnostic {
    Diagnostic(
      "name.reserved", .error, "a profile can't be named '\(name)': '\(name)/x' is the address of another kind of object", at: place,
      help: "'\(name)-1' would do")
  }

  static func doubled(_ what: String, in owner: String, at place: SourceRange?) -> Diagnostic {
    Diagnostic("name.duplicate", .error, "\(what) occurs twice in \(owner)", at: place)
  }

  package static func unknownReference(_ what: String, _ name: String, among names: [String], at place: SourceRange?) -> Diagnostic {
    let meant = nearest(to: name, among: names)
    let all = names.count <= 8 && !names.isEmpty ? "there is \(names.map { "'\($0)'" }.joined(separator: ", "))" : nil
    return Diagnostic(
      "reference.unknown", .error, "no \(what) named '\(name)'", at: place, help: meant.map { "did you mean '\($0)'?" } ?? all,
      fix: meant.flatMap { meant in isSlip(name, for: meant) ? place.map { TextEdit($0, replacement: meant) } : nil })
  }

  static func unknownModel(_ what: String, _ model: String, among names: [String], at place: SourceRange?) -> Diagnostic {
    let meant = nearest(to: model, among: names)
    return Diagnostic(
      "catalogue.unknown", .error, "the catalogue has no \(what) model '\(model)'", at: place,
      help: meant.map { "did you mean '\($0)'?" } ?? "it has \(names.joined(separator: ", "))",
      fix: meant.flatMap { name in place.map { TextEdit($0, replacement: name) } })
  }

  static func noSuchSlot(_ slot: UInt8, _ count: Int, _ model: String, at place: SourceRange?) -> Diagnostic {
    Diagnostic("inventory.noSuchSlot", .error, "there is no slot \(slot): a \(model) has \(count)", at: place)
  }

  static func noSuchPort(_ port: UInt8, _ model: AdapterModel, at place: SourceRange?) -> Diagnostic {
    Diagnostic("inventory.noSuchPort", .error, "there is no port \(port): \(model.name) has \(model.ports)", at: place)
  }

  static func noSuchPortAddress(_ port: PortAddress, at place: SourceRange?) -> Diagnostic {
    Diagnostic("inventory.noSuchPort", .error, "there is no port \(port)", at: place)
  }

  static func noSuchServerPort(_ port: Int, _ count: Int, _ appliance: String, at place: SourceRange?) -> Diagnostic {
    Diagnostic("inventory.noSuchPort", .error, "there is no server port \(port): \(appliance) has \(count)", at: place)
  }

  static func notShareable(_ model: AdapterModel, at place: SourceRange?) -> Diagnostic {
    Diagnostic(
      "adapter.notShareable", .error, "\(model.name) can't be shared: it has neither SR-IOV nor NPIV", at: place,
      help: "lend it whole: 'sharing: exclusive'")
  }

  static func mismatch(_ what: String, _ asserted: String, _ reported: String, at place: SourceRange?) -> Diagnostic {
    Diagnostic(
      "inventory.mismatch", .error, "the \(what) \(asserted) in the manifests and \(reported)", at: place,
      help: "weft can't change hardware or cables: correct whichever is wrong")
  }

  static func cableConflict(_ port: String, _ one: String, _ other: String, at place: SourceRange?, first: SourceRange?) -> Diagnostic {
    Diagnostic(
      "cabling.conflict", .error, "\(port) has one cable, but \(one) and \(other) both claim it", at: place,
      related: first.map { [Related("the first claim", at: $0)] } ?? [])
  }

  static func serverConflict(
    _ server: String, _ one: String, _ other: String, at place: SourceRange?, first: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      "server.conflict", .error, "server '\(server)' can bear one profile, but \(one) and \(other) both ask for it", at: place,
      related: first.map { [Related("the first one", at: $0)] } ?? [], help: "write 'server: none' in one of them")
  }

  static func wrongPoolType(_ name: String, _ found: PoolType, _ wanted: PoolType, at place: SourceRange?) -> Diagnostic {
    Diagnostic("reference.wrongType", .error, "adapter pool '\(name)' has \(found) ports, not \(wanted) ones", at: place)
  }

  static func wrongAddressType(_ name: String, _ found: AddressPoolType, _ wanted: AddressType, at place: SourceRange?) -> Diagnostic {
    Diagnostic("reference.wrongType", .error, "address pool '\(name)' has addresses of type \(found), not \(wanted)", at: place)
  }

  static func minimumOverMaximum(_ minimum: Bitrate, _ maximum: Bitrate, at place: SourceRange?) -> Diagnostic {
    Diagnostic("rate.minimumOverMaximum", .error, "the guaranteed rate \(minimum) is above the cap \(maximum)", at: place)
  }

  static func badISCSIDisk(_ disk: ISCSIBoot, at place: SourceRange?) -> Diagnostic {
    Diagnostic(
      "iscsi.invalid", .error, "'\(disk.text)' can't be read as one iSCSI disk again: a name or the portal holds a character it may not",
      at: place, help: "iSCSI names have letters, digits, '.', '-' and ':' only, and a portal is an address and a port: 10.0.0.5:3260")
  }

  static func badIdentity(_ identity: Identity, _ problem: String, at place: SourceRange?) -> Diagnostic {
    Diagnostic("identity.invalid", .error, "\(identity) can't be given to a v-port: it is \(problem)", at: place)
  }

  static func duplicateIdentity(
    _ identity: Identity, _ one: String, _ other: String, at place: SourceRange?, first: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      "identity.duplicate", .error, "\(identity) is given to both \(one) and \(other)", at: place,
      related: first.map { [Related("the first time", at: $0)] } ?? [])
  }

  static func badBlock(_ pool: String, _ problem: String, at place: SourceRange?) -> Diagnostic {
    Diagnostic("pool.invalidBlock", .error, "address pool '\(pool)': \(problem)", at: place)
  }

  static func poolExhausted(_ pool: String, _ size: UInt64, missing: Int, _ first: String, at place: SourceRange?) -> Diagnostic {
    let why = size == 0 ? "it is empty" : "all its \(size) are taken, reserved or resting"
    return Diagnostic(
      "pool.exhausted", .error, "address pool '\(pool)' is \(missing) short: \(why), and \(first) is the first without one",
      at: place, help: "add a block to the pool")
  }

  static func noAddressPool(
    _ type: AddressType, _ owner: String, others: Int, candidates: [String], at place: SourceRange?
  ) -> Diagnostic {
    let who = others > 0 ? "\(owner) and \(others) more need" : "\(owner) needs"
    return candidates.isEmpty
      ? Diagnostic(
        "pool.missing", .error, "\(who) a \(type) and there is no address pool to take it from", at: place,
        help: "add an AddressPool of type \(type), or write the address down")
      : Diagnostic(
        "pool.ambiguous", .error, "\(who) a \(type) and \(candidates.joined(separator: ", ")) all have some", at: place,
        help: "name one of them, or mark one 'default: true'")
  }

  static func noPlace(_ address: VPortAddress, _ failure: FailedPlacement, at place: SourceRange?) -> Diagnostic {
    let found = failure.finding.map { "; \($0)" } ?? ""
    return Diagnostic("placement.none", .error, "no port for \(address): \(failure.explanation)\(found)", at: place, help: failure.help)
  }

  /// That a search was given up proves nothing, so this doesn't say that there is none.
  static func noPlaceFound(_ address: VPortAddress, _ failure: FailedPlacement, within steps: Int, at place: SourceRange?) -> Diagnostic {
    Diagnostic(
      "placement.none", .error,
      "no port for \(address) was found within \(steps) steps of moving other v-ports around: \(failure.explanation)", at: place,
      help: failure.help)
  }
}
