internal import Documents

/// Which templates of profiles build on which others.
struct TemplateGraph: Sendable {
  /// How many templates may build on each other, the lowest and the highest counted.
  static let depthLimit = 8

  /// Every template after those that it builds on.
  private(set) var order: [String] = []
  /// Templates that are taken without what they build on: they build on themselves, or on too many levels.
  private(set) var cut: Set<String> = []
  private(set) var diagnostics: [Diagnostic] = []

  private let uses: [String: TemplateUse]
  private let tapes: [NodeTape]
  /// The longest chain below each template, itself first.
  private var chains: [String: [String]] = [:]
  /// Templates that are cut or build on such: what they lack was said.
  private var aboveCut: Set<String> = []

  /// - Parameter uses: those that build on others, by name.
  init(_ uses: [String: TemplateUse], in tapes: [NodeTape]) {
    self.uses = uses
    self.tapes = tapes
    for name in uses.keys.sorted() where chains[name] == nil { visit(from: name) }
  }

  /// A template on the way down, and how many of its bases were looked at.
  private struct Level {
    let use: TemplateUse
    var next = 0
  }

  /// Goes down without recursion, since a chain may be as long as the manifests are.
  private mutating func visit(from name: String) {
    guard let start = uses[name] else { return }
    var path = [Level(use: start)]
    var open: Set = [name]
    while let level = path.last {
      if level.next == level.use.templates.count {
        path.removeLast()
        open.remove(level.use.name)
        close(level.use)
        continue
      }
      let base = level.use.templates[level.next]
      path[path.count - 1].next += 1
      if open.contains(base) {
        report(level.use, position: level.next, path.map(\.use.name))
      } else if chains[base] == nil, let use = uses[base] {
        path.append(Level(use: use))
        open.insert(base)
      }
    }
  }

  private mutating func close(_ use: TemplateUse) {
    order.append(use.name)
    let isAboveCut = cut.contains(use.name) || use.templates.contains(where: aboveCut.contains)
    if isAboveCut { aboveCut.insert(use.name) }
    let below = use.templates.map { chains[$0] ?? [$0] }.max { $0.count < $1.count } ?? []
    let chain = [use.name] + (isAboveCut ? [] : below)
    guard chain.count > Self.depthLimit else {
      chains[use.name] = chain
      return
    }
    diagnostics.append(.tooDeep(chain, at: use.place(ofTemplate: 0, in: tapes)))
    chains[use.name] = [use.name]
    cut.insert(use.name)
    aboveCut.insert(use.name)
  }

  private mutating func report(_ use: TemplateUse, position: Int, _ path: [String]) {
    let base = use.templates[position]
    let cycle = Array(path.drop { $0 != base }) + [base]
    diagnostics.append(.cycle(cycle, at: use.place(ofTemplate: position, in: tapes)))
    cut.insert(use.name)
  }
}

extension Diagnostic {
  fileprivate static func cycle(_ names: [String], at place: SourceRange?) -> Diagnostic {
    Diagnostic(
      "template.cycle", .error, "the template '\(names[0])' builds on itself: \(names.joined(separator: " ← "))", at: place,
      help: "take one of them out of the circle")
  }

  fileprivate static func tooDeep(_ names: [String], at place: SourceRange?) -> Diagnostic {
    Diagnostic(
      "template.depth", .error,
      "\(names.count) templates build on each other, \(names.joined(separator: " ← ")); \(TemplateGraph.depthLimit) are the most",
      at: place,
      help: "name several templates in one list instead of one on top of the other")
  }
}
