internal import ArgumentParser
internal import Documents

/// Checks manifests without any fabric.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check manifests; no fabric and no ledger are needed.",
    discussion: """
      Reports every problem of the run with its place, and exits with 1 if there is an error.

      Example:
        weft validate -f site
        weft validate -f site --format sarif > weft.sarif
        weft validate -f site --diff
        weft validate -f site --fix
      """)

  @OptionGroup var site: SiteOptions

  @Option(help: "How to print: text, json, sarif (code scanning), junit (test reports) or github (workflow annotations).")
  var format: FindingsFormat = .text

  @Flag(help: "Warnings are errors, too.")
  var strict = false

  @Option(help: ArgumentHelp("The time to check for (RFC 3339), such as the end of leases; absent means now.", valueName: "time"))
  var at: String?

  @Flag(help: "Write the fixes that are certain into the files, then report what is left.")
  var fix = false

  @Flag(help: "Print what --fix would write, as a diff, and write nothing; the exit code is that of the files as they are.")
  var diff = false

  func validate() throws {
    if diff, format != .text { throw ValidationError("--diff prints a diff, so it takes no --format") }
  }

  func run() async throws {
    let view = FindingsView(format: format, console: site.console)
    try await view.reporting {
      let check = ManifestCheck(paths: site.files, scope: site.scope, isStrict: strict, now: try FabricOptions.time(at))
      let stage = StageLine(site.console)
      defer { stage.end() }
      let checked: CheckedManifests
      if diff || fix {
        checked = try await RepairRun(check: check, view: view, isDryRun: diff).run(stage)
      } else {
        checked = try await check.run(on: try check.sources(stage), stage)
        stage.end()
        view.show(checked)
      }
      if checked.findings.diagnostics.hasErrors { throw Failure(.error) }
    }
  }
}
