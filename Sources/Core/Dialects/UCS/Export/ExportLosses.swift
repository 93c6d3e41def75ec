package import Documents

/// What manifests say, or a base document holds, that an exported document does not: nothing is dropped silently.
///
/// Like a `LossReport` it holds names and counts, never values.
package struct ExportLosses: Hashable, Sendable {
  package enum Reason: String, Sendable, CaseIterable {
    /// The dialect has no place for it.
    case unsupported
    /// The nearest value that the dialect has was written.
    case rounded
    /// Left out on purpose: the device keeps its own.
    case secret
    /// Nothing that can be said in the form that was asked for.
    case form

    fileprivate var heading: String {
      switch self {
      case .unsupported: "The document has no place for these, so they are not in it"
      case .rounded: "The document can't say these exactly, so it has the nearest value"
      case .secret: "These are secrets, so they are not in the document; the device keeps its own"
      case .form: "A request can't carry these, so they stay as the device has them"
      }
    }
  }

  package struct Entry: Hashable, Sendable {
    /// `QoSPolicy/min` of manifests, `aaaUser/@encPwd` of a document.
    package let path: String
    package let reason: Reason
    package fileprivate(set) var count: Int
    /// The first object that has it, by name; empty where objects have none.
    package fileprivate(set) var first: String
  }

  private var byPath: [String: Entry] = [:]

  package init() {}

  package var isEmpty: Bool { byPath.isEmpty }
  package var count: Int { byPath.values.reduce(0) { $0 + $1.count } }
  /// By reason, then by path.
  package var entries: [Entry] {
    let order = Dictionary(uniqueKeysWithValues: Reason.allCases.enumerated().map { ($1, $0) })
    return byPath.values.sorted { (order[$0.reason] ?? 0, $0.path) < (order[$1.reason] ?? 0, $1.path) }
  }

  package mutating func add(_ path: String, _ object: String = "", _ reason: Reason = .unsupported) {
    let key = "\(reason.rawValue) \(path)"
    var entry = byPath[key] ?? Entry(path: path, reason: reason, count: 0, first: object)
    entry.count += 1
    entry.first = min(entry.first, object)
    byPath[key] = entry
  }

  /// What is lost here and was not before.
  func subtracting(_ before: ExportLosses) -> ExportLosses {
    var rest = self
    for (key, entry) in before.byPath { if let own = rest.byPath[key], own.count <= entry.count { rest.byPath[key] = nil } }
    return rest
  }

  /// Paragraphs for people, one a reason, with a line each: `QoSPolicy/min ×3, first of gold`.
  package var text: String {
    Reason.allCases.map { reason in
      let own = entries.filter { $0.reason == reason }
      let lines = own.prefix(Self.mostLines)
        .map { "  \($0.path) ×\($0.count)" + ($0.first.isEmpty ? "" : ", first of \($0.first)") + "\n" }
      let more = own.count - lines.count
      let rest = more > 0 ? "  … and \(more) more, which --report lists\n" : ""
      return lines.isEmpty ? "" : "\(reason.heading):\n" + lines.joined() + rest
    }.joined()
  }

  private static let mostLines = 40

  package func write(_ json: inout JSONWriter) {
    json.array(entries) { json, entry in
      json.object { json in
        json.key("path")
        json.string(entry.path)
        json.key("count")
        json.integer(entry.count)
        json.key("reason")
        json.string(entry.reason.rawValue)
        json.key("first")
        json.string(entry.first)
      }
    }
  }
}
