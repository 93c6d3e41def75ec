import Documents
import Testing
import YAML

@Suite("Duplicate keys")
struct DuplicateKeyTests {
  @Test("A key given twice is an error that shows the first")
  func twice() {
    let text = "a: 1\nb: 2\na: 3\n"
    let documents = read(text)
    #expect(documents.ids == ["yaml.duplicateKey"])
    #expect(documents.diagnostics.first?.place(in: text) == "3:1")
    #expect(documents.diagnostics.first?.related.map(\.range.start) == [0])
  }

  @Test("Quotes and escapes make no other key", arguments: ["a: 1\n'a': 2\n", "\"\\x61\": 1\na: 2\n", "\"\\x61\": 1\n\"\\u0061\": 2\n"])
  func quoted(text: String) {
    #expect(read(text).ids == ["yaml.duplicateKey"])
  }

  @Test("The same key in other mappings is none of it")
  func elsewhere() {
    #expect(read("a: {a: 1}\nb: [{a: 1}, {a: 2}]\n---\na: 1\n").ids == [])
  }

  @Test("Keys that are alike are not the same")
  func alike() {
    #expect(read("abc: 1\naxc: 2\nabd: 3\n\"\": 4\na: 5\n").ids == [])
  }

  @Test("Duplicates are found in mappings of any size", arguments: [2, 11, 12, 13, 14, 100, 50_000])
  func anySize(count: Int) {
    let keys = (0..<count).map { "key\($0): {x: 1}\n" }.joined()
    #expect(read(keys).ids == [])
    #expect(read(keys + "key0: 1\nkey\(count - 1): 2\n").ids == ["yaml.duplicateKey", "yaml.duplicateKey"])
  }
}
