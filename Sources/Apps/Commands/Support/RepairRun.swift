internal import Documents
internal import Files

/// `--fix` and `--diff`: repairs, tells or writes it, and reports what is left.
struct RepairRun: Sendable {
  let check: ManifestCheck
  let view: FindingsView
  /// Prints a diff and writes nothing.
  let isDryRun: Bool

  /// What the exit code is for: the findings of the files as they are afterwards.
  func run(_ stage: StageLine) async throws -> CheckedManifests {
    if !isDryRun { try refuseStandardInput() }
    let sources = try check.sources(stage)
    if !isDryRun { try refuseRepetition(sources) }
    let repair = try await Repair.run(check, on: sources, stage)
    stage.end()
    if isDryRun { return showDiff(repair) }
    try repair.write { fixes in
      let lines = fixes.map { $0.line + "\n" }.joined()
      // Where machines read the output, it holds their document only.
      if view.format == .text { view.console.output(lines) } else { view.console.error(lines) }
    }
    view.show(repair.after)
    tellRest(repair)
    return repair.after
  }

  /// The diff alone is the output, so that `git apply` can take it; the rest is for people.
  private func showDiff(_ repair: Repair) -> CheckedManifests {
    let console = view.console
    for text in repair.texts { console.output(text.unifiedDiff(forTerminal: console.outputIsTerminal)) }
    console.error(view.text(repair.after, color: console.errorHasColor))
    tellRest(repair)
    return repair.before
  }

  private func tellRest(_ repair: Repair) {
    guard repair.isUnfinished else { return }
    view.console.error("There are still fixes after \(Repair.mostRounds) rounds: they seem to undo each other.\n")
  }

  private func refuseStandardInput() throws {
    guard check.paths.contains("-") else { return }
    throw Failure(
      .error, id: "fix.standardInput", "standard input can't be fixed: there is no file to write to",
      help: "name a file, or say --diff to see the fixes")
  }

  /// Two sets of fixes for one file would be in each other's way.
  private func refuseRepetition(_ sources: SourceSet) throws {
    var names: [String: String] = [:]
    for file in sources.files {
      let target = (try? FileAccess.resolved(file.path)) ?? file.path
      if let other = names.updateValue(file.path, forKey: target) {
        throw Failure(
          .error, id: "fix.twice", "'\(other)' and '\(file.path)' are one file, which is not fixed twice", help: "name it once")
      }
    }
  }
}
