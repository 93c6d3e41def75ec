import Documents
import Workloads

/// `weft plan` as a whole process on a settled fabric, before the ledger remembers it and after.
struct WeftProcess {
  let binary: String

  func measure(_ fixture: Fixture, runs: Int, in parent: String) throws -> [ProcessFigure] {
    let folder = try ScratchFolder(in: parent)
    for file in [fixture.manifests] + fixture.appliances { try folder.write(file.bytes, to: file.path) }
    let plan = [binary, "plan", "-f", folder.path]
    let without = try median(plan, runs)
    _ = try ChildProcess.run([binary, "apply", "-f", folder.path, "--auto-approve"])
    let with = try median(plan, runs)
    return [
      ProcessFigure(ProcessFigure.weftNoLedger, bindings: fixture.bindings, without),
      ProcessFigure(ProcessFigure.weftLedger, bindings: fixture.bindings, with),
    ]
  }

  private func median(_ words: [String], _ runs: Int) throws -> Elapsed {
    Elapsed.median(try (0..<runs).map { _ in try ChildProcess.run(words) })
  }
}
