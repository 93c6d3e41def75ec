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
  /// What the templates give, those of the texts and those that the ledger keeps.
  var bodies = TemplateBodies(Manifest(), in: [])
  /// The texts that the ledger keeps of templates, and whose they are.
  var keptTemplates: [SourceID: String] = [:]
  /// How many objects a later -f patched, and how many it deleted.
  var patched = 0
  var deleted = 0
  /// The folder that `.weft` and the drivers' files are looked for in.
  var folder = "."
  /// Those of the second and later -f, whose drivers' files may be in them, too.
  var layerFolders: [String] = []

  var locator: Locator { Locator(tapes: tapes) }

  /// What later layers made of earlier ones; empty where they did nothing.
  var patchesText: String { (patched > 0 ? ", \(patched) patched" : "") + (deleted > 0 ? ", \(deleted) deleted" : "") }

  /// Refused where nothing was found in the files that were named.
  func checked(_ paths: [String]) throws -> LoadedManifests {
    guard manifest.isEmpty, diagnostics.isEmpty, deleted == 0 else { return self }
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
    let folders = paths.map(folder(of:))
    loaded.folder = folders[0]
    loaded.layerFolders = Array(folders.dropFirst())
    return try loaded.checked(paths)
  }

  /// The texts of the files that are named.
  static func sources(_ paths: [String]) throws -> SourceSet {
    guard !paths.isEmpty else {
      throw Failure(.error, id: "input.missing", "no manifests are named", help: "name them with -f FILE-OR-FOLDER")
    }
    var sources = SourceSet()
    for (layer, path) in paths.enumerated() {
      for file in try files(path, layer: layer) where !Kustomization.isOne(file) { sources.add(file) }
    }
    return sources
  }

  /// Texts to manifests.
  static func load(_ sources: SourceSet) async -> LoadedManifests {
    var loaded = LoadedManifests()
    loaded.sources = sources
    let documents = await read(loaded.sources)
    var layers: [Int] = []
    for (file, document) in documents.enumerated() {
      loaded.tapes += document.tapes
      layers += document.tapes.map { _ in loaded.sources.files[file].layer }
      loaded.diagnostics += document.diagnostics
    }
    loaded.manifest.hasLostUnnamed = loaded.diagnostics.hasErrors
    let superseded = loaded.merge(layers)
    for (manifest, diagnostics) in await decode(loaded.tapes, except: superseded) {
      loaded.manifest.append(manifest)
      loaded.diagnostics += diagnostics
    }
    await loaded.complete()
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

  /// The files that a path stands for; `-` is standard input.
  static func files(_ path: String, layer: Int = 0) throws -> [SourceFile] {
    if path == "-" {
      return [SourceFile(path: "<stdin>", bytes: Array(FileHandle.standardInput.readDataToEndOfFile()), layer: layer)]
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure(.error, id: "input.missing", "there is no file or folder '\(path)'")
    }
    return try (isFolder.boolValue ? manifests(in: path) : [path]).map { try SourceFile(path: $0, bytes: readFile($0), layer: layer) }
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

  private static func decode(_ tapes: [NodeTape], except superseded: [Int: Set<Int>]) async -> [(Manifest, [Diagnostic])] {
    await onAllCores(tapes.count) { index in
      let (manifest, diagnostics) = Manifest.decode(tapes[index], tape: index, except: superseded[index] ?? [])
      return (manifest, diagnostics)
    }
  }
}

extension LoadedManifests {
  /// Merges the layers, where there are several; the objects that are no longer what their documents say.
  fileprivate mutating func merge(_ layers: [Int]) -> [Int: Set<Int>] {
    guard let first = layers.first, layers.last != first else { return [:] }
    let merged = Layers(tapes, layers: layers)
    tapes = merged.tapes
    patched = merged.patched
    deleted = merged.deleted
    diagnostics += merged.diagnostics
    return merged.superseded
  }

  /// Adds what builds on templates: first the templates that do, then the profiles.
  fileprivate mutating func complete() async {
    bodies = TemplateBodies(manifest, in: tapes)
    guard !manifest.templateUses.isEmpty || !manifest.composedTemplates.isEmpty else { return }
    let templates = bodies.composeAll(in: &tapes)
    manifest.append(templates.manifest)
    var told = Set(diagnostics)
    tell(templates.diagnostics, &told)
    diagnostics += templates.inherited.problems(beyond: &told, in: locator)
    await complete(manifest.templateUses, told: &told)
  }

  /// Gives profiles and their v-ports other bodies than their templates have now.
  ///
  /// - Parameter kept: the bodies by template of each profile.
  mutating func rebuild(_ uses: [TemplateUse], from kept: [String: [String: KeptText]], vports: [String: KeptText]) async {
    var read: [KeptText: TemplateBody] = [:]
    bodies.vports.kept = vports.compactMapValues { body(of: $0, &read) }
    let profiles = kept.mapValues { $0.compactMapValues { body(of: $0, &read) } }
    let rebuilt = uses.filter { profiles[$0.name] != nil || bodies.vports.hasKept($0.name) }
    let names = Set(rebuilt.map(\.name))
    manifest.profiles.removeAll { names.contains($0.name) }
    var told = Set(diagnostics)
    await complete(rebuilt, kept: profiles, told: &told)
  }

  /// Equal texts are read once.
  private mutating func body(of text: KeptText, _ read: inout [KeptText: TemplateBody]) -> TemplateBody? {
    if let body = read[text] { return body }
    let file = SourceFile(path: text.name, bytes: Array(text.text.utf8))
    let source = sources.add(file)
    keptTemplates[source] = text.template
    let documents = YAMLReader.read(file, as: source)
    diagnostics += documents.diagnostics
    guard let tape = documents.tapes.first, !tape.entries.isEmpty else { return nil }
    let body = TemplateBody(tape: tapes.count, node: 1)
    tapes.append(tape)
    read[text] = body
    return body
  }

  /// Adds the profiles that build on templates, with what these give.
  ///
  /// - Parameter kept: bodies that stand in the place of the templates' own, by profile and template.
  private mutating func complete(
    _ uses: [TemplateUse], kept: [String: [String: TemplateBody]] = [:], told: inout Set<Diagnostic>
  ) async {
    guard !uses.isEmpty else { return }
    tell(bodies.compose(for: uses, kept: kept, in: &tapes), &told)
    // A share below that size costs more to hand out than it takes.
    let shares = min(ProcessInfo.processInfo.activeProcessorCount, (uses.count + 63) / 64)
    let completions = await onAllCores(shares) { [bodies, tapes] share in
      let range = uses.count * share / shares..<uses.count * (share + 1) / shares
      return Manifest.complete(uses[range], from: bodies, in: tapes, as: tapes.count + share)
    }
    told.formUnion(diagnostics)
    for completion in completions {
      tapes.append(completion.tape)
      manifest.append(completion.manifest)
      diagnostics += completion.diagnostics
    }
    diagnostics += completions.flatMap(\.inherited).problems(beyond: &told, in: locator)
  }

  private mutating func tell(_ problems: [Diagnostic], _ told: inout Set<Diagnostic>) {
    for problem in problems where told.insert(problem).inserted { diagnostics.append(problem) }
  }
}

/// The body of a template as a text of its own.
struct KeptText: Hashable, Sendable {
  /// What it is called in messages.
  let name: String
  let template: String
  let text: String
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
