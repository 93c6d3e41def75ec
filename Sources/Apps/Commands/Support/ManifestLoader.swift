internal import Documents
internal import FabricModel
internal import Foundation
internal import YAML

/// The manifests of one run, read and decoded, and where everything was written.
struct LoadedManifests: Sendable {
  var manifest = Manifest()
  var sources = SourceSet()
  var tapes: [NodeTape] = []
  var diagnostics: [Diagnostic] = []
  /// The folder that `.weft` and the drivers' files are looked for in.
  var folder = "."

  /// Refused where nothing was found in the files that were named.
  func checked(_ paths: [String]) throws -> LoadedManifests {
    guard manifest.isEmpty, diagnostics.isEmpty else { return self }
    throw Failure(
      .error, id: "input.empty", "there is no manifest in \(paths.joined(separator: ", "))",
      help: "a manifest is a .yaml or .yml file; 'examples/first' is a small one")
  }
}

/// Reads manifests: files in the order given, folders recursively in the order of names, documents on all cores.
enum ManifestLoader {
  static func load(_ paths: [String]) async throws -> LoadedManifests {
    let sources = try sources(paths)
    var loaded = await load(sources)
    loaded.folder = folder(of: paths[0])
    return try loaded.checked(paths)
  }

  /// The texts of the files that are named.
  static func sources(_ paths: [String]) throws -> SourceSet {
    guard !paths.isEmpty else {
      throw Failure(.error, id: "input.missing", "no manifests are named", help: "name them with -f FILE-OR-FOLDER")
    }
    var sources = SourceSet()
    for path in paths { for file in try files(path) { sources.add(file) } }
    return sources
  }

  /// Texts to manifests.
  static func load(_ sources: SourceSet) async -> LoadedManifests {
    var loaded = LoadedManifests()
    loaded.sources = sources
    let documents = await read(loaded.sources)
    for document in documents {
      loaded.tapes += document.tapes
      loaded.diagnostics += document.diagnostics
    }
    loaded.manifest.hasLostUnnamed = loaded.diagnostics.hasErrors
    for (manifest, diagnostics) in await decode(loaded.tapes) {
      loaded.manifest.append(manifest)
      loaded.diagnostics += diagnostics
    }
    return loaded
  }

  /// The folder that a path stands for.
  static func folder(of path: String) -> String {
    if path == "-" { return "." }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue { return path }
    let parent = (path as NSString).deletingLastPathComponent
    return parent.isEmpty ? "." : parent
  }

  private static func files(_ path: String) throws -> [SourceFile] {
    if path == "-" { return [SourceFile(path: "<stdin>", bytes: Array(FileHandle.standardInput.readDataToEndOfFile()))] }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure(.error, id: "input.missing", "there is no file or folder '\(path)'")
    }
    return try (isFolder.boolValue ? manifests(in: path) : [path]).map { try SourceFile(path: $0, bytes: readFile($0)) }
  }

  /// Hidden folders hold the ledger and the like, never manifests.
  private static func manifests(in folder: String) throws -> [String] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw Failure(.error, id: "input.unreadable", "the folder '\(folder)' can't be read: \(error.localizedDescription)")
    }
    return try names.filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
      let path = folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
      if isFolder.boolValue { return try manifests(in: path) }
      return name.hasSuffix(".yaml") || name.hasSuffix(".yml") ? [path] : []
    }
  }

  /// A single large text is cut, many texts are spread.
  private static func read(_ sources: SourceSet) async -> [YAMLDocuments] {
    if sources.files.count == 1 {
      return [await YAMLReader.readConcurrently(sources.files[0], as: SourceID(0), pieces: ProcessInfo.processInfo.activeProcessorCount)]
    }
    return await onAllCores(sources.files.count) { YAMLReader.read(sources.files[$0], as: SourceID($0)) }
  }

  private static func decode(_ tapes: [NodeTape]) async -> [(Manifest, [Diagnostic])] {
    await onAllCores(tapes.count) { index in
      let (manifest, diagnostics) = Manifest.decode(tapes[index], tape: index)
      return (manifest, diagnostics)
    }
  }
}

/// `count` results in their order, computed on all cores.
func onAllCores<Result: Sendable>(_ count: Int, _ work: @escaping @Sendable (Int) -> Result) async -> [Result] {
  let workers = min(count, ProcessInfo.processInfo.activeProcessorCount)
  guard workers > 1 else { return (0..<count).map(work) }
  return await withTaskGroup(of: [(Int, Result)].self) { group in
    for worker in 0..<workers {
      group.addTask { stride(from: worker, to: count, by: workers).map { ($0, work($0)) } }
    }
    var results = [Result?](repeating: nil, count: count)
    for await part in group { for (index, result) in part { results[index] = result } }
    return results.compactMap { $0 }
  }
}
