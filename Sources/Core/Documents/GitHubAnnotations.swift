/// Findings as workflow commands of GitHub Actions, one a line, which a job's log shows at the lines they are about.
///
/// The last line, the counts, is for whoever reads the log: GitHub shows only some annotations of a step.
///
/// - Parameter folder: the folder of the run, absolute: files below it are named relative to it.
package func gitHubAnnotations(_ findings: Findings, folder: String? = nil) -> String {
  var indexes = TextIndexes(findings.sources)
  var text = ""
  for diagnostic in findings.diagnostics {
    var properties: [(String, String)] = []
    if let range = diagnostic.range { properties = places(of: range, &indexes, folder) }
    properties.append(("title", diagnostic.id))
    let list = properties.map { "\($0.0)=\(escapedProperty($0.1))" }.joined(separator: ",")
    text += "::\(command(for: diagnostic.severity)) \(list)::\(escapedData(diagnostic.reportText(in: findings.sources)))\n"
  }
  return text + findings.counts.text + "\n"
}

private func command(for severity: Diagnostic.Severity) -> String {
  switch severity {
  case .error: "error"
  case .warning: "warning"
  case .note: "notice"
  }
}

/// Columns are refused where the lines differ.
private func places(of range: SourceRange, _ indexes: inout TextIndexes, _ folder: String?) -> [(String, String)] {
  let (file, start, end) = indexes.position(of: range)
  let lines = [("file", relative(file, to: folder)), ("line", "\(start.line)"), ("endLine", "\(end.line)")]
  return start.line == end.line ? lines + [("col", "\(start.column)"), ("endColumn", "\(end.column)")] : lines
}

private func relative(_ path: String, to folder: String?) -> String {
  guard let folder, path.hasPrefix(folder + "/") else { return path.hasPrefix("./") ? String(path.dropFirst(2)) : path }
  return String(path.dropFirst(folder.count + 1))
}

/// The runner reads commands line by line, and undoes these escapes.
private func escapedData(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { printable(String($0)).replacing("%", with: "%25") }
    .joined(separator: "%0A")
}

/// Properties end at a comma, and the list of them at a colon.
private func escapedProperty(_ text: String) -> String {
  escapedData(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
}
