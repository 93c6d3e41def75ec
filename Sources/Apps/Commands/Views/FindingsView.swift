internal import ArgumentParser
internal import Documents
internal import Foundation

/// How findings are printed.
enum FindingsFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json, sarif, junit, github
}

/// Prints what a check found: for people, or as the one document of a format that machines read.
struct FindingsView: Sendable {
  let format: FindingsFormat
  let console: Console

  private static let tool = ReportingTool(name: "weft", version: Version.current)

  /// The findings, and how many there are.
  ///
  /// - Parameter objects: how many objects were checked.
  func show(_ checked: CheckedManifests) {
    let findings = checked.findings
    guard format == .text else { return console.output(document(findings)) }
    console.output(text(checked, color: console.outputHasColor))
  }

  func text(_ checked: CheckedManifests, color: Bool) -> String {
    let findings = checked.findings
    let counts = findings.counts
    let what = "\(counted(checked.objects, "object")) in \(counted(findings.sources.files.count, "file"))"
    return render(findings.diagnostics, sources: findings.sources, color: color)
      + (counts.errors + counts.warnings == 0 ? "\(what): valid\(counts.quietText)\n" : "\(counts.text)\n")
  }

  /// Runs the work; where machines read the output, what stopped it is in a document there too.
  func reporting(_ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let failure as Failure where format != .text && !failure.diagnostics.isEmpty {
      console.output(document(Findings(failure.diagnostics.inFileOrder(), sources: failure.sources)))
      throw Failure(failure.code)
    }
  }

  private func document(_ findings: Findings) -> String {
    let folder = FileManager.default.currentDirectoryPath
    var json = JSONWriter(pretty: true)
    switch format {
    case .text: return render(findings.diagnostics, sources: findings.sources, color: false)
    case .junit: return writeJUnit(findings, tool: Self.tool)
    case .github: return gitHubAnnotations(findings, folder: folder)
    case .json: writeJSON(findings.diagnostics, sources: findings.sources, silenced: findings.silenced.count, to: &json)
    case .sarif: writeSARIF(findings, tool: Self.tool, folder: folder, to: &json)
    }
    return json.text + "\n"
  }
}
