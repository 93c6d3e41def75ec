/// Findings as JUnit XML, which CI services (GitLab, Jenkins …) show as tests: a suite for each text, in which errors are failures.
///
/// Each suite begins with a test case that passes: that the text was checked. Its output holds the warnings and notes, which fail nothing.
/// Silenced findings are skipped test cases. Nothing tells of times, so that equal findings give equal bytes.
package func writeJUnit(_ findings: Findings, tool: ReportingTool) -> String {
  var renderer = DiagnosticRenderer(sources: findings.sources)
  let bySource = Dictionary(grouping: findings.diagnostics) { $0.range?.source }
  let silencedBySource = Dictionary(grouping: findings.silenced) { $0.diagnostic.range?.source }
  var suites = findings.sources.files.indices.map { index in
    let source = SourceID(index)
    return JUnitSuite(
      findings.sources[source].path, bySource[source] ?? [], silencedBySource[source] ?? [], isFile: true, &renderer)
  }
  let (placeless, silenced) = (bySource[nil] ?? [], silencedBySource[nil] ?? [])
  if !placeless.isEmpty || !silenced.isEmpty {
    suites.append(JUnitSuite(tool.name, placeless, silenced, isFile: false, &renderer))
  }
  let counts = suites.reduce(into: (tests: 0, failures: 0, skipped: 0)) {
    $0.tests += $1.cases.count
    $0.failures += $1.failures
    $0.skipped += $1.skipped
  }
  var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  text += "<testsuites name=\(attribute(tool.name)) tests=\"\(counts.tests)\" failures=\"\(counts.failures)\""
  text += " errors=\"0\" skipped=\"\(counts.skipped)\">\n"
  for suite in suites { text += suite.text }
  return text + "</testsuites>\n"
}

/// The findings of one text, or those without a place.
private struct JUnitSuite {
  private(set) var cases: [String] = []
  private(set) var failures = 0
  private(set) var skipped = 0
  private let name: String
  private let file: String
  /// Viewers take test cases of one name for one.
  private var names: [String: Int] = [:]

  init(
    _ name: String, _ diagnostics: [Diagnostic], _ silenced: [SilencedDiagnostic], isFile: Bool, _ renderer: inout DiagnosticRenderer
  ) {
    self.name = name
    file = isFile ? " file=\(attribute(name))" : ""
    let quiet = diagnostics.filter { $0.severity != .error }.map { renderer.rendered($0) }.joined()
    add("checked", "", quiet.isEmpty ? "" : "<system-out>\(content(quiet))</system-out>")
    for diagnostic in diagnostics where diagnostic.severity == .error {
      failures += 1
      let place = diagnostic.range.map { " line=\"\(renderer.line(of: $0))\"" } ?? ""
      add(
        "\(diagnostic.message) [\(diagnostic.id)]", place,
        "<failure message=\(attribute(diagnostic.message)) type=\(attribute(diagnostic.id))>\(content(renderer.rendered(diagnostic)))</failure>"
      )
    }
    for one in silenced {
      skipped += 1
      let reason = one.justification.map { "silenced: \($0)" } ?? "silenced"
      add("\(one.diagnostic.message) [\(one.diagnostic.id)]", "", "<skipped message=\(attribute(reason))/>")
    }
  }

  private mutating func add(_ title: String, _ place: String, _ content: String) {
    names[title, default: 0] += 1
    let count = names[title, default: 1]
    let unique = count == 1 ? title : "\(title) (\(count))"
    let start = "    <testcase classname=\(attribute(name)) name=\(attribute(unique))\(file)\(place)"
    cases.append(content.isEmpty ? "\(start)/>\n" : "\(start)>\(content)</testcase>\n")
  }

  var text: String {
    "  <testsuite name=\(attribute(name)) tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\">\n"
      + cases.joined() + "  </testsuite>\n"
  }
}

/// In quotes. A reader turns raw line ends and tabs in attributes into blanks.
private func attribute(_ text: String) -> String {
  "\"" + escaped(text) { $0 == "\t" ? "&#9;" : $0 == "\n" ? "&#10;" : $0 == "\"" ? "&quot;" : nil } + "\""
}

private func content(_ text: String) -> String { escaped(text) { _ in nil } }

/// With what XML 1.0 has no way to write, and what a terminal would act upon, made visible.
private func escaped(_ text: String, _ special: (Unicode.Scalar) -> String?) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\n" where special(scalar) == nil: result += "\n"
    case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
    default: result += special(scalar) ?? printable(String(scalar))
    }
  }
  return result
}
