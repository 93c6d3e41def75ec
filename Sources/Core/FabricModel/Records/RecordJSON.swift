package import Documents

/// How a record is written as JSON.
package enum RecordForm: Sendable {
  /// Every field, null where there is none: plans.
  case full
  /// Only the fields that are managed: the ledger, where "not managed" must come back as it was.
  case managed
}

extension Record {
  package func write(_ json: inout JSONWriter, as form: RecordForm = .full) {
    json.object { json in
      json.key("kind")
      json.string(kind)
      switch self {
      case .network(let record): Self.write(record, named: "name", &json, form)
      case .vsan(let record): Self.write(record, named: "name", &json, form)
      case .profile(let record): Self.write(record, named: "name", &json, form)
      case .vport(let record):
        json.key("profile")
        json.string(record.profile)
        json.key("name")
        json.string(record.name)
        json.key("appliance")
        json.string(record.appliance)
        Self.writeFields(of: record, &json, form)
        if form == .full {
          json.key("active")
          json.bool(record.isActive)
        }
      case .adapter(let record): Self.write(record, named: "slot", &json, form)
      case .port(let record): Self.write(record, named: "port", &json, form)
      }
    }
  }

  private static func write<Body: FabricRecord>(_ record: Body, named key: String, _ json: inout JSONWriter, _ form: RecordForm) {
    json.key(key)
    json.string(record.name)
    writeFields(of: record, &json, form)
  }

  private static func writeFields<Body: FabricRecord>(of record: Body, _ json: inout JSONWriter, _ form: RecordForm) {
    for field in record.fields {
      if form == .managed, !field.isSet(record) { continue }
      json.key(field.name)
      json.value(field.value(record) ?? .null)
    }
    if form == .full || record.owner != nil {
      json.key("owner")
      if let owner = record.owner { json.string(owner) } else { json.null() }
    }
  }
}

extension JSONWriter {
  package mutating func value(_ value: FieldValue) {
    switch value {
    case .null: null()
    case .bool(let value): bool(value)
    case .integer(let value): integer(value)
    case .string(let value): string(value)
    case .list(let items): array { json in for item in items { json.string(item) } }
    }
  }
}

/// What makes a record's JSON unreadable.
package struct RecordError: Error, CustomStringConvertible {
  package let description: String

  package init(description: String) { self.description = description }
}

extension Record: Decodable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Reads what `write` wrote, in either form; a member that is missing is a field that is not managed.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func member(_ key: String) throws -> String { try container.decode(String.self, forKey: Key(stringValue: key)) }
    func filled<Body: FabricRecord>(_ empty: Body) throws -> Body {
      var record = empty
      let owner = Key(stringValue: "owner")
      if container.contains(owner) { record.owner = try container.decode(String?.self, forKey: owner) }
      for field in record.fields where container.contains(Key(stringValue: field.name)) {
        let value = try container.decode(FieldValue.self, forKey: Key(stringValue: field.name))
        if !field.setValue(&record, value), value != .null {
          throw RecordError(description: "'\(value.text)' is no value of '\(field.name)'")
        }
      }
      return record
    }
    switch try member("kind") {
    case "network": self = .network(try filled(NetworkRecord(name: try member("name"))))
    case "vsan": self = .vsan(try filled(VSANRecord(name: try member("name"))))
    case "profile": self = .profile(try filled(ProfileRecord(name: try member("name"))))
    case "adapter":
      guard let slot = UInt8(try member("slot")) else { throw RecordError(description: "no slot number") }
      self = .adapter(try filled(AdapterRecord(slot: slot)))
    case "port":
      guard let port = SlotPort(try member("port")) else { throw RecordError(description: "no port number") }
      self = .port(try filled(PortRecord(slotPort: port)))
    case let word:
      guard let kind = VPortRecord.Kind(rawValue: word) else { throw RecordError(description: "no kind '\(word)'") }
      let empty = VPortRecord(kind: kind, profile: try member("profile"), name: try member("name"), appliance: try member("appliance"))
      self = .vport(try filled(empty))
    }
  }
}

extension FieldValue: Decodable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .integer(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else {
      self = .list(try container.decode([String].self))
    }
  }
}
