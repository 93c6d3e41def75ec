internal import Documents
package import FabricModel

/// Changes that take effect together or not at all.
package struct APIBatch: Hashable, Sendable, Decodable {
  /// Changes in one batch, at most.
  package static let mostChanges = 10_000

  package var changes: [RecordChange]

  package init(_ changes: [RecordChange]) { self.changes = changes }

  package var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("changes")
      json.array(changes) { json, change in
        json.object { json in
          json.key("before")
          json.optional(change.before) { $1.write(&$0) }
          json.key("after")
          json.optional(change.after) { $1.write(&$0) }
        }
      }
    }
    return json.bytes
  }

  private struct Change: Decodable {
    let before: Record?
    let after: Record?
  }

  private enum Key: CodingKey { case changes }

  package init(from decoder: any Decoder) throws {
    let changes = try decoder.container(keyedBy: Key.self).decode([Change].self, forKey: .changes)
    self.changes = try changes.map { change in
      guard change.before != nil || change.after != nil else { throw RecordError(description: "a change has neither 'before' nor 'after'") }
      let addresses = [change.before, change.after].compactMap { $0?.address }
      guard Set(addresses).count == 1 else { throw RecordError(description: "a change's 'before' and 'after' are of different objects") }
      return RecordChange(before: change.before, after: change.after)
    }
  }
}

/// What is wrong (RFC 9457), and which objects stand against it.
package struct APIProblem: Error, Hashable, Sendable, Decodable {
  package static let contentType = "application/problem+json"

  /// An object that is not as a change expects it.
  package struct Conflict: Hashable, Sendable, Decodable {
    package let address: String
    package let expected: String
    package let found: String

    package init(address: String, expected: String, found: String) {
      self.address = address
      self.expected = expected
      self.found = found
    }
  }

  /// The last part of the problem's type, such as `conflict`.
  package let kind: String
  package let status: Int
  package let title: String
  package let detail: String
  package let conflicts: [Conflict]

  package init(_ status: Int, _ kind: String, _ title: String, _ detail: String, conflicts: [Conflict] = []) {
    self.kind = kind
    self.status = status
    self.title = title
    self.detail = detail
    self.conflicts = conflicts
  }

  private static let prefix = "urn:weft:problem:"

  package var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("type")
      json.string(Self.prefix + kind)
      json.key("title")
      json.string(title)
      json.key("status")
      json.integer(status)
      json.key("detail")
      json.string(detail)
      json.key("conflicts")
      json.array(conflicts) { json, conflict in
        json.object { json in
          json.key("address")
          json.string(conflict.address)
          json.key("expected")
          json.string(conflict.expected)
          json.key("found")
          json.string(conflict.found)
        }
      }
    }
    return json.bytes
  }

  private enum Key: CodingKey { case type, title, status, detail, conflicts }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let type = try container.decodeIfPresent(String.self, forKey: .type) ?? "about:blank"
    kind = type.hasPrefix(Self.prefix) ? String(type.dropFirst(Self.prefix.count)) : type
    title = try container.decodeIfPresent(String.self, forKey: .title) ?? ""
    status = try container.decode(Int.self, forKey: .status)
    detail = try container.decodeIfPresent(String.self, forKey: .detail) ?? ""
    conflicts = try container.decodeIfPresent([Conflict].self, forKey: .conflicts) ?? []
  }
}

/// Who holds an appliance, and until when.
package struct APILease: Hashable, Sendable, Codable {
  /// Only ever grows: whoever has an older one has lost the appliance.
  package let token: Int64
  package let holder: String
  /// Seconds since 1970.
  package let expiresAt: Int64

  package init(token: Int64, holder: String, expiresAt: Int64) {
    self.token = token
    self.holder = holder
    self.expiresAt = expiresAt
  }

  /// What is asked for.
  package struct Request: Hashable, Sendable, Codable {
    /// A lease lasts so long at most.
    package static let longestSeconds: Int64 = 3600

    package let holder: String
    /// Who takes over from its own earlier holders at once, and sees to it itself that they are gone; absent waits for them.
    package let owner: String?
    package let seconds: Int64

    package init(holder: String, owner: String?, seconds: Int64) {
      self.holder = holder
      self.owner = owner
      self.seconds = seconds
    }
  }
}

/// What became of a request with an idempotency key.
package struct APIReceipt: Hashable, Sendable, Codable {
  package let key: String
  /// The status that it was answered with.
  package let status: Int
  /// The entity tag of the configuration after it.
  package let revision: String

  package init(key: String, status: Int, revision: String) {
    self.key = key
    self.status = status
    self.revision = revision
  }
}

/// What the configuration does not say: what an appliance sees of its surroundings.
package struct APIHealth: Hashable, Sendable, Codable {
  package struct Port: Hashable, Sendable, Codable {
    /// `SLOT/PORT`
    package let port: String
    package let linkUp: Bool
    package let receivedBytes: Int64
    package let sentBytes: Int64

    package init(port: String, linkUp: Bool, receivedBytes: Int64 = 0, sentBytes: Int64 = 0) {
      self.port = port
      self.linkUp = linkUp
      self.receivedBytes = receivedBytes
      self.sentBytes = sentBytes
    }
  }

  package let name: String
  package let model: String
  package let software: String
  /// `ok` or `starting`.
  package let status: String
  package let uptimeSeconds: Int64
  package let ports: [Port]

  package init(name: String, model: String, software: String, status: String, uptimeSeconds: Int64, ports: [Port]) {
    self.name = name
    self.model = model
    self.software = software
    self.status = status
    self.uptimeSeconds = uptimeSeconds
    self.ports = ports
  }
}
