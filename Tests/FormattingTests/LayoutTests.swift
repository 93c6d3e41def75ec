import Testing

/// How things look when they are formatted.
@Suite struct LayoutTests {
  private func expect(_ before: String, _ after: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let result = format(before)
    #expect(result.text == after, sourceLocation: sourceLocation)
    #expect(result.ids == [], sourceLocation: sourceLocation)
  }

  @Test func keysComeInTheOrderOfTheKind() {
    expect(
      "spec:\n  mtu: 9000\n  vlan: 5\nkind: Network\nmetadata: {labels: {b: x, a: y}, name: n}\napiVersion: weft/v1\n",
      "apiVersion: weft/v1\nkind: Network\nmetadata: {name: n, labels: {b: x, a: y}}\nspec:\n  vlan: 5\n  mtu: 9000\n")
  }

  @Test func unknownKeysComeAfterTheKnownOnesInTheirOrder() {
    expect(
      "zebra: 1\nant: 2\nkind: Network\nspec: {b: 1, vlan: 2, a: 3}\n", "kind: Network\nspec: {vlan: 2, b: 1, a: 3}\nzebra: 1\nant: 2\n")
  }

  @Test func itemsOfAListAreOrderedByTheirOwnKind() {
    expect(
      "kind: List\nitems:\n- spec: {mtu: 1500, vlan: 3}\n  kind: Network\n",
      "kind: List\nitems:\n  - kind: Network\n    spec: {vlan: 3, mtu: 1500}\n")
  }

  @Test func aValueThatMayBeATextOrAMappingIsOrderedAsAMapping() {
    expect(
      "kind: Appliance\nspec: {driver: {timeout: 5s, url: \"file:a\"}}\n",
      "kind: Appliance\nspec: {driver: {url: \"file:a\", timeout: 5s}}\n")
  }

  @Test func blocksAreIndentedByTwoAndDashesBelowTheirKey() {
    expect("a:\n      b:\n      - c\n      -   d: 1\n          e: 2\n", "a:\n  b:\n    - c\n    - d: 1\n      e: 2\n")
  }

  @Test func flowCollectionsGetSingleBlanks() {
    expect("a: {  b:   1,c: [ 2 ,3,\n 4 ] , \"d\":5}\n", "a: {b: 1, c: [2, 3, 4], \"d\": 5}\n")
  }

  @Test func aFlowCollectionThatDoesNotFitBecomesABlock() {
    let word = String(repeating: "w", count: 60)
    expect("a: {b: \(word), c: [\(word), 1]}  # why\n", "a:  # why\n  b: \(word)\n  c: [\(word), 1]\n")
  }

  @Test func theWidthIsCountedInCharacters() {
    let word = String(repeating: "ü", count: 114)
    expect("a: [\(word)]\n", "a: [\(word)]\n")
    expect("a: [\(word)xx]\n", "a:\n  - \(word)xx\n")
  }

  @Test func aFlowCollectionWithCommentsIsOnlyMoved() {
    expect("a:\n    b: [1,  # one\n        2]\n", "a:\n  b: [1,  # one\n      2]\n")
  }

  @Test func aSignThatWouldMeanMoreInABlockStaysInItsFlow() {
    let word = String(repeating: "w", count: 120)
    expect("a: [-, \(word)]\n", "a: [-, \(word)]\n")
  }

  @Test func aKeyOfSeveralLinesStaysInItsFlow() {
    expect("a:   {b: 1, \"c\n    d\"}\n", "a: {b: 1, \"c\n    d\"}\n")
  }

  @Test func commentsMoveWithTheKeyBelowThem() {
    expect(
      "kind: Network\nspec:\n  # jumbo\n  mtu: 9000\n  vlan: 5 # prod\n",
      "kind: Network\nspec:\n  vlan: 5  # prod\n  # jumbo\n  mtu: 9000\n")
  }

  @Test func aCommentAtTheEndOfABlockStaysWithItByItsIndentation() {
    expect(
      "a:\n    b:\n        c: 1\n        # of b\n    # of a\n# of d\nd: 1\n", "a:\n  b:\n    c: 1\n    # of b\n  # of a\n# of d\nd: 1\n")
  }

  @Test func aBlockOfNothingButCommentsKeepsThem() {
    expect("spec:\n    # later\nkind: Network\n", "kind: Network\nspec:\n  # later\n")
  }

  @Test func commentsBetweenADashAndItsKeyGoAboveTheDash() {
    expect("a:\n  -\n    # why\n    b: 1\n  - # beside\n    c: 2\n", "a:\n  # why\n  - b: 1\n  - # beside\n    c: 2\n")
  }

  @Test func theHeaderStaysOnTop() {
    expect("# header\n\n# more\nkind: Network\napiVersion: weft/v1\n", "# header\n\n# more\napiVersion: weft/v1\nkind: Network\n")
  }

  @Test func oneBlankLineStaysOfSeveralAndNoneAtTheBeginningOfABlock() {
    expect("\n\na:\n\n\n  b: 1\n\n \n  c: 2\n\n\n", "a:\n  b: 1\n\n  c: 2\n")
  }

  @Test func separatorsStandAloneAndEmptyDocumentsGo() {
    expect("a: 1\n...\n---\n---   # two\n{b: 2}\n---\n", "a: 1\n--- # two\n{b: 2}\n")
  }

  @Test func linesEndInLFAndTheByteOrderMarkGoes() {
    expect("\u{FEFF}a: 1\r\nb: |\r\n  x\r\n", "a: 1\nb: |\n  x\n")
  }

  @Test func blockTextsMoveWithTheirIndentation() {
    expect("a:\n    b: |\n          x\n            y\n\n    c: >2-\n        z\n", "a:\n  b: |\n    x\n      y\n\n  c: >2-\n      z\n")
  }

  @Test func theBlankLinesThatATextKeepsAreNotTouched() {
    expect("a: |+\n   x\n\n\nb: 1\n", "a: |+\n  x\n\n\nb: 1\n")
  }

  @Test func textsOfSeveralLinesKeepTheirLines() {
    expect("a: \"b\n c \\\n      d\"\ne: f\n         g\n", "a: \"b\n  c \\\n  d\"\ne: f\n  g\n")
  }

  @Test func anchorsAndAliasesStay() {
    expect("a:  &x\n   b: 1\nc:   *x\nd: [&y 1, *y ]\n", "a: &x\n  b: 1\nc: *x\nd: [&y 1, *y]\n")
  }
}
