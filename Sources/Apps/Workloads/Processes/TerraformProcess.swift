/// Terraform, or what takes the same arguments, over the bindings of a workload: each command a process of its own.
package struct TerraformProcess: Sendable {
  /// In the order in which they are looked for.
  package static let names = ["terraform", "tofu"]
  /// Said where there is none.
  package static let missing = "neither terraform nor tofu was found on the PATH: there is nothing to compare with"

  package let binary: String

  package init(_ binary: String) { self.binary = binary }

  /// Plans from nothing, applies, and plans again, when there is nothing to do.
  ///
  /// - Parameter parent: where its folder is made.
  package func measure(_ workload: TerraformWorkload, runs: Int, in parent: String) throws -> [ProcessFigure] {
    let folder = try ScratchFolder(in: parent)
    for file in workload.files { try folder.write(file.bytes, to: file.name) }
    _ = try run(["init", "-input=false", "-no-color"], in: folder)
    let plan = ["plan", "-input=false", "-no-color"]
    let nothing = Elapsed.median(try (0..<runs).map { _ in try run(plan, in: folder) })
    _ = try run(["apply", "-input=false", "-no-color", "-auto-approve"], in: folder)
    let noChange = Elapsed.median(try (0..<runs).map { _ in try run(plan, in: folder) })
    let bindings = workload.workload.bindings
    return [
      ProcessFigure(ProcessFigure.terraformNothing, bindings: bindings, nothing),
      ProcessFigure(ProcessFigure.terraformNoChange, bindings: bindings, noChange),
    ]
  }

  /// It is kept from asking its maker about newer versions.
  private func run(_ words: [String], in folder: ScratchFolder) throws -> Elapsed {
    try ChildProcess.run(
      [binary, "-chdir=\(folder.path)"] + words,
      environment: ["HOME": folder.path, "CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1"])
  }
}
