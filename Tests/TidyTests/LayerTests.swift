import Testing

/// A target depends on its own layer and on the layers above it, and stands in the section of its folder.
enum Layers {
  static func findings(in package: PackageMap) -> [String] {
    misplaced(in: package) + upsideDown(in: package)
  }

  private static func misplaced(in package: PackageMap) -> [String] {
    package.targets.filter { $0.layer != $0.section }
      .map { "\($0.name) lies in \($0.layer) but is declared under \($0.section)" }
  }

  private static func upsideDown(in package: PackageMap) -> [String] {
    func depth(_ layer: String) -> Int { package.layers.firstIndex(of: layer) ?? -1 }
    return package.targets.flatMap { target in
      package.targets
        .filter { target.dependencies.contains($0.name) && depth($0.layer) > depth(target.layer) }
        .map { "\(target.name) (\(target.layer)) depends on \($0.name) (\($0.layer)), a layer below it" }
    }
  }

  /// Folders that no target of the package owns.
  static func unowned(_ folders: [String], in package: PackageMap) -> [String] {
    folders.filter { folder in !package.targets.contains { $0.path == folder } }
  }
}

@Suite struct LayerTests {
  @Test func theManifestHasTheLayersInOrder() throws {
    #expect(try PackageMap.ofThisRepository().layers == ["System", "Core", "Drivers", "Runtime", "Apps", "Tests"])
  }

  @Test func targetsDependOnlyOnTheirOwnLayerAndTheOnesAbove() throws {
    #expect(Layers.findings(in: try .ofThisRepository()) == [])
  }

  @Test func everyFolderIsATarget() throws {
    let layers = Repository.entries(of: "Sources").map { "Sources/\($0)" } + ["Tests"]
    let folders = layers.flatMap { layer in Repository.entries(of: layer).map { "\(layer)/\($0)" } }.filter(Repository.isFolder)
    #expect(folders.count > 10)
    #expect(Layers.unowned(folders, in: try .ofThisRepository()) == [])
  }

  @Test func aDependencyOnALayerBelowIsFound() throws {
    let package = try PackageMap(manifest: manifest("coreTarget(\"Planning\", [\"Values\", \"Ledger\"]),"))
    #expect(Layers.findings(in: package) == ["Planning (Core) depends on Ledger (Runtime), a layer below it"])
  }

  @Test func aDependencyOnTestsIsFound() throws {
    let package = try PackageMap(manifest: manifest("coreTarget(\"Planning\", [\"LedgerTests\"]),"))
    #expect(Layers.findings(in: package) == ["Planning (Core) depends on LedgerTests (Tests), a layer below it"])
  }

  @Test func aTargetInTheWrongSectionIsFound() throws {
    let package = try PackageMap(manifest: manifest("target(\"Runtime\", \"Clock\", []),"))
    #expect(Layers.findings(in: package) == ["Clock lies in Runtime but is declared under Core"])
  }

  @Test func aFolderWithoutTargetIsFound() throws {
    let package = try PackageMap(manifest: manifest(""))
    #expect(Layers.unowned(["Sources/Core/Values", "Sources/Core/Strays"], in: package) == ["Sources/Core/Strays"])
  }

  @Test func whatTheReaderDoesNotKnowIsAnErrorAndNotAnEmptyPackage() {
    #expect(throws: ManifestError.self) { try PackageMap(manifest: "let package = makePackage { }") }
    #expect(throws: ManifestError.self) { try PackageMap(manifest: manifest("gadget(\"Planning\"),")) }
    #expect(throws: ManifestError.self) { try PackageMap(manifest: manifest("coreTarget(\"Planning\", [unheardOf]),")) }
  }

  @Test func dependenciesAreReadInEveryFormTheyAreWrittenIn() throws {
    let dependencies = #"["Values", database, .product(name: "Log", package: "swift-log")] + [.target(name: "Ledger")]"#
    let package = try PackageMap(manifest: manifest("target(\"Core\", \"Planning\", \(dependencies)),"))
    #expect(package.targets.first { $0.name == "Planning" }?.dependencies == ["Values", "GRDB", "Log", "Ledger"])
  }

  /// A package with one more line in its Core section.
  private func manifest(_ line: String) -> String {
    """
    let database = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
    func coreTarget(_ name: String) -> Target { .target(name: name, path: "Sources/Core/\\(name)") }
    let package = Package(
      name: "synthetic",
      targets: [
        // MARK: Core — values
        coreTarget("Values"),
        \(line)
        // MARK: Runtime — memory
        target("Runtime", "Ledger", ["Values", database]),
        // MARK: Tests
        tests("LedgerTests", ["Ledger"]),
      ]
    )
    """
  }
}
