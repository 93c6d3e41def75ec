import FabricModel
import Foundation
import Testing

/// The schemas that lie beside the sources are those that `weft schema --out schemas` writes; `RECORD=1` writes them.
@Suite struct SchemaFileTests {
  @Test(arguments: ManifestSchema.files.map(\.path)) func aSchemaIsWhatTheTablesSay(path: String) throws {
    let text = try #require(ManifestSchema.files.first { $0.path == path }?.text)
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try Data(text.utf8).write(to: Repository.root.appending(path: "schemas/\(path)"))
    }
    #expect(try Repository.text(of: "schemas/\(path)") == text, "record it with RECORD=1, or 'weft schema --out schemas'")
  }

  @Test func noSchemaIsOfAKindThatIsGone() {
    let kinds = Set(ManifestKind.allCases.map { "\($0.rawValue).json" })
    #expect(Set(Repository.entries(of: "schemas/manifest")).subtracting(kinds) == [])
  }
}
