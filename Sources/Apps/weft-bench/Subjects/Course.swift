import Documents
import Workloads

/// How a subject is measured: what weft does to some texts, beside what libyaml and libxml2 alone need for the same bytes.
struct Course {
  var yaml: [SourceFile] = []
  var xml: [SourceFile] = []
  /// Does all of it once, tells each stage as it ends, and says how much there was to do.
  let run: (_ laps: inout Laps) async throws -> Done

  struct Done {
    var counts: [Section.Count] = []
    var blockers: [String] = []
    /// What does not count as part of it: checks, and stages of their own.
    var behind: (_ laps: inout Laps) throws -> Void = { _ in }
  }

  /// One run to warm up, in which memory is watched, then `runs` that count; in each the floors and weft take turns, so that whatever else
  /// the machine does meets all of them alike.
  func measure(_ section: Section, runs: Int) async throws -> Section {
    var section = section
    section.yamlBytes = yaml.reduce(0) { $0 + $1.bytes.count }
    section.xmlBytes = xml.reduce(0) { $0 + $1.bytes.count }
    var memory = PeakMemory.begin()
    var unused = Laps()
    let done = try await run(&unused)
    memory.end()
    try done.behind(&unused)
    section.memory = memory
    (section.counts, section.blockers) = (done.counts, done.blockers)
    var laps = Laps()
    for _ in 0..<runs {
      floors(&laps)
      let start = Elapsed.now
      laps.begin()
      let done = try await run(&laps)
      laps.record(.since(start), as: Section.whole)
      try done.behind(&laps)
    }
    section.stages = laps.stages
    return section
  }

  private func floors(_ laps: inout Laps) {
    laps.begin()
    for file in yaml { precondition(Floors.yaml(file.bytes) != nil, "\(file.path) is YAML") }
    if !yaml.isEmpty { laps.end(Section.floors[0]) }
    for file in xml { precondition(Floors.xml(file.bytes) != nil, "\(file.path) is XML") }
    if !xml.isEmpty { laps.end(Section.floors[1]) }
  }
}
