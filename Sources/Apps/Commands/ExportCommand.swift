internal import ArgumentParser
internal import Dialects
internal import Documents
internal import FabricModel
internal import Foundation
internal import Planning
internal import Reconciliation

/// Writes appliances' XML configurations.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the XML configuration that the manifests ask for, or the one that is.",
    discussion: """
      Without --appliance, one NAME.xml an appliance goes into the folder --out.
      For Cisco UCS Manager it is a backup (topRoot) or a request of its XML API (configConfMos). Where the appliance's own file is a
      backup, only what the manifests say otherwise is changed in it. Secrets are left out. What the XML has no place for is listed on
      standard error, and in --report.

      Example:
        weft export -f site --appliance vio-1
        weft export -f site --out xml
        weft export -f site --observed --out backup
        weft export -f site --dialect ucs --form configConfMos --out requests --report losses.json
      """)

  @OptionGroup var site: SiteOptions
  @OptionGroup var fabric: FabricOptions

  @Option(help: ArgumentHelp("Only this appliance.", valueName: "name"))
  var appliance: String?

  @Option(help: "Which XML to write: auto (that of the appliance's own file, else vio), vio or ucs.")
  var dialect: DialectChoice = .auto

  @Option(help: "How UCS Manager is to take it: topRoot or configConfMos.")
  var form: UCSForm = .topRoot

  @Option(help: ArgumentHelp("Write there, as JSON, what the XML has no place for and what had to be renamed.", valueName: "file"))
  var report: String?

  @Option(help: ArgumentHelp("The folder to write to; with --appliance a file, or standard output where absent.", valueName: "path"))
  var out: String?

  @Flag(help: "What the appliances have, not what the manifests ask for.")
  var observed = false

  func run() async throws {
    var workspace = try await Workspace.open(site, fabric)
    // A configuration that is to be written for the first time need not be there.
    try await workspace.observe(toleratingMissing: !observed)
    try workspace.interruptions(site.console).tell()
    var states = observed ? workspace.observations.fabric.appliances : try workspace.desired().appliances
    if let appliance {
      let known = states.map(\.name)
      states = states.filter { $0.name == appliance }
      if states.isEmpty {
        let meant = nearest(to: appliance, among: known)
        throw Failure(.error, id: "reference.unknown", "no appliance named '\(appliance)'", help: meant.map { "did you mean '\($0)'?" })
      }
    } else if out == nil {
      throw ValidationError("--out FOLDER is needed where no single --appliance is named")
    }
    var exportation = Exportation(workspace, dialect.dialect, form, isObserved: observed)
    let documents = try states.map { ($0.name, try exportation.document(of: $0)) }
    exportation.tell(site.console)
    if let report { try ManifestFolder.replace(report, with: exportation.report()) }
    try write(documents)
  }

  private func write(_ documents: [(appliance: String, bytes: [UInt8])]) throws {
    guard appliance == nil else {
      for document in documents {
        if let out { try ManifestFolder.replace(out, with: document.bytes) } else { site.console.output(bytes: document.bytes) }
      }
      return
    }
    let folder = out ?? "."
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for document in documents { try ManifestFolder.replace("\(folder)/\(document.appliance).xml", with: document.bytes) }
    site.console.output("\(documents.count) configuration\(documents.count == 1 ? "" : "s") under \(folder)\n")
  }
}

extension UCSForm: ExpressibleByArgument {}
