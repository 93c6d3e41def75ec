internal import ArgumentParser
internal import Dialects
internal import Documents
internal import FabricModel
internal import Foundation

/// Brings appliances under version control.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Turn appliances' XML configurations into manifests.",
    discussion: """
      Reads weft's native XML, and what Cisco UCS Manager writes: backups (topRoot) and messages of its XML API.
      Writes one file a kind into a folder. What was not understood is listed on standard error, and in --report.

      Example:
        weft import site/vio-1.xml site/vio-2.xml --out site
        weft import site/ucs-backup.xml --out site --report losses.json
      """)

  @Argument(help: ArgumentHelp("XML configurations.", valueName: "file"))
  var files: [String]

  @Option(help: ArgumentHelp("The folder to write the manifests to.", valueName: "folder"))
  var out: String

  @Option(help: "Which XML it is: auto, vio or ucs.")
  var dialect: DialectChoice = .auto

  @Flag(help: "Anything that was not understood is an error, and nothing is written.")
  var strict = false

  @Option(help: ArgumentHelp("Write the loss report there, as JSON.", valueName: "file"))
  var report: String?

  @Flag(help: "Replace manifests that are there.")
  var force = false

  func run() async throws {
    let console = Console.standard
    let folder = out
    var imported = try await Importation.run(files, as: dialect.dialect) { ManifestFolder.driver(for: $0, in: folder) }
    for path in files where ManifestFolder.driver(for: path, in: out) == nil { imported.findings.append(.outside(path, out)) }
    imported.failIfLossy(strict)
    imported.tell(console, rest: "it stays in the XML")
    if let report { try ManifestFolder.replace(report, with: imported.report()) }
    if imported.findings.hasErrors { throw Failure(.error) }
    let note = "Imported from \(files.map { ($0 as NSString).lastPathComponent }.joined(separator: ", "))"
    let count = try ManifestFolder.write(imported.manifest, to: out, note: note, replacing: force)
    console.output("\(imported.manifest.objectCount) objects in \(count) file\(count == 1 ? "" : "s") under \(out)\n")
  }
}

extension Diagnostic {
  fileprivate static func outside(_ path: String, _ folder: String) -> Diagnostic {
    Diagnostic(
      "driver.path", .warning, "\(path) is not in \(folder), so the manifests can't name it as their appliance",
      help: "keep the XML in the folder of the manifests, or add a driver to the Appliance by hand")
  }
}
