internal import ArgumentParser
internal import Dialects
internal import Documents
internal import FabricModel
internal import Foundation
internal import XML

/// Documents of appliances on their way to manifests: read, understood, put together, with everything that has to be told of it.
struct Importation: Sendable {
  var sources = SourceSet()
  var manifest = Manifest()
  var findings: [Diagnostic] = []
  var losses = LossReport()
  var renamed: [Renaming] = []
  /// Of each document that could be read, in the order of the files.
  var tapes: [XMLTape] = []
  var dialects: [Dialect] = []
  var states: [ApplianceState] = []

  /// - Parameters:
  ///   - dialect: nil is to be found out.
  ///   - driver: how manifests name a file as their appliance; nil where they cannot.
  static func run(_ files: [String], as dialect: Dialect?, driver: @escaping @Sendable (String) -> String?) async throws -> Importation {
    var importation = Importation()
    for path in files { importation.sources.add(SourceFile(path: path, bytes: try readFile(path))) }
    let read = importation.sources
    let documents = await onAllCores(files.count) { index in
      ReadDocument.read(read.files[index], as: SourceID(index), dialect, driver: driver(read.files[index].path))
    }
    var states: [Importer.Source] = []
    for document in documents {
      importation.findings += document.diagnostics
      importation.losses.merge(document.losses)
      importation.renamed += document.renamed
      guard let tape = document.tape, let dialect = document.dialect, let state = document.state else { continue }
      importation.tapes.append(tape)
      importation.dialects.append(dialect)
      importation.states.append(state)
      if document.manifest == nil { states.append(Importer.Source(state, driver: document.driver)) }
    }
    let imported = Importer.run(states, and: documents.compactMap(\.manifest))
    importation.manifest = imported.manifest
    importation.findings += imported.findings
    return importation
  }

  mutating func failIfLossy(_ strict: Bool) {
    if strict, !losses.isEmpty { findings.append(.lossy(losses.count)) }
  }

  /// Says what was found, what had to change and what was not understood.
  func tell(_ console: Console, rest: String) {
    console.error(render(findings.inFileOrder(), sources: sources, color: console.errorHasColor))
    if !renamed.isEmpty {
      let shown = renamed.prefix(Self.mostLines)
      let width = shown.map { $0.kind.count + $0.native.count }.max() ?? 0
      console.error("Names that manifests can't have, with their new ones (\(renamed.count)):\n")
      for one in shown {
        let blanks = String(repeating: " ", count: width - one.kind.count - one.native.count + 2)
        console.error("  \(one.kind) \(one.native)\(blanks)\(one.name)\n")
      }
      if renamed.count > shown.count { console.error("  … and \(renamed.count - shown.count) more, which --report lists\n") }
    }
    if !losses.isEmpty {
      console.error("Not understood, so not in the manifests; \(rest) (\(losses.count) elements, attributes and texts):\n")
      console.error(losses.summary(sources, lines: Self.mostLines))
    }
  }

  private static let mostLines = 40

  /// - Parameter export: what became of it in another dialect.
  func report(_ export: UCSExport? = nil) -> [UInt8] {
    var json = JSONWriter(pretty: true)
    json.object { json in
      json.key("format")
      json.string("weft/import-report/1")
      json.key("losses")
      losses.write(&json, sources)
      if let export {
        json.key("exportLosses")
        export.losses.write(&json)
      }
      json.key("renamed")
      (renamed + (export?.renames ?? [])).write(&json)
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }
}

/// One document, read.
private struct ReadDocument: Sendable {
  var driver: String?
  var tape: XMLTape?
  var dialect: Dialect?
  var state: ApplianceState?
  var manifest: Manifest?
  var diagnostics: [Diagnostic] = []
  var losses = LossReport()
  var renamed: [Renaming] = []

  static func read(_ file: SourceFile, as source: SourceID, _ dialect: Dialect?, driver: String?) -> ReadDocument {
    var document = ReadDocument(driver: driver)
    if let problem = UnreadableFile.problem(with: file, as: source) {
      document.diagnostics = [problem]
      return document
    }
    (document.tape, document.diagnostics) = XMLReader.read(file, as: source)
    if let tape = document.tape { document.understand(tape, file.path, dialect) }
    return document
  }

  private mutating func understand(_ tape: XMLTape, _ path: String, _ dialect: Dialect?) {
    let detected = Dialect.detect(tape)
    if let dialect, let detected, dialect != detected {
      diagnostics.append(.otherDialect(detected, dialect, path))
      return
    }
    self.dialect = detected ?? dialect
    switch self.dialect {
    case .vio:
      let result = NativeDialect.decode(tape)
      state = result.state
      diagnostics += result.diagnostics
      losses = result.losses
    case .ucs:
      let imported = UCSDialect.importManifest(tape, driver: driver)
      manifest = imported.manifest
      state = imported.state
      diagnostics += imported.diagnostics
      (losses, renamed) = (imported.losses, imported.renamed)
    case let other: diagnostics.append(.unknownDialect(other, path))
    }
  }
}

extension Diagnostic {
  fileprivate static func unknownDialect(_ dialect: Dialect?, _ path: String) -> Diagnostic {
    Diagnostic(
      dialect == nil ? "dialect.unknown" : "unsupported", .error,
      dialect.map { "\(path) is XML of another kind (\($0.title)), which this version of weft does not read" }
        ?? "\(path) is no appliance configuration that weft knows",
      help: "it reads the native dialect, 'schemas/vio-config.xsd', and UCS Manager's")
  }

  fileprivate static func otherDialect(_ found: Dialect, _ asked: Dialect, _ path: String) -> Diagnostic {
    Diagnostic("dialect.unknown", .error, "\(path) is a \(found.title), not a \(asked.title)", help: "say --dialect auto")
  }

  fileprivate static func lossy(_ count: Int) -> Diagnostic {
    Diagnostic("import.lossy", .error, "\(count) elements or attributes were not understood, and --strict is given")
  }
}
