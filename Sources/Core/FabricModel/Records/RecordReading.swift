internal import Documents

// Records from their own JSON without a decoder: the ledger holds a hundred thousand of them, which a keyed container turns into half a minute.

extension Record {
  /// Reads what `write` wrote, in either form; a member that is missing is a field that is not managed.
  package init(json text: String) throws(RecordError) {
    var text = text
    let result = text.withUTF8 { utf8 in
      Result { () throws(RecordError) in
        var reader = RecordReader(utf8)
        return try Record(members: try reader.members(), in: utf8)
      }
    }
    self = try result.get()
  }

  private init(members: [RecordReader.Member], in utf8: UnsafeBufferPointer<UInt8>) throws(RecordError) {
    // A bit for each member that is not to be looked for among the fields.
    var named: UInt64 = 0
    func name(_ key: RecordKey) throws(RecordError) -> String {
      for index in members.indices where key.name.equals(members[index].key) {
        guard case .string(let text) = members[index].value else { continue }
        if index < 64 { named |= 1 << UInt64(index) }
        return text
      }
      throw RecordError(description: "it has no '\(key.text)'")
    }
    func filled<Body: FabricRecord>(_ empty: Body) throws(RecordError) -> Body {
      var record = empty
      let fields = record.fields
      var next = 0
      for index in members.indices where index >= 64 || named & (1 << UInt64(index)) == 0 {
        // Members come in the order of the table, so the next one is mostly the right one.
        guard let field = members[index].find(fields, from: next) else {
          if RecordKey.owner.name.equals(members[index].key), case .string(let owner) = members[index].value { record.owner = owner }
          continue
        }
        if !fields[field].setValue(&record, members[index].value), members[index].value != .null {
          throw RecordError(description: "'\(members[index].value.text)' is no value of '\(fields[field].name)'")
        }
        next = field + 1
      }
      return record
    }
    switch try name(.kind) {
    case "network": self = .network(try filled(NetworkRecord(name: try name(.name))))
    case "vsan": self = .vsan(try filled(VSANRecord(name: try name(.name))))
    case "profile": self = .profile(try filled(ProfileRecord(name: try name(.name))))
    case "adapter":
      guard let slot = UInt8(try name(.slot)) else { throw RecordError(description: "it has no slot number") }
      self = .adapter(try filled(AdapterRecord(slot: slot)))
    case "port":
      guard let port = SlotPort(try name(.port)) else { throw RecordError(description: "it has no port number") }
      self = .port(try filled(PortRecord(slotPort: port)))
    case let word:
      guard let kind = VPortRecord.Kind(rawValue: word) else { throw RecordError(description: "there is no kind '\(word)'") }
      self = .vport(
        try filled(VPortRecord(kind: kind, profile: try name(.profile), name: try name(.name), appliance: try name(.appliance))))
    }
  }
}

/// The members that are no fields.
private struct RecordKey {
  let text: String
  let name: ByteName

  private init(_ text: String) { (self.text, name) = (text, ByteName(text)) }

  static let kind = RecordKey("kind")
  static let name = RecordKey("name")
  static let profile = RecordKey("profile")
  static let appliance = RecordKey("appliance")
  static let slot = RecordKey("slot")
  static let port = RecordKey("port")
  static let owner = RecordKey("owner")
}

/// Reads one flat JSON object of bools, integers, strings and lists of strings.
private struct RecordReader {
  struct Member {
    let key: ByteName.Candidate
    let value: FieldValue
  }

  private let utf8: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ utf8: UnsafeBufferPointer<UInt8>) { self.utf8 = utf8 }

  mutating func members() throws(RecordError) -> [Member] {
    var members: [Member] = []
    members.reserveCapacity(20)
    try expect("{")
    if !take("}") {
      repeat {
        try expect("\"")
        let start = position
        while position < utf8.count, utf8[position] != UInt8(ascii: "\"") { position += 1 }
        let key = ByteName.Candidate(UnsafeBufferPointer(rebasing: utf8[start..<position]))
        try expect("\"")
        try expect(":")
        members.append(Member(key: key, value: try value()))
      } while take(",")
      try expect("}")
    }
    skipBlanks()
    guard position == utf8.count else { throw Self.malformed }
    return members
  }

  private static let malformed = RecordError(description: "it is no JSON of a record")

  private mutating func value() throws(RecordError) -> FieldValue {
    if take("\"") { return .string(try string()) }
    if take("[") {
      var items: [String] = []
      if take("]") { return .list(items) }
      repeat {
        try expect("\"")
        items.append(try string())
      } while take(",")
      try expect("]")
      return .list(items)
    }
    let start = position
    while position < utf8.count, utf8[position] != UInt8(ascii: ","), utf8[position] != UInt8(ascii: "}"), utf8[position] > 0x20 {
      position += 1
    }
    let word = UnsafeBufferPointer(rebasing: utf8[start..<position])
    if let number = Int(utf8: word) { return .integer(Int64(number)) }
    switch String(decoding: word, as: UTF8.self) {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    case let word:
      guard let number = Int64(word), word.first != "+" else { throw Self.malformed }
      return .integer(number)
    }
  }

  /// After the opening quote.
  private mutating func string() throws(RecordError) -> String {
    let start = position
    position = end(ofPlainTextFrom: start)
    guard position < utf8.count else { throw Self.malformed }
    if utf8[position] == UInt8(ascii: "\\") { return try escapedString(from: start) }
    defer { position += 1 }
    return String(decoding: UnsafeBufferPointer(rebasing: utf8[start..<position]), as: UTF8.self)
  }

  /// Where the next quote or backslash stands, or the end.
  private func end(ofPlainTextFrom start: Int) -> Int {
    var end = start
    while end < utf8.count, utf8[end] != UInt8(ascii: "\""), utf8[end] != UInt8(ascii: "\\") { end += 1 }
    return end
  }

  private mutating func escapedString(from start: Int) throws(RecordError) -> String {
    var units = Array(String(decoding: utf8[start..<position], as: UTF8.self).utf16)
    while position < utf8.count {
      let byte = utf8[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: units, as: UTF16.self)
      case UInt8(ascii: "\\"): units.append(try escape())
      case 0..<0x80: units.append(UInt16(byte))
      default:
        let first = position - 1
        while position < utf8.count, utf8[position] >= 0x80 { position += 1 }
        units += Array(String(decoding: utf8[first..<position], as: UTF8.self).utf16)
      }
    }
    throw Self.malformed
  }

  /// After the backslash (RFC 8259, section 7).
  private mutating func escape() throws(RecordError) -> UInt16 {
    guard position < utf8.count else { throw Self.malformed }
    defer { position += 1 }
    switch utf8[position] {
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case let byte where [UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/")].contains(byte): return UInt16(byte)
    case UInt8(ascii: "u") where position + 4 < utf8.count:
      position += 4
      let digits = String(decoding: utf8[(position - 3)...position], as: UTF8.self)
      guard let unit = UInt16(digits, radix: 16) else { throw Self.malformed }
      return unit
    default: throw Self.malformed
    }
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(RecordError) {
    if !take(character) { throw Self.malformed }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard position < utf8.count, utf8[position] == UInt8(ascii: character) else { return false }
    position += 1
    // Blanks of a text belong to it.
    if character != "\"" { skipBlanks() }
    return true
  }

  private mutating func skipBlanks() {
    while position < utf8.count, utf8[position] <= 0x20 { position += 1 }
  }
}

extension RecordReader.Member {
  func find<Body>(_ fields: [RecordField<Body>], from next: Int) -> Int? {
    for index in next..<fields.count where fields[index].byteName.equals(key) { return index }
    for index in 0..<min(next, fields.count) where fields[index].byteName.equals(key) { return index }
    return nil
  }
}
