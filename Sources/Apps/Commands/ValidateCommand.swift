internal import ArgumentParser
internal import Documents
internal import FabricModel
internal import Planning

/// Checks manifests without any fabric.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check manifests; no fabric and no ledger are needed.",
    discussion: """
      Reports every problem of the run with its place, and exits with 1 if there is an error.

      Example:
        weft validate -f site
        weft validate -f site --format json
      """)

  @OptionGroup var site: SiteOptions

  @Option(help: "How to print: text or json.")
  var format: OutputFormat = .text

  @Option(help: ArgumentHelp("The time to judge leases by (RFC 3339); absent means that none is over.", valueName: "time"))
  var at: String?

  @Flag(help: "Warnings are errors, too.")
  var strict = false

  func run() async throws {
    let loaded = try await ManifestLoader.load(site.files)
    var input = Site(manifest: loaded.manifest, locator: Locator(tapes: loaded.tapes))
    input.scope = site.scope
    input.now = try time(at)
    let resolution = Resolver.resolve(input)
    let findings = resolution.findings()
    var diagnostics = loaded.diagnostics + resolution.diagnostics + findings.diagnostics
    if strict {
      for index in diagnostics.indices where diagnostics[index].severity == .warning { diagnostics[index].severity = .error }
    }
    report(diagnostics.inFileOrder(), loaded)
    if diagnostics.hasErrors { throw Failure(.error) }
  }

  private func report(_ diagnostics: [Diagnostic], _ loaded: LoadedManifests) {
    let console = site.console
    switch format {
    case .json:
      var json = JSONWriter(pretty: true)
      writeJSON(diagnostics, sources: loaded.sources, to: &json)
      console.output(json.text + "\n")
    case .text:
      let (objects, files) = (loaded.manifest.objectCount, loaded.sources.files.count)
      console.output(render(diagnostics, sources: loaded.sources, color: console.outputHasColor))
      let errors = diagnostics.filter { $0.severity == .error }.count
      let warnings = diagnostics.filter { $0.severity == .warning }.count
      console.output(
        errors + warnings == 0
          ? "\(objects) object\(objects == 1 ? "" : "s") in \(files) file\(files == 1 ? "" : "s"): valid\n"
          : "\(errors) error\(errors == 1 ? "" : "s"), \(warnings) warning\(warnings == 1 ? "" : "s")\n")
    }
  }
}
