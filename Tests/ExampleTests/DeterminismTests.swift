import Foundation
import Testing

/// The same site gives the same plan, however it is written down.
@Suite struct DeterminismTests {
  private static let site = GeneratedSite(appliances: 2, servers: 5)

  private static func plan(seed: Int?, files: Int) throws -> Finished {
    let folder = try TemporaryFolder()
    try site.write(to: folder, files: files, seed: seed)
    return try folder.weft("plan", "-f", "site", "--format", "json", "--at", "2026-01-01T00:00:00Z")
  }

  /// A plan without where the manifests say what it does.
  private func withoutPlaces(_ plan: Finished) -> [String] {
    plan.output.components(separatedBy: "\n").map { line in
      line.replacing(/"(file|line|column)": ("[^"]*"|[0-9]+|null)/) { "\"\($0.1)\"" }
    }
  }

  @Test func theGeneratedSiteHasWork() throws {
    let plan = try Self.plan(seed: nil, files: 1)
    #expect(plan.code == 0, "\(plan)")
    let summary = try JSONDecoder().decode(Summary.self, from: Data(plan.output.utf8)).summary
    // Ten profiles of six v-ports, a network and a VSAN on each appliance.
    #expect(summary.create == 10 * 7 + 2 * 2)
    #expect(summary.update == 2)
    #expect(summary.delete == 2)
  }

  @Test(arguments: 1...12) func theOrderOfWhatIsWrittenMeansNothing(seed: Int) throws {
    let written = try Self.plan(seed: nil, files: 1)
    let shuffled = try Self.plan(seed: seed, files: 1 + seed % 5)
    #expect(shuffled.code == 0, "seed \(seed): \(shuffled.errors)")
    let difference = withoutPlaces(shuffled).difference(from: withoutPlaces(written))
    #expect(difference.isEmpty, "seed \(seed): \(difference)")
  }

  private struct Summary: Decodable {
    let summary: Counts

    struct Counts: Decodable {
      let create: Int
      let update: Int
      let delete: Int
    }
  }
}
