import Documents
import Testing
import YAML

@Suite("Positions in YAML")
struct PositionTests {
  @Test("The range of a scalar includes its quotes")
  func quotes() {
    let text = "a: 'x'\nb: \"y\"\nc: z # comment\n"
    #expect(read(text).outlinesWithRanges == ["{a@0-1: \"x\"@3-6, b@7-8: \"y\"@10-13, c@14-15: z@17-18}@0-18"])
  }

  @Test("Ranges are in bytes where characters have several")
  func nonASCII() {
    let text = "größe: 'süß'\n名: [日本, \"🦊\"] # ünder\nende: ja\n"
    let documents = read(text)
    #expect(documents.source("größe", in: text) == "'süß'")
    #expect(documents.source("名", in: text) == "[日本, \"🦊\"]")
    #expect(documents.source("ende", in: text) == "ja")
  }

  @Test("A block collection ends with the last thing in it, not with the comments behind it")
  func blockEnd() {
    let text = "a:\n  b: 1\n\n# comment\n\nc: 2\n"
    #expect(read(text).source("a", in: text) == "b: 1")
  }

  @Test("A flow collection ends with its bracket")
  func flowEnd() {
    let text = "a: [ {b: c} , d: e ]\nf: 1\n"
    let documents = read(text)
    #expect(documents.source("a", in: text) == "[ {b: c} , d: e ]")
    #expect(documents.outlines == ["{a: [{b: c}, {d: e}], f: 1}"])
  }

  @Test("A block scalar runs from its indicator to the end of its last line that holds something")
  func blockScalar() {
    let text = "a: |+\n  b\n  c\n\n\nd: >- # folded\n  e\n"
    let documents = read(text)
    #expect(documents.source("a", in: text) == "|+\n  b\n  c")
    #expect(documents.source("d", in: text) == ">- # folded\n  e")
    #expect(documents.outlines == ["{a: \"b\nc\n\n\n\", d: \"e\"}"])
  }

  @Test("The range of an anchored value leaves out the anchor")
  func anchored() {
    let text = "a: &x  'v'\nb: &y\n  c: d\ne: &z # why\n  f\ng: &w\n"
    let documents = read(text)
    #expect(documents.source("a", in: text) == "'v'")
    #expect(documents.source("b", in: text) == "c: d")
    #expect(documents.source("e", in: text) == "f")
    #expect(documents.source("g", in: text) == "")
  }

  @Test("An absent value has an empty range behind its colon")
  func absent() {
    #expect(read("a:   # none\nb: 1\n").outlinesWithRanges == ["{a@0-1: @2-2, b@12-13: 1@15-16}@0-16"])
  }
}
