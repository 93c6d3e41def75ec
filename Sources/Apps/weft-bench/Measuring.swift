import Workloads

/// One run of the bench: what it was asked to measure, and what it has measured up to now.
struct Measuring {
  let subjects: Set<Subject>
  let scratch: String
  /// Whether each section is printed as soon as it is there.
  let tells: Bool
  private(set) var report: Report

  init(runs: Int, subjects: Set<Subject>, scratch: String, tells: Bool) {
    (self.subjects, self.scratch, self.tells) = (subjects, scratch, tells)
    report = Report(runs: runs)
  }

  /// Plans, validation and conversions of a site. One fixture is there at a time.
  mutating func measure(bindings: Int) async throws {
    for variant in Variant.allCases {
      let all = Subject.allCases.filter { subjects.contains($0) && $0.fixture == variant }
      if all.isEmpty { continue }
      let fixture = try await Fixture(bindings: bindings, variant)
      for subject in all {
        guard let course = subject.course(fixture) else { continue }
        try await add(course, Section(subject.title, size: fixture.bindings))
      }
    }
  }

  mutating func measure(profiles: Int) async throws {
    guard subjects.contains(.importUCS) else { return }
    try await add(.importUCS(profiles: profiles), Section(Subject.importUCS.title, size: profiles, unit: "service profiles"))
  }

  /// The journal, and the carrying out of plans.
  mutating func measureMemoryAndExecution() async throws {
    if subjects.contains(.journal) {
      report.journal = try JournalBench.measure(rows: [1_000, 100_000], runs: report.runs, in: scratch)
    }
    if subjects.contains(.makespan) { report.makespans = try await ApplyBench.measure(in: scratch) }
  }

  mutating func measure(weft binary: String, bindings: Int) async throws {
    let fixture = try await Fixture(bindings: bindings, .noChange)
    report.processes += try WeftProcess(binary: binary).measure(fixture, runs: report.runs, in: scratch)
  }

  /// - Parameter path: empty where it is to be found on the PATH.
  mutating func measure(terraform path: String, bindings sizes: [Int]) throws {
    guard let binary = path.isEmpty ? ChildProcess.find(TerraformProcess.names) : path else {
      return report.notes.append(TerraformProcess.missing)
    }
    for size in sizes {
      report.processes += try TerraformProcess(binary).measure(
        TerraformWorkload(Workload(bindings: size)), runs: report.runs, in: scratch)
    }
  }

  private mutating func add(_ course: Course, _ section: Section) async throws {
    let measured = try await course.measure(section, runs: report.runs)
    report.sections.append(measured)
    if tells { print(report.text(of: measured)) }
  }
}
