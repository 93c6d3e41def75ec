internal import ArgumentParser
internal import Dialects
internal import Documents
internal import FabricModel
internal import Foundation
internal import XML

/// Takes a configuration from one dialect to another, with nothing between them on disk.
struct ConvertCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Turn an appliance's XML configuration into another dialect.",
    discussion: """
      The way leads through manifests: what was not understood of the input and what the other dialect has no place for is listed on
      standard error, and in --report. Secrets are left out.

      Example:
        weft convert ucs-backup.xml --to vio --out vio-1.xml
        weft convert vio-1.xml --to ucs --out ucs.xml --report losses.json
        weft convert ucs-backup.xml --to ucs --form configConfMos --out request.xml
      """)

  enum Target: String, ExpressibleByArgument, CaseIterable { case vio, ucs }

  @Argument(help: ArgumentHelp("The XML configuration.", valueName: "file"))
  var input: String

  @Option(help: "The dialect to turn it into: vio or ucs.")
  var to: Target

  @Option(help: ArgumentHelp("The file to write.", valueName: "file"))
  var out: String

  @Option(help: "How UCS Manager is to take it: topRoot or configConfMos.")
  var form: UCSForm = .topRoot

  @Option(help: "Which XML the input is: auto, vio or ucs.")
  var dialect: DialectChoice = .auto

  @Flag(help: "Anything that does not come over whole is an error, and nothing is written.")
  var strict = false

  @Option(help: ArgumentHelp("Write there, as JSON, what was lost on the way in and on the way out.", valueName: "file"))
  var report: String?

  func run() async throws {
    let console = Console.standard
    var imported = try await Importation.run([input], as: dialect.dialect) { _ in nil }
    imported.failIfLossy(strict)
    guard !imported.findings.hasErrors, let state = imported.states.first else {
      imported.tell(console, rest: "and not in the result")
      throw Failure(.error)
    }
    let export = try export(imported, state)
    imported.findings += export.diagnostics
    if strict, !export.losses.isEmpty { imported.findings.append(.lossyExport(export.losses.count)) }
    imported.tell(console, rest: isCarried(imported) ? "it stays as it was" : "and not in the result")
    console.error(export.losses.text)
    if let report { try ManifestFolder.replace(report, with: imported.report(export)) }
    if imported.findings.hasErrors { throw Failure(.error) }
    try ManifestFolder.replace(out, with: export.bytes)
    console.output("\(out): \(state.name), \(state.profiles.count) profile\(state.profiles.count == 1 ? "" : "s")\n")
  }

  /// Whether the result is the input with changes, so that what was not understood is still there.
  private func isCarried(_ imported: Importation) -> Bool { to == .ucs && imported.dialects.first == .ucs }

  private func export(_ imported: Importation, _ state: ApplianceState) throws -> UCSExport {
    switch to {
    case .ucs:
      let base = isCarried(imported) ? imported.tapes.first : nil
      return UCSDialect.export(manifest: imported.manifest, state: state, base: base, form: form)
    case .vio:
      do {
        return UCSExport(bytes: try NativeDialect.encode(state), losses: NativeDialect.losses(of: imported.manifest))
      } catch {
        throw Failure(.error, id: "export.impossible", "\(state.name) can't be written as XML: \(error)")
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func lossyExport(_ count: Int) -> Diagnostic {
    Diagnostic("export.lossy", .error, "the other dialect has no place for \(count) objects or values, and --strict is given")
  }
}
