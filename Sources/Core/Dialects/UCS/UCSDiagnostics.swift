internal import Documents
internal import FabricModel
internal import XML

/// The wording of what is odd in a document of UCS Manager. Such documents are one line: the path says where, too.
extension Diagnostic {
  static func ucsMissing(_ attribute: String, of element: XMLElement) -> Diagnostic {
    Diagnostic(
      "field.missing", .warning, "'\(element.name)' has no '\(attribute)', so it can't be told apart and is left out", at: element.nameRange
    )
  }

  /// UCS Manager has no such names, and where the same name stands is told by that sign.
  static func ucsName(_ name: String, _ path: String, at range: SourceRange) -> Diagnostic {
    let shown = name.count > 40 ? name.prefix(40) + "…" : name
    return Diagnostic(
      "ucs.name", .warning, "'\(shown)' has an '@', which no name of UCS Manager has; it is left out (\(path))", at: range)
  }

  static func ucsBound(_ what: String, _ most: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic("ucs.bound", .error, "\(what); the most that weft reads is \(most)", at: range)
  }

  static func ucsBlock(_ from: String, _ to: String, _ path: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "ucs.block", .warning, "'\(from.prefix(40))' to '\(to.prefix(40))' is no block of its pool; it is left out (\(path))", at: range)
  }

  static func ucsValue(_ attribute: XMLAttribute, _ path: String) -> Diagnostic {
    let value = attribute.string
    let shown = value.count > 40 ? value.prefix(40) + "…" : value
    return Diagnostic(
      "ucs.value", .warning, "'\(shown)' is no \(attribute.name) that weft knows; it is left out (\(path))", at: attribute.valueRange)
  }

  static func ucsStandsAlone(_ name: String, _ path: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "ucs.standsAlone", .warning,
      "'\(name)' lacks something that its template or policy gives, so it builds on neither in the manifests (\(path))",
      at: range, help: "changes of the template do not reach it; give it what it lacks, or take that from the template")
  }

  static func ucsDuplicate(_ path: String, at range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic(
      "ucs.duplicate", .warning, "there is another \(path) before it, which counts", at: range,
      related: [Related("the first one", at: first)])
  }
}

extension XMLTape {
  /// `/topRoot/orgOrg[root]/lsServer[web]`: element names, with the name or id that tells each from its siblings.
  func path(of index: Int) -> String {
    var path = ""
    withRoot { root in
      var parents: [XMLElement] = []
      func descend(_ element: XMLElement) {
        parents.append(element)
        if element.index == index { return }
        var next: XMLElement?
        element.forEachChild { if $0.index <= index { next = $0 } }
        if let next { descend(next) }
      }
      descend(root)
      for element in parents {
        let name = ["name", "id", "dn", "vnicName", "from", "type"].lazy.compactMap { element.attribute(named: $0)?.string }.first {
          !$0.isEmpty
        }
        path += "/\(element.name)" + (name.map { "[\($0)]" } ?? "")
      }
    }
    return path
  }
}
