import Documents
import FabricModel
import Foundation
import Testing

/// `schemas/kustomize-openapi.json` says by which field kustomize merges lists.
@Suite struct KustomizeSchemaTests {
  private static let path = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/schemas/kustomize-openapi.json"

  @Test func theFileIsWhatTheKindsSay() throws {
    let file = URL(fileURLWithPath: Self.path)
    let generated = KustomizeSchema.json().text + "\n"
    if ProcessInfo.processInfo.environment["RECORD"] == "1" { try Data(generated.utf8).write(to: file) }
    #expect(try String(contentsOf: file, encoding: .utf8) == generated, "RECORD=1 writes it anew")
  }
}
