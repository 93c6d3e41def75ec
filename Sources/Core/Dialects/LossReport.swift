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

  package mutating func add(_ path: String, count: Int = 1, at range: SourceRange) {
    add(Entry(path: path, count: count, first: range))
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

  /// The same for people: where there are too many lines, one for each element, and no more than a reader takes in.
  package func summary(_ sources: SourceSet, lines most: Int) -> String {
    let entries = entries
    if entries.count <= most { return text(sources) }
    var elements: [(name: String, count: Int, attributes: [String])] = []
    var positions: [String: Int] = [:]
    for entry in entries {
      let parts = entry.path.split(separator: "@", maxSplits: 1).map(String.init)
      let name = parts[0].hasSuffix("/") ? String(parts[0].dropLast()) : parts[0]
      let position = positions[name] ?? elements.count
      if position == elements.count {
        positions[name] = position
        elements.append((name, 0, []))
      }
      if parts.count == 2 { elements[position].attributes.append("@\(parts[1])") } else { elements[position].count += entry.count }
    }
    let shown = elements.prefix(most).map { element in
      let more = element.attributes.count - 6
      let attributes = element.attributes.prefix(6).joined(separator: " ") + (more > 0 ? " and \(more) more" : "")
      let whole = element.count > 0 ? " ×\(element.count)" : ""
      return "\(element.name)\(whole)\(attributes.isEmpty ? "" : ": \(attributes)")\n"
    }
    let rest = elements.count - shown.count
    return shown.joined() + (rest > 0 ? "… and \(rest) other elements, which --report lists\n" : "")
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
