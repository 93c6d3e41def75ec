internal import Documents
internal import FabricModel

// The terms of a plan as JSON: sets as sorted lists, tables as objects with sorted keys.

extension SafetyTerms {
  func write(_ json: inout JSONWriter) {
    json.object { json in
      json.key("groups")
      json.object { json in
        for profile in groups.keys.sorted() {
          json.list(profile, groups[profile] ?? []) { $1.write(&$0) }
        }
      }
      json.table("policies", policies) { $0.string($1) }
      json.table("maxUnavailable", maxUnavailable) { $0.integer($1) }
      json.member("mayBeUnavailable", mayBeUnavailable)
      json.table("fenced", fenced) { $0.string($1) }
      json.table("reservable", Dictionary(uniqueKeysWithValues: reservable.map { ($0.key.description, $0.value) })) {
        $0.string($1.description)
      }
      json.list("attachesAdapters", attachesAdapters.sorted()) { $0.string($1) }
      json.list("transferable", transferable.map(\.description).sorted()) { $0.string($1) }
    }
  }
}

extension SafetyTerms.Group {
  fileprivate func write(_ json: inout JSONWriter) {
    json.object { json in
      json.member("name", name)
      json.list("members", members) { $0.string($1) }
      json.member("minAvailable", minAvailable)
    }
  }
}

extension JSONWriter {
  fileprivate mutating func table<Value>(_ name: String, _ table: [String: Value], _ body: (inout JSONWriter, Value) -> Void) {
    key(name)
    object { json in
      for key in table.keys.sorted() {
        json.key(key)
        if let value = table[key] { body(&json, value) }
      }
    }
  }
}

extension SafetyTerms: Decodable {
  private enum Key: String, CodingKey {
    case groups, policies, maxUnavailable, mayBeUnavailable, fenced, reservable, attachesAdapters, transferable
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init()
    groups = try container.decode([String: [GroupWire]].self, forKey: .groups).mapValues { $0.map(\.group) }
    policies = try container.decode([String: String].self, forKey: .policies)
    maxUnavailable = try container.decode([String: Int].self, forKey: .maxUnavailable)
    mayBeUnavailable = try container.decode(Int?.self, forKey: .mayBeUnavailable)
    fenced = try container.decode([String: String].self, forKey: .fenced)
    for (text, share) in try container.decode([String: String].self, forKey: .reservable) {
      guard let port = PortAddress(text), let percent = Percent(share) else { throw PlanReadError.malformed("reservable '\(text)'") }
      reservable[port] = percent
    }
    attachesAdapters = Set(try container.decode([String].self, forKey: .attachesAdapters))
    for text in try container.decode([String].self, forKey: .transferable) {
      guard let identity = Identity(text) else { throw PlanReadError.malformed("identity '\(text)'") }
      transferable.insert(identity)
    }
  }
}

private struct GroupWire: Decodable {
  let name: String
  let members: [String]
  let minAvailable: Int
  var group: SafetyTerms.Group { SafetyTerms.Group(name: name, members: members, minAvailable: minAvailable) }
}
