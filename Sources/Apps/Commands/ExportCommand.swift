internal import ArgumentParser
internal import Dialects
internal import Documents
internal import FabricModel
internal import Files
internal import Foundation
internal import Planning
internal import Reconciliation

/// Writes appliances' XML configurations.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the XML configuration that the manifests ask for, or the one that is.",
    discussion: """
      Without --appliance, one NAME.xml an appliance goes into the folder --out.

      Example:
        weft export -f site --appliance vio-1
        weft export -f site --out xml
        weft export -f site --observed --out backup
      """)

  enum DialectChoice: String, ExpressibleByArgument, CaseIterable { case vio }

  @OptionGroup var site: SiteOptions
  @OptionGroup var fabric: FabricOptions

  @Option(help: ArgumentHelp("Only this appliance.", valueName: "name"))
  var appliance: String?

  @Option(help: "Which XML to write: vio.")
  var dialect: DialectChoice = .vio

  @Option(help: ArgumentHelp("The folder to write to; with --appliance a file, or standard output where absent.", valueName: "path"))
  var out: String?

  @Flag(help: "What the appliances have, not what the manifests ask for.")
  var observed = false

  func run() async throws {
    var workspace = try await Workspace.open(site, fabric)
    // A configuration that is to be written for the first time need not be there.
    try await workspace.observe(toleratingMissing: !observed)
    try workspace.interruptions(site.console).tell()
    let states = observed ? workspace.observations.fabric.appliances : try workspace.desired().appliances
    guard let appliance else {
      guard let out else { throw ValidationError("--out FOLDER is needed where no single --appliance is named") }
      try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
      for state in states { try write(state, to: "\(out)/\(state.name).xml") }
      site.console.output("\(states.count) configuration\(states.count == 1 ? "" : "s") under \(out)\n")
      return
    }
    guard let state = states.first(where: { $0.name == appliance }) else {
      let meant = nearest(to: appliance, among: states.map(\.name))
      throw Failure(.error, id: "reference.unknown", "no appliance named '\(appliance)'", help: meant.map { "did you mean '\($0)'?" })
    }
    if let out { try write(state, to: out) } else { site.console.output(bytes: try encode(state)) }
  }

  private func encode(_ state: ApplianceState) throws -> [UInt8] {
    do { return try NativeDialect.encode(state) } catch {
      throw Failure(.error, id: "export.impossible", "\(state.name) can't be written as XML: \(error)")
    }
  }

  private func write(_ state: ApplianceState, to path: String) throws {
    let bytes = try encode(state)
    do { try FileAccess.replace(path, with: bytes) } catch { throw Failure(.error, id: "output.unwritable", "\(error)") }
  }
}
