import Documents
import Testing

@Suite("Diagnostics as SARIF")
struct SARIFTests {
  private func report(_ findings: Findings, folder: String? = nil, bounds: SARIFBounds = .gitHub) throws -> JSONValue {
    var writer = JSONWriter()
    writeSARIF(findings, tool: tool, folder: folder, bounds: bounds, to: &writer)
    return try JSONValue(text: writer.text)
  }

  private func run(_ findings: Findings, folder: String? = nil, bounds: SARIFBounds = .gitHub) throws -> JSONValue {
    try report(findings, folder: folder, bounds: bounds)["runs"][0]
  }

  private static let rule = RuleDescription(id: "reference.unknown", severity: .error, summary: "what is named exists", source: "DNS")

  private var full: Findings {
    let sample = Sample("a: 1\nnetwork: prd\n")
    let range = sample.range(14, 17)
    let diagnostic = Diagnostic(
      "reference.unknown", .error, "no network named 'prd'", at: range, related: [.init("first here", at: sample.range(0, 1))],
      help: "did you mean 'prod'?", fix: TextEdit(range, replacement: "prod"))
    let silenced = SilencedDiagnostic(
      Diagnostic("b.c", .note, "odd", at: sample.range(0, 4)), origin: .inSource, justification: "known since May")
    return sample.findings([diagnostic, Diagnostic("a", .warning, "placeless")], silenced: [silenced], rules: [Self.rule])
  }

  @Test("Every object has the members that the standard requires, and none that it does not know")
  func shape() throws {
    #expect(SARIFShape.log.problems(try report(full)) == [])
    #expect(SARIFShape.log.problems(try report(Findings([Diagnostic("a.b", .error, "m")]))) == [])
    #expect(SARIFShape.log.problems(try report(Findings([]))) == [])
  }

  @Test("The check of the shape sees what is missing, strange or of another type")
  func shapeFails() throws {
    let value = try JSONValue(text: #"{"version":"2.0.0","runs":[{"toll":1},{"tool":{"driver":{"name":1}}}]}"#)
    #expect(
      SARIFShape.log.problems(value).sorted() == [
        "$.runs[0]: has toll", "$.runs[0]: lacks tool", "$.runs[1].tool.driver.name: no text", "$.version: not one of [\"2.1.0\"]",
      ])
  }

  @Test("A result names its rule, and says what, where and how bad")
  func result() throws {
    let result = try run(full)["results"][0]
    #expect(result["ruleId"].text == "reference.unknown")
    #expect(result["level"].text == "error")
    #expect(result["message"]["text"].text == "no network named 'prd'\nhelp: did you mean 'prod'?")
    let region = result["locations"][0]["physicalLocation"]["region"]
    #expect(["startLine", "startColumn", "endLine", "endColumn"].map { region[$0].number } == [2, 10, 2, 13])
    let related = result["relatedLocations"][0]
    #expect(related["message"]["text"].text == "first here")
    #expect(related["physicalLocation"]["region"]["startLine"].number == 1)
  }

  @Test("Every result's index leads to its rule, described or not")
  func rules() throws {
    let run = try self.run(full)
    let rules = run["tool"]["driver"]["rules"]
    #expect(rules.items.map { $0["id"].text } == ["reference.unknown", "a", "b.c"])
    #expect(rules[0]["help"]["text"].text == "what is named exists (DNS)")
    for result in run["results"].items {
      #expect(rules[try #require(result["ruleIndex"].number)]["id"].text == result["ruleId"].text)
    }
  }

  @Test("A fix is a replacement of a region")
  func fix() throws {
    let change = try run(full)["results"][0]["fixes"][0]["artifactChanges"][0]
    #expect(change["artifactLocation"]["uri"].text == "site.yaml")
    #expect(change["replacements"][0]["deletedRegion"]["startColumn"].number == 10)
    #expect(change["replacements"][0]["insertedContent"]["text"].text == "prod")
  }

  @Test("Columns count Unicode scalars, and the report says so")
  func columns() throws {
    let sample = Sample("é😀: prd\n")
    let run = try self.run(sample.findings([Diagnostic("a.b", .error, "m", at: sample.range(8, 11))]))
    #expect(run["columnKind"].text == "unicodeCodePoints")
    let region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    #expect([region["startColumn"].number, region["endColumn"].number] == [5, 8])
  }

  @Test(
    "Files are named relative to the folder of the run, percent-encoded",
    arguments: [
      ("site/a.yaml", "site/a.yaml"), ("./site//a b.yaml", "site/a%20b.yaml"), ("a:b%.yaml", "a%3Ab%25.yaml"), ("é.yaml", "%C3%A9.yaml"),
      ("../a.yaml", "../a.yaml"), ("/base/site/a.yaml", "site/a.yaml"), ("/basement/a.yaml", "file:///basement/a.yaml"),
      ("<stdin>", "%3Cstdin%3E"),
    ])
  func uris(path: String, uri: String) throws {
    let sample = Sample("a", path: path)
    let run = try self.run(sample.findings([Diagnostic("a.b", .error, "m", at: sample.range(0, 1))]), folder: "/base")
    let location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    #expect(location["uri"].text == uri)
    let base = location["uriBaseId"].text
    #expect(base == (uri.hasPrefix("file:") ? nil : "%SRCROOT%"))
    if let base { #expect(run["originalUriBaseIds"][base].object != nil) }
  }

  @Test("A finding keeps its fingerprint when lines come above it, and loses it when its line changes")
  func fingerprints() throws {
    func fingerprint(_ text: String, at offset: Int) throws -> String {
      let sample = Sample(text)
      let run = try self.run(sample.findings([Diagnostic("a.b", .error, "m", at: sample.range(offset, offset + 1))]))
      return try #require(run["results"][0]["partialFingerprints"]["primaryLocationLineHash"].text)
    }
    let original = try fingerprint("a: 1\nb: 2\n", at: 8)
    #expect(try fingerprint("# new\n\na: 1\n  b: 2\n", at: 17) == original)
    #expect(try fingerprint("a: 1\nb: 3\n", at: 8) != original)
  }

  @Test("Silenced findings are there, suppressed; with the others the list is empty")
  func suppressions() throws {
    let results = try run(full)["results"]
    #expect(results.items.map { $0["suppressions"].items.count } == [0, 0, 1])
    #expect(results[2]["suppressions"][0]["kind"].text == "inSource")
    #expect(results[2]["suppressions"][0]["justification"].text == "known since May")
  }

  @Test("What has no place is laid to the first file, and is a notification where no file was read")
  func placeless() throws {
    let location = try run(full)["results"][1]["locations"][0]["physicalLocation"]
    #expect(location["artifactLocation"]["uri"].text == "site.yaml")
    #expect(location["region"].any == nil)
    let run = try self.run(Findings([Diagnostic("input.missing", .error, "no file 'x'")]))
    #expect(run["results"].items.isEmpty)
    #expect(run["invocations"][0]["executionSuccessful"].any as? Bool == false)
    #expect(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].text == "no file 'x' [input.missing]")
  }

  @Test("Beyond the bound the worst are kept in their order, and a closing result counts the rest")
  func cut() throws {
    let sample = Sample("abcdef")
    let severities: [Diagnostic.Severity] = [.note, .error, .warning, .note, .error]
    let diagnostics = severities.enumerated().map { Diagnostic("a.b", $1, "m\($0)", at: sample.range($0, $0 + 1)) }
    var bounds = SARIFBounds()
    bounds.results = 4
    let report = try self.report(sample.findings(diagnostics), bounds: bounds)
    #expect(SARIFShape.log.problems(report) == [])
    let run = report["runs"][0]
    let text = "2 more findings are not in this report, which holds 4 at most"
    #expect(run["results"].items.map { $0["message"]["text"].text } == ["m1", "m2", "m4", text])
    #expect(run["results"][3]["ruleId"].text == "report.cut")
    #expect(run["results"][3]["locations"].items.count == 1)
    #expect(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].text == text)
  }

  @Test("As many as the bound are all there")
  func atTheBound() throws {
    let sample = Sample("abc")
    var bounds = SARIFBounds()
    bounds.results = 3
    bounds.shown = 3
    let diagnostics = (0..<3).map { Diagnostic("a.b", .error, "m\($0)", at: sample.range($0, $0 + 1)) }
    let whole = try run(sample.findings(diagnostics), bounds: bounds)
    #expect(whole["results"].items.count == 3)
    #expect(whole["invocations"][0]["toolExecutionNotifications"].items.isEmpty)
    bounds.shown = 2
    let notified = try run(sample.findings(diagnostics), bounds: bounds)
    #expect(notified["invocations"][0]["toolExecutionNotifications"].items.count == 1)
  }

  @Test("Related places beyond the bound are counted in the message")
  func relatedBound() throws {
    let sample = Sample("abcdef")
    var bounds = SARIFBounds()
    bounds.locations = 3
    let related = (0..<5).map { Diagnostic.Related("r", at: sample.range($0, $0 + 1)) }
    let result = try run(sample.findings([Diagnostic("a.b", .error, "m", at: sample.range(0, 1), related: related)]), bounds: bounds)[
      "results"][0]
    #expect(result["relatedLocations"].items.count == 2)
    #expect(result["message"]["text"].text == "m\n3 more related places are left out")
  }

  @Test("No message turns into a link")
  func links() throws {
    let findings = Sample("a").findings([Diagnostic("a.b", .error, "[click](http://example.org) [a]")])
    #expect(try run(findings)["results"][0]["message"]["text"].text == #"[click\](http://example.org) [a]"#)
  }
}

@Suite("Hashes of lines")
struct LineHashTests {
  @Test("They are those that GitHub's upload action computes")
  func known() {
    let hashes = LineHashes(SourceFile(path: "f", bytes: Array(" a\nb\n  \t\tc\n d".utf8)))
    #expect((1...5).map { hashes[$0] } == ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1", nil])
    #expect(LineHashes(SourceFile(path: "f", bytes: []))[1] == "c129715d7a2bc9a3:1")
  }

  @Test("Line ends of all sorts count alike")
  func lineEnds() {
    func hashes(_ text: String) -> [String?] {
      let hashes = LineHashes(SourceFile(path: "f", bytes: Array(text.utf8)))
      return (1...3).map { hashes[$0] }
    }
    #expect(hashes("a\r\nb\r\n") == hashes("a\nb\n"))
    #expect(hashes("a\nb\n")[2] != nil)
  }

  @Test("Equal lines are numbered")
  func equalLines() {
    let block = String(repeating: "x", count: 100) + "\n"
    let hashes = LineHashes(SourceFile(path: "f", bytes: Array((block + block).utf8)))
    #expect(hashes[1]?.hasSuffix(":1") == true && hashes[2]?.hasSuffix(":2") == true)
    #expect(hashes[1]?.dropLast() == hashes[2]?.dropLast())
  }
}
