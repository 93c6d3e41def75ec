import Documents
import Glibc
import Testing
import XML

/// The published schema, as it stands in the package.
func nativeSchema() throws -> SourceFile {
  let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  return SourceFile(path: "vio-config.xsd", bytes: try contents(of: "/\(root)/schemas/vio-config.xsd"))
}

func expectValid(_ bytes: [UInt8], _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let problems = try XMLSchema(nativeSchema(), as: SourceID(1)).validate(try tape(bytes))
  #expect(problems.map(\.message) == [], comment, sourceLocation: sourceLocation)
}

private func contents(of path: String) throws -> [UInt8] {
  let file = try #require(fopen(path, "r"), "no \(path)")
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: 1 << 20)
  bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
  return bytes
}
