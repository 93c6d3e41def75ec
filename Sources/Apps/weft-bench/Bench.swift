import ArgumentParser
import Documents
import YAML

/// Measures weft's stages against the floor: what libyaml and libxml2 alone need for the same bytes in the same run.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weft-bench", abstract: "Measure weft's stages against the bare parsers.",
    discussion: "Example: weft-bench --bindings 1000,10000,100000 --runs 9")

  @Option(help: "Sizes of the workload, in bindings, separated by commas.")
  var bindings = "1000,10000,100000"

  @Option(help: "How often each stage runs; medians are printed.")
  var runs = 7

  @Option(help: "An XML file: print the bare libxml2 SAX pass over it, too.")
  var xml: String?

  func validate() throws {
    guard !sizes.isEmpty, sizes.allSatisfy({ $0 > 0 }) else { throw ValidationError("--bindings takes numbers such as 1000,10000") }
    guard runs > 0 else { throw ValidationError("--runs takes a number from 1") }
  }

  private var sizes: [Int] { bindings.split(separator: ",").map { Int($0) ?? 0 } }

  func run() async throws {
    print(ReadingStage.header)
    for size in sizes {
      let workload = Workload(bindings: size)
      print(await ReadingStage.measure(workload, runs: runs))
    }
    if let xml {
      let bytes = try fileBytes(xml)
      let floor = await measure([Candidate("libxml2 floor") { precondition(Floors.xml(bytes) != nil, "\(xml) is not XML") }], runs: runs)
      print("\n\(xml): libxml2 floor \(milliseconds(floor[0].wallSeconds)) ms")
    }
  }
}
