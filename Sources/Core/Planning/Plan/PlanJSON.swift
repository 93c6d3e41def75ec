package import Documents
internal import FabricModel

// The plan as JSON, in the order of `schemas/plan.schema.json`.

extension Plan {
  /// The plan file: one JSON document.
  package func json(sources: SourceSet) -> [UInt8] {
    var json = JSONWriter(pretty: true)
    write(&json, sources: sources)
    return json.bytes
  }

  /// SHA-256 of the canonical plan: everything but the id, the tool and where things were written.
  package func digest() -> String {
    var json = JSONWriter.digesting
    write(&json, sources: nil)
    return json.sha256()
  }

  /// Without sources it is the canonical form.
  private func write(_ json: inout JSONWriter, sources: SourceSet?) {
    let isCanonical = sources == nil
    json.object { json in
      json.member("format", Self.format)
      if !isCanonical {
        json.member("id", id.isEmpty ? digest() : id)
        json.member("tool", tool)
        json.member("folder", folder)
        json.list("layers", layers) { $0.string($1) }
      }
      json.key("drivers")
      json.object { json in
        for name in drivers.keys.sorted() {
          json.key(name)
          json.optional(drivers[name]) { $1.write(&$0) }
        }
      }
      json.member("scope", scope)
      json.member("now", now?.description)
      json.member("validUntil", validUntil?.description)
      json.member("complete", complete)
      json.list("unread", unread) { $0.string($1) }
      json.key("fenced")
      json.object { json in for server in fenced.keys.sorted() { json.member(server, fenced[server]) } }
      json.key("limits")
      json.object { json in
        json.list("targets", limits.targets.words) { $0.string($1) }
        json.list("excludes", limits.excludes.words) { $0.string($1) }
      }
      json.member("applicable", isApplicable)
      writeBasis(&json)
      writeSummary(&json)
      json.list("changes", changes) { $1.write(&$0, withSource: !isCanonical, steps: steps) }
      json.list("drift", drift) { $1.write(&$0) }
      json.list("unmanaged", unmanaged) { $0.string($1) }
      json.list("preexisting", preexisting) { $1.write(&$0) }
      json.list("blockers", blockers) { $1.write(&$0) }
      json.list("waiting", waiting) { $1.write(&$0) }
      json.list("maintenance", maintenance) { $1.write(&$0) }
      json.key("terms")
      terms.write(&json)
      json.list("unknownPower", unknownPower) { $0.string($1) }
      json.list("steps", steps) { $1.write(&$0, steps: steps) }
      json.list("servers", servers) { $1.write(&$0) }
      json.list("capacity", capacity) { $1.write(&$0) }
      json.list("pools", pools) { $1.write(&$0) }
      json.list("external", external) { $1.write(&$0) }
      writeMemory(&json)
      json.member("owned", owned)
      json.member("desiresNothing", desiresNothing)
      writeDiagnostics(&json, sources)
    }
  }

  private func writeBasis(_ json: inout JSONWriter) {
    json.key("basis")
    json.object { json in
      json.key("ledger")
      if let lineage = basis.ledgerLineage {
        json.object { json in
          json.member("lineage", lineage)
          json.member("serial", Int(basis.ledgerSerial ?? 0))
        }
      } else {
        json.null()
      }
      json.key("reads")
      json.object { json in
        for read in basis.reads { json.member("\(read.appliance):\(read.address)", read.fingerprint) }
      }
      json.member("desired", basis.desired)
    }
  }

  private func writeSummary(_ json: inout JSONWriter) {
    var counts: [Change.Action: Int] = [:]
    for change in changes { counts[change.action, default: 0] += 1 }
    json.key("summary")
    json.object { json in
      for action in Change.Action.allCases { json.member(action.rawValue, counts[action] ?? 0) }
      json.member("impact", impact.rawValue)
    }
  }

  private func writeMemory(_ json: inout JSONWriter) {
    json.list("remember", remember) { json, item in
      json.object { json in
        json.member("appliance", item.appliance)
        json.key("record")
        item.record.write(&json, as: .managed)
      }
    }
    json.list("forget", forget) { json, item in
      json.object { json in
        json.member("appliance", item.appliance)
        json.member("address", item.address)
        json.member("mayRemain", item.mayRemain)
      }
    }
    json.list("burials", burials) { json, item in
      json.object { json in
        json.member("appliance", item.appliance)
        json.key("record")
        item.record.write(&json, as: .managed)
      }
    }
    json.list("lifted", lifted) { json, item in
      json.object { json in
        json.member("appliance", item.appliance)
        json.member("address", item.address)
      }
    }
    json.list("templates", templates) { json, item in
      json.object { json in
        json.member("profile", item.profile)
        json.member("template", item.template)
        json.member("body", item.body)
      }
    }
  }

  /// Sorted by what they say, since the order of files must not matter.
  private func writeDiagnostics(_ json: inout JSONWriter, _ sources: SourceSet?) {
    let sorted = diagnostics.sorted { ($0.id, $0.message) < ($1.id, $1.message) }
    json.list("diagnostics", sorted) { json, diagnostic in
      json.object { json in
        json.member("id", diagnostic.id)
        json.member("severity", diagnostic.severity.rawValue)
        json.member("message", diagnostic.message)
        guard let sources else { return }
        json.key("source")
        json.optional(diagnostic.range) { json, range in
          let position = sources[range.source].position(at: Int(range.start))
          Change.Source(file: sources[range.source].path, line: position.line, column: position.column).write(&json)
        }
      }
    }
  }
}

extension Change.Source {
  fileprivate func write(_ json: inout JSONWriter) {
    json.object { json in
      json.member("file", file)
      json.member("line", line)
      json.member("column", column)
    }
  }
}

extension Change {
  fileprivate func write(_ json: inout JSONWriter, withSource: Bool, steps: [Step]) {
    json.object { json in
      json.member("address", address)
      json.member("action", action.rawValue)
      json.list("fields", fields) { $1.write(&$0) }
      json.member("reason", reason)
      if withSource {
        json.key("source")
        if let source { source.write(&json) } else { json.null() }
      }
      json.list("steps", self.steps) { $0.string(steps[$1].id) }
    }
  }
}

extension FieldChange {
  fileprivate func write(_ json: inout JSONWriter) {
    json.object { json in
      json.member("path", path)
      json.key("before")
      json.value(before)
      json.key("after")
      json.value(after)
    }
  }
}

extension Difference {
  fileprivate func write(_ json: inout JSONWriter) {
    json.object { json in
      json.member("address", address)
      json.list("fields", fields) { $1.write(&$0) }
    }
  }
}

extension Violation {
  fileprivate func write(_ json: inout JSONWriter) {
    json.object { json in
      json.member("invariant", invariant)
      json.member("subject", subject)
      json.member("message", message)
    }
  }
}

extension Blocker {
  fileprivate func write(_ json: inout JSONWriter) {
    json.object { json in
      json.member("id", id)
      json.member("message", message)
      json.list("steps", steps) { $0.string($1) }
      json.member("acknowledge", acknowledge)
    }
  }
}

extension Waiting {
  fileprivate func write(_ json: inout JSONWriter) {
    json.object { json in
      json.member("address", address)
      json.member("reason", reason)
    }
  }
}

extension MaintenanceGrant {
  fileprivate func write(_ json: inout JSONWriter) {
    json.object { json in
      json.member("server", server)
      json.member("policy", policy)
      json.member("from", from?.description)
      json.member("until", until?.description)
    }
  }
}

extension Step {
  fileprivate func write(_ json: inout JSONWriter, steps: [Step]) {
    json.object { json in
      json.member("id", id)
      json.member("appliance", appliance)
      json.member("operation", change.operation.rawValue)
      json.member("target", target.description)
      json.key("before")
      if let before = change.before { before.write(&json) } else { json.null() }
      json.key("after")
      if let after = change.after { after.write(&json) } else { json.null() }
      json.list("follows", follows) { json, predecessor in
        json.object { json in
          json.member("id", steps[predecessor.step].id)
          json.member("until", predecessor.until.rawValue)
          if predecessor.settleSeconds > 0 { json.member("settleSeconds", Int(predecessor.settleSeconds)) }
          if predecessor.isHealthy { json.member("healthy", true) }
        }
      }
      json.member("impact", impact.rawValue)
      json.list("servers", servers) { $0.string($1) }
      json.member("group", group)
      json.list("victims", victims) { $0.string($1) }
      json.key("inverse")
      json.object { $0.member("operation", change.inverse.operation.rawValue) }
    }
  }
}

extension JSONWriter {
  package mutating func member(_ name: String, _ value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  package mutating func member(_ name: String, _ value: Int?) {
    key(name)
    if let value { integer(Int64(value)) } else { null() }
  }

  package mutating func member(_ name: String, _ value: Bool) {
    key(name)
    bool(value)
  }

  package mutating func list<Item>(_ name: String, _ items: [Item], _ body: (inout JSONWriter, Item) -> Void) {
    key(name)
    array { json in for item in items { body(&json, item) } }
  }
}
