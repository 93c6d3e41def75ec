/// Everything that one run of the bench measured.
package struct Report: Sendable {
  /// How many runs each median is of.
  package let runs: Int
  package var sections: [Section] = []
  package var journal: [JournalFigure] = []
  package var makespans: [Makespan] = []
  package var processes: [ProcessFigure] = []
  /// What could not be measured, and why.
  package var notes: [String] = []

  package init(runs: Int) { self.runs = runs }

  /// The same subject at the next smaller size that was measured.
  package func smaller(than section: Section) -> Section? {
    sections.filter { $0.name == section.name && $0.size < section.size }.max { $0.size < $1.size }
  }

  package func section(_ name: String, at size: Int) -> Section? { sections.first { $0.name == name && $0.size == size } }
  package func process(_ name: String, at bindings: Int) -> ProcessFigure? {
    processes.first { $0.name == name && $0.bindings == bindings }
  }
}
