import Documents
import Testing
import YAML

@testable import Formatting

/// The comparison must find what a faulty formatter would lose.
@Suite struct ComparisonTests {
  private func loss(_ before: String, _ after: String) -> String? {
    let file = SourceFile(path: "before.yaml", bytes: Array(before.utf8))
    guard let layout = YAMLLayout.read(file) else { return "no layout" }
    return Comparison.loss(
      from: (file, YAMLReader.read(file, as: SourceID(0)), layout), to: SourceFile(path: "after.yaml", bytes: Array(after.utf8)))
  }

  @Test func anotherOrderOfKeysIsNoLoss() {
    #expect(loss("a: 1\nb: [2, 3]\n", "b:\n  - 2\n  - 3\na: 1\n") == nil)
  }

  @Test(arguments: [
    ("a: 12\n", "a: 21\n", "its values would not be the same"),
    ("a: 1\n", "a: '1'\n", "its values would not be the same"),
    ("a: [1, 2]\n", "a: [2, 1]\n", "its values would not be the same"),
    ("a: 1\nb: 1\n", "a: 1\n", "its values would not be the same"),
    ("a: 1\n---\nb: 1\n", "a: 1\n", "its values would not be the same"),
    ("a: 1 # x\n", "a: 1\n", "it would have 0 comments instead of 1"),
    ("a: 1 # x\n", "a: 1 # y\n", "the text of a comment would change"),
    ("a: &x 1\n", "a: 1\n", "some of its characters would be lost"),
    ("a: 1\n", "a: [\n", "it could not be read again (did not find expected node content)"),
  ])
  func everyLossIsFound(before: String, after: String, loss: String) {
    #expect(self.loss(before, after) == loss)
  }
}
