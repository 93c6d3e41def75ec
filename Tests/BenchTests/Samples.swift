import Workloads

/// A section with floors of these seconds and one stage of all.
func section(_ name: String, size: Int, floors yaml: Double, _ xml: Double, whole: Double) -> Section {
  var section = Section(name, size: size)
  section.stages = [
    Section.Stage(name: Section.floors[0], time: Elapsed(wallSeconds: yaml, cpuSeconds: yaml)),
    Section.Stage(name: Section.floors[1], time: Elapsed(wallSeconds: xml, cpuSeconds: xml)),
    Section.Stage(name: Section.whole, time: Elapsed(wallSeconds: whole, cpuSeconds: 2 * whole)),
  ]
  return section
}

func report(_ sections: Section...) -> Report {
  var report = Report(runs: 3)
  report.sections = sections
  return report
}

extension Report {
  func bar(_ id: String) -> Bar? { bars.first { $0.id == id } }
}
