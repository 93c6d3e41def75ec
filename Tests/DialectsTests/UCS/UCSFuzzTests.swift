import Dialects
import Documents
import FabricModel
import TestSupport
import Testing
import XML
import YAML

/// Broken domains on their whole way: whatever the document, it is read or refused, and what is read comes to sound manifests that are
/// the domain again.
@Suite struct UCSFuzzTests {
  @Test func brokenDomainsAreReadOrRefused() throws {
    let mutator = try UCSMutator()
    play(FuzzRun("Broken domains", cases: 1_500)) { random in XMLSerializer.document(mutator.tree(&random)) }
  }

  @Test func brokenTextsOfDomainsAreReadOrRefused() throws {
    let mutator = try UCSMutator()
    play(FuzzRun("Broken texts of domains", cases: 1_000)) { random in
      ByteMutator([XMLSerializer.document(mutator.tree(&random)), XMLSerializer.document(mutator.tree(&random))]).text(&random)
    }
  }

  private func play(_ run: FuzzRun, _ document: (inout SeededGenerator) -> [UInt8]) {
    var complaints = 0
    for round in 0..<run.cases where complaints < 10 {
      var random = run.generator(round)
      let bytes = document(&random)
      guard let tape = XMLReader.read(SourceFile(path: "ucs.xml", bytes: bytes), as: SourceID(0)).tape else { continue }
      guard Dialect.detect(tape) == .ucs, let defect = defect(of: tape, isExported: round.isMultiple(of: 3)) else { continue }
      complaints += 1
      Issue.record("\(run.note(round)): \(defect)\n\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  /// A promise that was not kept, if any.
  ///
  /// - Parameter isExported: whether it is tried back as well, which takes longest.
  private func defect(of tape: XMLTape, isExported: Bool) -> String? {
    let imported = UCSDialect.importManifest(tape, driver: nil)
    let again = UCSDialect.importManifest(tape, driver: nil)
    guard imported.diagnostics == again.diagnostics, imported.losses == again.losses, imported.renamed == again.renamed else {
      return "the same document, other findings"
    }
    guard let manifest = imported.manifest, let state = imported.state else {
      return imported.diagnostics.hasErrors ? nil : "nothing is imported, without a word"
    }
    let lines = written(manifest)
    if let other = again.manifest, written(other) != lines { return "the same document, other manifests" }
    if UCSDialect.decode(tape).state != state { return "observed is not what is imported" }
    if let defect = defect(in: manifest, told: imported.diagnostics) { return defect }
    for form in isExported ? UCSForm.allCases : [] {
      _ = UCSDialect.export(manifest: manifest, state: state, base: nil, form: form)
      let export = UCSDialect.export(manifest: manifest, state: state, base: tape, form: form)
      guard tape.withRoot({ $0.hasName("topRoot") }) else { continue }
      let file = SourceFile(path: "ucs.xml", bytes: export.bytes)
      guard let carried = XMLReader.read(file, as: SourceID(0)).tape else { return "\(form): the export is no XML" }
      if form == .topRoot, !export.losses.isEmpty { return "an export over the base loses what came from there" }
      guard form == .topRoot else { continue }
      guard let second = UCSDialect.importManifest(carried, driver: nil).manifest else { return "\(form): the export can't be imported" }
      let difference = difference(lines, written(second))
      if !difference.isEmpty { return "\(form): export and import change\n\(difference.prefix(20).joined(separator: "\n"))" }
    }
    return nil
  }

  private func written(_ manifest: Manifest) -> [String] {
    ManifestFiles.write(manifest, note: "").flatMap { [$0.name] + $0.text.split(separator: "\n").map(String.init) }
  }

  /// What is wrong in manifests as they are written and read again.
  ///
  /// A VSAN that nobody names is the one thing that is left to people, who are told.
  private func defect(in manifest: Manifest, told: [Diagnostic]) -> String? {
    if let name = badNames(in: manifest).first { return "'\(name)' is no name" }
    let text = ManifestFiles.write(manifest, note: "fuzz").map(\.text).joined(separator: "---\n")
    let documents = YAMLReader.read(SourceFile(path: "site.yaml", bytes: Array(text.utf8)), as: SourceID(0))
    var (read, problems, tapes) = (Manifest(), documents.diagnostics, documents.tapes)
    for (index, tape) in tapes.enumerated() {
      let decoded = Manifest.decode(tape, tape: index)
      read.append(decoded.manifest)
      problems += decoded.diagnostics
    }
    problems += read.complete(in: &tapes)
    let isVSANOpen = told.contains { $0.id == "ucs.noVSAN" || ($0.id == "ucs.dangling" && $0.message.contains("VSAN")) }
    problems.removeAll { $0.severity != .error || (isVSANOpen && $0.id == "field.missing" && $0.message.contains("'vsan'")) }
    if let problem = problems.first { return "its YAML is refused: \(problem.id): \(problem.message)" }
    return read.objectCount == manifest.objectCount || isVSANOpen ? nil : "\(manifest.objectCount) objects are \(read.objectCount) in YAML"
  }

  private func badNames(in manifest: Manifest) -> [String] {
    var names: [String] = []
    func add<Spec: ManifestSpec>(_ spec: Spec.Type) {
      let objects = manifest[keyPath: spec.objects]
      names += objects.map(\.name).filter { NameRule.object.problem(with: $0) != nil }
      names += objects.compactMap(\.namespace).filter { NameRule.object.problem(with: $0) != nil }
      var seen: Set<String> = []
      names += objects.map(\.name).filter { !seen.insert($0).inserted }.map { "\(spec.kind) \($0), which is there twice," }
    }
    for kind in ManifestKind.allCases { add(kind.spec) }
    for vports in manifest.profiles.map({ $0.spec.vnics.map(\.name) + $0.spec.vhbas.map(\.name) }) {
      var seen: Set<String> = []
      names += vports.filter { NameRule.vport.problem(with: $0) != nil || !seen.insert($0).inserted }
    }
    return names
  }
}
