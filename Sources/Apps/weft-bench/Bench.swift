import ArgumentParser
import Workloads

/// Measures weft's stages against the floor: what libyaml and libxml2 alone need for the same bytes in the same run.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weft-bench", abstract: "Measure weft's stages against the bare parsers, and tell which bars are met.",
    discussion: """
      Example:
        weft-bench --bindings 1000,10000,100000 --runs 9
        weft-bench --only noChange,drained --bindings 1000
        weft-bench --weft .build/release/weft --terraform --format json
        weft-bench --only importUCS --profiles 100,1000
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  @Option(help: "Sizes of the workload, in bindings, separated by commas.")
  var bindings = "1000,10000,100000"

  @Option(help: "How often each stage runs; medians are printed.")
  var runs = 5

  @Option(
    help: ArgumentHelp(
      "What to measure, separated by commas: \(Subject.allCases.map(\.rawValue).joined(separator: ", ")). All of it if absent.",
      valueName: "subjects"))
  var only: String?

  @Option(help: "How to print: text or json.")
  var format: Format = .text

  @Option(help: ArgumentHelp("The weft to measure as a whole process, too.", valueName: "path"))
  var weft: String?

  @Option(
    defaultAsFlag: "",
    help: ArgumentHelp("Compare with Terraform: this binary, or the terraform or tofu on the PATH.", valueName: "path"))
  var terraform: String?

  @Option(help: "Sizes at which Terraform is measured, in bindings, separated by commas; it takes its time.")
  var terraformBindings = "1000"

  @Option(help: "Sizes of the UCS Manager domains that are imported, in service profiles, separated by commas.")
  var profiles = "100,1000"

  @Option(help: ArgumentHelp("Where ledgers and sites are written meanwhile: a disk, for durable commits.", valueName: "folder"))
  var scratch = "/tmp"

  func validate() throws {
    for (name, text) in [("bindings", bindings), ("terraform-bindings", terraformBindings), ("profiles", profiles)] {
      guard Self.sizes(text) != nil else { throw ValidationError("--\(name) takes numbers such as 1000,10000, not '\(text)'") }
    }
    guard runs > 0 else { throw ValidationError("--runs takes a number from 1") }
    _ = try subjects()
  }

  func run() async throws {
    var measuring = Measuring(runs: runs, subjects: try subjects(), scratch: scratch, tells: format == .text)
    for size in Self.sizes(bindings) ?? [] { try await measuring.measure(bindings: size) }
    for size in Self.sizes(profiles) ?? [] { try await measuring.measure(profiles: size) }
    try await measuring.measureMemoryAndExecution()
    if let weft {
      var sizes = Self.sizes(bindings) ?? []
      if terraform != nil { sizes += (Self.sizes(terraformBindings) ?? []).filter { !sizes.contains($0) } }
      for size in sizes { try await measuring.measure(weft: weft, bindings: size) }
    }
    if let terraform { try measuring.measure(terraform: terraform, bindings: Self.sizes(terraformBindings) ?? []) }
    print(format == .json ? measuring.report.json : measuring.report.closingText)
  }

  private func subjects() throws -> Set<Subject> {
    guard let only else { return Set(Subject.allCases) }
    return Set(
      try only.split(separator: ",").map { word in
        guard let subject = Subject(rawValue: String(word)) else {
          throw ValidationError("--only knows no '\(word)': it takes \(Subject.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return subject
      })
  }

  /// Numbers from 1 on, in the order in which growth is told; nil where there are others.
  private static func sizes(_ text: String) -> [Int]? {
    let sizes = text.split(separator: ",").map { Int($0) ?? 0 }
    return sizes.isEmpty || sizes.contains { $0 < 1 } ? nil : sizes.sorted()
  }
}
