import Formatting
import Testing

@Suite struct LineDiffTests {
  private func diff(_ before: String, _ after: String) -> String { LineDiff.unified(Array(before.utf8), Array(after.utf8), name: "a.yaml") }

  @Test func equalTextsHaveNoDiff() {
    #expect(diff("a\n", "a\n") == "")
  }

  @Test func aChangeStandsBetweenThreeLinesOfContext() {
    let head = "--- a.yaml\n+++ a.yaml (formatted)\n"
    #expect(
      diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n") == head + "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n")
  }

  @Test func changesFarApartAreHunksOfTheirOwn() {
    let lines = (1...20).map { "\($0)\n" }
    let before = lines.joined()
    let after = (lines.dropFirst() + ["end\n"]).joined()
    #expect(diff(before, after).split(separator: "\n").filter { $0.hasPrefix("@@") } == ["@@ -1,4 +1,3 @@", "@@ -18,3 +17,4 @@"])
  }
}
