internal import Documents
internal import FabricModel
internal import Planning

/// Drift for people and for machines.
struct DriftView {
  let drift: Drift
  /// The appliances that were not asked.
  let unread: [String]

  init(_ drift: Drift, _ unread: [String]) {
    self.drift = drift
    self.unread = unread
  }

  func text() -> String {
    let own = drift.items.filter { $0.kind != .unmanaged }
    let others = drift.items.filter { $0.kind == .unmanaged }
    var out = own.map { line($0) + "\n" }.joined()
    if !others.isEmpty {
      out += "\(own.isEmpty ? "" : "\n")Not weft's (\(others.count)):\n"
      out += others.map { "  \(name(of: $0))\($0.isDesired ? ", which the manifests ask for" : "")\n" }.joined()
    }
    if !unread.isEmpty { out += "Not read: \(unread.joined(separator: ", ")).\n" }
    out += own.isEmpty ? "No drift. The fabric is as weft left it.\n" : "Drift: \(own.count) object\(own.count == 1 ? "" : "s").\n"
    return out
  }

  private func name(of item: Drift.Item) -> String { "\(item.appliance): \(item.address)" }

  private func line(_ item: Drift.Item) -> String {
    if item.kind == .gone { return "\(name(of: item)) is gone\(item.isDesired ? "" : ", and no manifest asks for it")" }
    let fields = item.fields.map { field in
      let change = field.change
      var words = "\(change.name) was \(change.beforeText), is \(change.afterText)"
      if let desired = field.desired, desired != change.before {
        words +=
          desired == change.after
          ? " as the manifests say" : ", should be \(FieldChange(change.path, before: .null, after: desired).afterText)"
      }
      return words
    }
    return "\(name(of: item)): \(fields.joined(separator: "; "))\(item.isDesired ? "" : " (in no manifest)")"
  }

  func json() -> String {
    var json = JSONWriter(pretty: true)
    json.object { json in
      json.member("format", "weft/drift/1")
      json.list("unread", unread) { $0.string($1) }
      json.list("items", drift.items) { json, item in
        json.object { json in
          json.member("kind", item.kind.rawValue)
          json.member("appliance", item.appliance)
          json.member("address", item.address)
          json.member("desired", item.isDesired)
          json.list("fields", item.fields) { json, field in
            json.object { json in
              json.member("path", field.change.path)
              json.key("recorded")
              json.value(field.change.before)
              json.key("observed")
              json.value(field.change.after)
              json.key("desired")
              json.value(field.desired ?? .null)
            }
          }
        }
      }
    }
    return json.text
  }
}
