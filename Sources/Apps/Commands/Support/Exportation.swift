internal import Dialects
internal import Documents
internal import FabricModel
internal import Reconciliation
internal import XML

/// Appliances on their way to documents, with everything that has to be told of these.
struct Exportation {
  private let manifest: Manifest
  private let sources: SourceSet
  /// The files that the appliances have, by their names.
  private let tapes: [String: XMLTape]
  private let dialect: Dialect?
  private let form: UCSForm
  private let isObserved: Bool
  private(set) var losses: [(appliance: String, losses: ExportLosses)] = []
  private(set) var renamed: [Renaming] = []
  private var findings: [Diagnostic] = []

  /// - Parameter dialect: nil is that of the appliance's own file.
  init(_ workspace: Workspace, _ dialect: Dialect?, _ form: UCSForm, isObserved: Bool) {
    manifest = workspace.loaded.manifest
    sources = workspace.sources
    (self.dialect, self.form, self.isObserved) = (dialect, form, isObserved)
    // Files of the native dialect are written anew.
    let foreign = workspace.observations.files.compactMap { file -> (String, XMLTape)? in
      guard !file.file.bytes.isEmpty, let tape = XMLReader.read(file.file, as: file.source).tape else { return nil }
      return Dialect.detect(tape) == .ucs ? (file.appliance, tape) : nil
    }
    tapes = Dictionary(foreign) { first, _ in first }
  }

  mutating func document(of state: ApplianceState) throws -> [UInt8] {
    let tape = tapes[state.name]
    guard (dialect ?? (tape == nil ? .vio : .ucs)) == .ucs else { return try native(state) }
    let export = UCSDialect.export(manifest: manifest(for: state, tape), state: state, base: tape, form: form)
    if !export.losses.isEmpty { losses.append((state.name, export.losses)) }
    renamed += export.renames.filter { !renamed.contains($0) }
    findings += export.diagnostics.filter { !findings.contains($0) }
    return export.bytes
  }

  /// What is there is asked for by manifests of its own.
  private func manifest(for state: ApplianceState, _ tape: XMLTape?) -> Manifest {
    guard isObserved else { return manifest }
    return tape.flatMap { UCSDialect.importManifest($0, driver: nil).manifest }
      ?? Importer.run([Importer.Source(state, driver: nil)]).manifest
  }

  private func native(_ state: ApplianceState) throws -> [UInt8] {
    do { return try NativeDialect.encode(state) } catch {
      throw Failure(.error, id: "export.impossible", "\(state.name) can't be written as XML: \(error)")
    }
  }

  /// Says what was found, what had to change and what is not in the documents.
  func tell(_ console: Console) {
    console.error(render(findings.inFileOrder(), sources: sources, color: console.errorHasColor))
    if !renamed.isEmpty {
      console.error("Names that UCS Manager can't have, with their new ones (\(renamed.count)):\n")
      let shown = renamed.prefix(40)
      console.error(shown.map { "  \($0.kind) \($0.native)  \($0.name)\n" }.joined())
      if renamed.count > shown.count { console.error("  … and \(renamed.count - shown.count) more, which --report lists\n") }
    }
    for (appliance, losses) in losses {
      if self.losses.count > 1 { console.error("\(appliance):\n") }
      console.error(losses.text)
    }
  }

  func report() -> [UInt8] {
    var json = JSONWriter(pretty: true)
    json.object { json in
      json.key("format")
      json.string("weft/export-report/1")
      json.key("appliances")
      json.array(losses) { json, one in
        json.object { json in
          json.key("name")
          json.string(one.appliance)
          json.key("losses")
          one.losses.write(&json)
        }
      }
      json.key("renamed")
      renamed.write(&json)
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }
}
