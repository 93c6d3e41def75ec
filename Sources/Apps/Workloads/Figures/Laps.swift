/// The times of stages that follow one another, over several runs.
package struct Laps: Sendable {
  package private(set) var names: [String] = []
  private var times: [String: [Elapsed]] = [:]
  private var start = Elapsed.now

  package init() {}

  /// What comes is the first stage.
  package mutating func begin() { start = .now }

  /// The stage of this name ends, and the next one begins.
  package mutating func end(_ name: String) {
    record(.since(start), as: name)
    start = .now
  }

  package mutating func record(_ time: Elapsed, as name: String) {
    if times[name] == nil { names.append(name) }
    times[name, default: []].append(time)
  }

  /// The medians.
  package var stages: [Section.Stage] {
    names.map { Section.Stage(name: $0, time: times[$0].map(Elapsed.median) ?? Elapsed()) }
  }
}
