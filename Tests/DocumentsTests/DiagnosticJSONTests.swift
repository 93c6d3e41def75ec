import Documents
import Testing

@Suite("Diagnostics as JSON")
struct DiagnosticJSONTests {
  @Test("Every key is there, in the same order, with null for what is absent")
  func form() {
    var sources = SourceSet()
    let id = sources.add(SourceFile(path: "é.yaml", bytes: Array("ä: prd\n".utf8)))
    let range = SourceRange(source: id, start: 4, end: 7)
    var writer = JSONWriter()
    writeJSON(
      [
        Diagnostic(
          "reference.unknown", .error, "no 'prd'", at: range, related: [.init("here", at: range)], help: "h",
          fix: TextEdit(range, replacement: "prod")),
        Diagnostic("a.b", .warning, "odd"),
      ], sources: sources, to: &writer)
    let place = #""file":"é.yaml","line":1,"column":4,"endLine":1,"endColumn":7"#
    let none = #""file":null,"line":null,"column":null,"endLine":null,"endColumn":null"#
    #expect(
      writer.text == #"{"format":"weft/diagnostics/1","errors":1,"warnings":1,"notes":0,"silenced":0,"diagnostics":["#
        + #"{"id":"reference.unknown","severity":"error","message":"no 'prd'",\#(place),"#
        + #""related":[{"message":"here",\#(place)}],"help":"h","fix":{\#(place),"replacement":"prod"}},"#
        + #"{"id":"a.b","severity":"warning","message":"odd",\#(none),"related":[],"help":null,"fix":null}]}"#)
  }

  @Test("Control characters are escaped, those of the second set too")
  func controlCharacters() {
    var writer = JSONWriter()
    writer.string("\u{1B}[\u{9B}é\u{85}\u{7F}")
    #expect(writer.text == #""\u001b[\u009bé\u0085\u007f""#)
  }
}
