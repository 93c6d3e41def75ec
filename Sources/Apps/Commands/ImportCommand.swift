internal import ArgumentParser
internal import Dialects
internal import Documents
internal import FabricModel
internal import Files
internal import Formatting
internal import Foundation
internal import XML

/// Brings appliances under version control.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Turn appliances' XML configurations into manifests.",
    discussion: """
      Writes one file a kind into a folder. What was not understood is listed on standard error, and in --report.

      Example:
        weft import site/vio-1.xml site/vio-2.xml --out site
      """)

  enum DialectChoice: String, ExpressibleByArgument, CaseIterable { case auto, vio }

  @Argument(help: ArgumentHelp("XML configurations.", valueName: "file"))
  var files: [String]

  @Option(help: ArgumentHelp("The folder to write the manifests to.", valueName: "folder"))
  var out: String

  @Option(help: "Which XML it is: auto or vio.")
  var dialect: DialectChoice = .auto

  @Flag(help: "Anything that was not understood is an error, and nothing is written.")
  var strict = false

  @Option(help: ArgumentHelp("Write the loss report there, as JSON.", valueName: "file"))
  var report: String?

  @Flag(help: "Replace manifests that are there.")
  var force = false

  func run() async throws {
    let console = Console.standard
    var sources = SourceSet()
    for path in files { sources.add(SourceFile(path: path, bytes: try readFile(path))) }
    let read = sources
    let decoded = await onAllCores(files.count) { Decoded.read(read.files[$0], as: SourceID($0)) }
    var findings = decoded.flatMap(\.diagnostics)
    var losses = LossReport()
    for one in decoded { losses.merge(one.losses) }
    let imported = Importer.run(
      zip(files, decoded).compactMap { path, one in one.state.map { Importer.Source($0, driver: driver(for: path)) } })
    findings += imported.findings
    for (path, one) in zip(files, decoded) where one.state != nil && driver(for: path) == nil { findings.append(.outside(path, out)) }
    if strict, !losses.isEmpty { findings.append(.lossy(losses.count)) }
    console.error(render(findings.inFileOrder(), sources: sources, color: console.errorHasColor))
    if !losses.isEmpty {
      console.error("Not understood, so not in the manifests; it stays in the XML (\(losses.count) elements, attributes and texts):\n")
      console.error(losses.text(sources))
    }
    if let report { try write(report, losses, sources) }
    if findings.hasErrors { throw Failure(.error) }
    try write(imported.manifest, console)
  }

  private func write(_ manifest: Manifest, _ console: Console) throws {
    let manifests = ManifestFiles.write(
      manifest, note: "Imported from \(files.map { ($0 as NSString).lastPathComponent }.joined(separator: ", "))")
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    let taken = manifests.map { "\(out)/\($0.name)" }.filter { FileManager.default.fileExists(atPath: $0) }
    guard force || taken.isEmpty else {
      throw Failure(
        .refused, id: "output.exists", "\(taken.joined(separator: ", ")) would be replaced", help: "name another folder, or say --force")
    }
    for (name, text) in manifests {
      // What import writes has nothing left to do for `fmt`.
      let formatted = ManifestFormatter.format(SourceFile(path: name, bytes: Array(text.utf8)), as: SourceID(0))
      do { try FileAccess.replace("\(out)/\(name)", with: formatted.bytes) } catch {
        throw Failure(.error, id: "output.unwritable", "\(error)")
      }
    }
    console.output("\(manifest.objectCount) objects in \(manifests.count) file\(manifests.count == 1 ? "" : "s") under \(out)\n")
  }

  private func write(_ report: String, _ losses: LossReport, _ sources: SourceSet) throws {
    var json = JSONWriter(pretty: true)
    losses.write(&json, sources)
    do { try FileAccess.replace(report, with: json.bytes + [UInt8(ascii: "\n")]) } catch {
      throw Failure(.error, id: "output.unwritable", "\(error)")
    }
  }

  /// Manifests may name only files in their own folder.
  private func driver(for path: String) -> String? {
    func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path }
    let (file, folder) = (absolute(path), absolute(out))
    return file.hasPrefix(folder + "/") ? "file:" + file.dropFirst(folder.count + 1) : nil
  }
}

/// One configuration, read.
private struct Decoded: Sendable {
  var state: ApplianceState?
  var diagnostics: [Diagnostic] = []
  var losses = LossReport()

  static func read(_ file: SourceFile, as source: SourceID) -> Decoded {
    var decoded = Decoded()
    let (tape, diagnostics) = XMLReader.read(file, as: source)
    decoded.diagnostics = diagnostics
    guard let tape else { return decoded }
    guard let dialect = Dialect.detect(tape), dialect.isSupported else {
      decoded.diagnostics.append(.unknownDialect(Dialect.detect(tape), file.path))
      return decoded
    }
    let result = NativeDialect.decode(tape)
    decoded.state = result.state
    decoded.diagnostics += result.diagnostics
    decoded.losses = result.losses
    return decoded
  }
}

extension Diagnostic {
  fileprivate static func unknownDialect(_ dialect: Dialect?, _ path: String) -> Diagnostic {
    Diagnostic(
      dialect == nil ? "dialect.unknown" : "unsupported", .error,
      dialect.map { "\(path) is XML of another kind (\($0.title)), which this version of weft does not read" }
        ?? "\(path) is no appliance configuration that weft knows",
      help: "it reads the native dialect, 'schemas/vio-config.xsd'")
  }

  fileprivate static func outside(_ path: String, _ folder: String) -> Diagnostic {
    Diagnostic(
      "driver.path", .warning, "\(path) is not in \(folder), so the manifests can't name it as their appliance",
      help: "keep the XML in the folder of the manifests, or add a driver to the Appliance by hand")
  }

  fileprivate static func lossy(_ count: Int) -> Diagnostic {
    Diagnostic("import.lossy", .error, "\(count) elements or attributes were not understood, and --strict is given")
  }
}
