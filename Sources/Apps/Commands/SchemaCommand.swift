internal import ArgumentParser
internal import FabricModel
internal import Files
internal import Foundation

/// Prints JSON Schemas of manifests.
struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of manifests, or of one kind.",
    discussion: """
      Editors complete and check manifests with it. The first line of a file can name it for yaml-language-server:
        # yaml-language-server: $schema=schemas/manifest.schema.json
      Overlay patches, which leave out what they do not change, are not described.

      Example:
        weft schema ServerProfile
        weft schema --out schemas
      """)

  @Argument(help: "A kind such as Network; absent means all kinds in one schema.")
  var kind: String?

  @Option(
    help: ArgumentHelp("Write all schemas into this folder: manifest.schema.json, and one in manifest/ for each kind.", valueName: "folder")
  )
  var out: String?

  func validate() throws {
    if kind != nil, out != nil { throw ValidationError("--out writes the schemas of all kinds: name none") }
  }

  func run() async throws {
    if let out { return try write(into: out) }
    Console.standard.output(try kind.map { ManifestSchema.text(of: try ManifestKind.named($0)) } ?? ManifestSchema.bundle)
  }

  private func write(into folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: "\(folder)/manifest", withIntermediateDirectories: true)
    } catch {
      throw Failure(.error, id: "output.unwritable", "the folder '\(folder)' can't be made: \(error.localizedDescription)")
    }
    for (path, text) in ManifestSchema.files {
      do { try FileAccess.replace("\(folder)/\(path)", with: Array(text.utf8)) } catch {
        throw Failure(.error, id: "output.unwritable", "\(error)")
      }
    }
  }
}
