import Documents
import Testing

@Suite("Diagnostics as JUnit XML")
struct JUnitTests {
  @Test("A file is a suite: it was checked, errors are failures, the rest is output")
  func form() {
    var sample = Sample("a: prd\n", path: "a.yaml")
    sample.add("b: 1\n", path: "b.yaml")
    let text = writeJUnit(
      sample.findings([
        Diagnostic("x.y", .error, "no 'prd'", at: sample.range(3, 6)), Diagnostic("x.z", .warning, "odd", at: sample.range(0, 1)),
      ]), tool: tool)
    #expect(
      text == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="weft" tests="3" failures="1" errors="0" skipped="0">
          <testsuite name="a.yaml" tests="2" failures="1" errors="0" skipped="0">
            <testcase classname="a.yaml" name="checked" file="a.yaml"><system-out>a.yaml:1:1: warning: odd [x.z]
        a: prd
        ^
        </system-out></testcase>
            <testcase classname="a.yaml" name="no 'prd' [x.y]" file="a.yaml" line="1"><failure message="no 'prd'" type="x.y">\
        a.yaml:1:4: error: no 'prd' [x.y]
        a: prd
           ^~~
        </failure></testcase>
          </testsuite>
          <testsuite name="b.yaml" tests="1" failures="0" errors="0" skipped="0">
            <testcase classname="b.yaml" name="checked" file="b.yaml"/>
          </testsuite>
        </testsuites>

        """)
  }

  @Test("Equal findings of one file have different names")
  func names() {
    let sample = Sample("a: a: a")
    let text = writeJUnit(sample.findings([0, 3, 6].map { Diagnostic("x.y", .error, "m", at: sample.range($0, $0 + 1)) }), tool: tool)
    for name in ["m [x.y]", "m [x.y] (2)", "m [x.y] (3)"] { #expect(text.split(separator: "name=\"\(name)\"").count == 2) }
  }

  @Test("What no file is to blame for has a suite of its own")
  func placeless() {
    let text = writeJUnit(Sample("").findings([Diagnostic("x.y", .error, "m")]), tool: tool)
    #expect(text.contains("<testsuite name=\"weft\" tests=\"2\" failures=\"1\""))
    #expect(text.contains("<testcase classname=\"weft\" name=\"m [x.y]\"><failure"))
  }

  @Test("Silenced findings are skipped, with the reason")
  func silenced() {
    let sample = Sample("a")
    let one = SilencedDiagnostic(Diagnostic("x.y", .error, "m", at: sample.range(0, 1)), origin: .external, justification: "old & known")
    let text = writeJUnit(sample.findings([], silenced: [one]), tool: tool)
    #expect(text.contains("tests=\"2\" failures=\"0\" errors=\"0\" skipped=\"1\""))
    #expect(text.contains("name=\"m [x.y]\" file=\"site.yaml\"><skipped message=\"silenced: old &amp; known\"/>"))
  }

  @Test("Markup is escaped, and what XML can't hold is made visible")
  func escapes() {
    let sample = Sample("<&>\"\u{1}]]>", path: "<\"&\n\u{1B}>.yaml")
    let text = writeJUnit(
      sample.findings([Diagnostic("x.y", .error, "a\tb\n\"<\u{FFFF}", at: sample.range(0, 3))]), tool: tool)
    #expect(text.contains("<testsuite name=\"&lt;&quot;&amp;&#10;\u{241B}&gt;.yaml\""))
    #expect(text.contains("message=\"a&#9;b&#10;&quot;&lt;\u{FFFD}\""))
    #expect(text.contains("&lt;&amp;&gt;\"\u{2401}]]&gt;\n"))
  }
}

@Suite("Diagnostics as workflow annotations")
struct GitHubAnnotationTests {
  @Test("Place, title, message and help are in one line; the counts follow")
  func form() {
    let sample = Sample("a: 1\nnetwork: prd\n")
    let range = sample.range(14, 17)
    let diagnostics = [
      Diagnostic("reference.unknown", .error, "no 'prd'", at: range, fix: TextEdit(range, replacement: "prod")),
      Diagnostic("x.y", .warning, "odd"), Diagnostic("x.z", .note, "well"),
    ]
    #expect(
      gitHubAnnotations(sample.findings(diagnostics)) == """
        ::error file=site.yaml,line=2,endLine=2,col=10,endColumn=13,title=reference.unknown::no 'prd'%0Ahelp: write 'prod' for 'prd'
        ::warning title=x.y::odd
        ::notice title=x.z::well
        1 error, 1 warning, 1 note

        """)
  }

  @Test("Columns are left out where a finding spans lines")
  func severalLines() {
    let sample = Sample("a: 1\nb: 2\n", path: "./site.yaml")
    let text = gitHubAnnotations(sample.findings([Diagnostic("x.y", .error, "m", at: sample.range(3, 6))]))
    #expect(text.hasPrefix("::error file=site.yaml,line=1,endLine=2,title=x.y::m\n"))
  }

  @Test("Nothing in a finding ends a property or starts another command")
  func escapes() {
    let sample = Sample("a", path: "/base/a,b:c%.yaml")
    let diagnostic = Diagnostic("x.y", .error, "50 %\n::warning::m\r\u{1B}", at: sample.range(0, 1))
    let lines = gitHubAnnotations(sample.findings([diagnostic]), folder: "/base").split(separator: "\n")
    #expect(
      lines == [
        "::error file=a%2Cb%3Ac%25.yaml,line=1,endLine=1,col=1,endColumn=2,title=x.y::50 %25%0A::warning::m\u{240D}\u{241B}",
        "1 error, 0 warnings",
      ])
  }
}
