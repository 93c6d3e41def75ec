import Testing

/// What is not formatted, and how that is said.
@Suite struct LeftTests {
  @Test func keysStayWhereAnAliasWouldComeBeforeItsAnchor() {
    let text = "kind: ServerProfile\nspec:\n  vhbas: &x []\n  vnics: *x\n"
    #expect(format(text) == (text, ["fmt.left"]))
  }

  @Test func keysMoveWhereAnchorsAndAliasesKeepTheirOrder() {
    let result = format("kind: ServerProfile\nspec:\n  vnics: &x []\n  vhbas: *x\n  server: a\n")
    #expect(result == ("kind: ServerProfile\nspec:\n  server: a\n  vnics: &x []\n  vhbas: *x\n", []))
  }

  @Test(arguments: ["%YAML 1.2\n---\na:   1\n", "a:   1\rb: 2\n", "a:   \"\u{2028}\"\n", "a:   \"\u{85}\"\n"])
  func filesWithUnusualLinesAreLeft(text: String) {
    #expect(format(text) == (text, ["fmt.left"]))
  }

  @Test(arguments: ["?   a\n:   b\n", "-   a\n", "&x\na:   1\n", "a text\n", "a:   |\n    no line end"])
  func documentsOfUnusualFormAreLeftAndTheOthersAreNot(text: String) {
    #expect(format("x:   1\n---\n" + text) == ("x: 1\n---\n" + text, ["fmt.left"]))
  }

  @Test(arguments: [("a: [\n", "yaml.syntax"), ("a:   1\na: 2\n", "yaml.duplicateKey"), ("a:   !t 1\n", "yaml.tag")])
  func textsWithErrorsAreLeft(text: String, id: String) {
    #expect(format(text) == (text, [id]))
  }

  @Test(arguments: ["", "\n", "# only this\n"]) func emptyTextsHaveNothingToSay(text: String) {
    #expect(format(text) == (text == "\n" ? "" : text, []))
  }
}
