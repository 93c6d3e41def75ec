package import Documents

/// What a dialect did not understand of a text: nothing is dropped silently.
///
/// It holds names and counts, never values, so that no secret gets into it.
package struct LossReport: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    /// `/vioConfig/profiles/profile/@comment`: element names as written, `@` before an attribute, `text()` for a text.
    package let path: String
    package fileprivate(set) var count: Int
    /// Where it occurs first.
    package fileprivate(set) var first: SourceRange
  }

  private var byPath: [String: Entry] = [:]

  package init() {}

  package var isEmpty: Bool { byPath.isEmpty }
  /// How many elements, attributes and texts were not understood.
  package var count: Int { byPath.values.reduce(0) { $0 + $1.count } }
  /// In the order of their first occurrence.
  package var entries: [Entry] { byPath.values.sorted { ($0.first, $0.path) < ($1.first, $1.path) } }

  package mutating func add(_ path: String, at range: SourceRange) {
    add(Entry(path: path, count: 1, first: range))
  }

  package mutating func merge(_ other: LossReport) {
    for entry in other.byPath.values { add(entry) }
  }

  private mutating func add(_ entry: Entry) {
    guard var known = byPath[entry.path] else {
      byPath[entry.path] = entry
      return
    }
    known.count += entry.count
    known.first = min(known.first, entry.first)
    byPath[entry.path] = known
  }
}

// MARK: Rendering

extension LossReport {
  /// A line each: `vio-1.xml:12:9: /vioConfig/profiles/profile/@comment ×3`.
  package func text(_ sources: SourceSet) -> String {
    entries.map { entry in
      let file = sources[entry.first.source]
      let position = file.position(at: Int(entry.first.start))
      return "\(file.path):\(position.line):\(position.column): \(entry.path) ×\(entry.count)\n"
    }.joined()
  }

  package func write(_ json: inout JSONWriter, _ sources: SourceSet) {
    json.array(entries) { json, entry in
      let file = sources[entry.first.source]
      let position = file.position(at: Int(entry.first.start))
      json.object { json in
        json.key("path")
        json.string(entry.path)
        json.key("count")
        json.integer(entry.count)
        json.key("file")
        json.string(file.path)
        json.key("line")
        json.integer(position.line)
        json.key("column")
        json.integer(position.column)
      }
    }
  }
}
