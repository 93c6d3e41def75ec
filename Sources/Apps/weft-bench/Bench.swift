import ArgumentParser

/// Measures weft's stages against the floor: what libyaml and libxml2 alone need for the same bytes in the same run.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weft-bench", abstract: "Measure weft's stages against the bare parsers.",
    discussion: "Example: weft-bench --bindings 1000,10000,100000 --runs 9")

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  @Option(help: "Sizes of the workload, in bindings, separated by commas.")
  var bindings = "1000,10000,100000"

  @Option(help: "How often each stage runs; medians are printed.")
  var runs = 5

  @Option(help: "Only one kind of plan, for profilers: noChange, onePercent or fromNothing.")
  var only: Fixture.Variant?

  @Option(help: "How to print: text or json.")
  var format: Format = .text

  @Option(help: ArgumentHelp("The weft to measure as a whole process, too.", valueName: "path"))
  var weft: String?

  @Option(help: "Measure the import of UCS Manager domains with so many service profiles instead, separated by commas.")
  var profiles: String?

  func validate() throws {
    guard !sizes.isEmpty, sizes.allSatisfy({ $0 > 0 }) else { throw ValidationError("--bindings takes numbers such as 1000,10000") }
    guard runs > 0 else { throw ValidationError("--runs takes a number from 1") }
  }

  private var sizes: [Int] { bindings.split(separator: ",").map { Int($0) ?? 0 } }

  func run() async throws {
    if let profiles { return measureImports(of: profiles.split(separator: ",").compactMap { Int($0) }) }
    var reports: [Report] = []
    for size in sizes {
      let fixture = try await Fixture(Workload(bindings: size))
      let peakMiB = await Stages.peakMiB(fixture)
      let stages = await Stages.measure(fixture, only.map { [$0] } ?? Fixture.Variant.allCases, runs: runs)
      var report = Report(fixture, stages: stages, peakMiB: peakMiB)
      if let weft { report.processes = try WholeProcess.measure(weft, fixture, runs: runs) }
      if format == .text { print(report.text(after: reports.last)) }
      reports.append(report)
    }
    if format == .json { print(Report.json(reports)) }
  }

  private func measureImports(of sizes: [Int]) {
    var previous: ImportBench?
    for size in sizes {
      var bench = ImportBench(profiles: size)
      bench.measure(runs: runs)
      print(bench.text(after: previous))
      previous = bench
    }
  }
}
