// swift-tools-version: 6.2
import PackageDescription

// The folders are layers: a target depends on its own layer and on the layers above it in this file, never the other way.

let common: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// Core is optimised in debug builds too: property tests and golden tests over thousands of cases would take twenty times as long without it.
let core: [SwiftSetting] = common + [.unsafeFlags(["-O"], .when(configuration: .debug))]

func coreTarget(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, path: "Sources/Core/\(name)", swiftSettings: core)
}

func target(
  _ layer: String, _ name: String, _ dependencies: [Target.Dependency] = [], settings: [SwiftSetting] = common
) -> Target {
  .target(name: name, dependencies: dependencies, path: "Sources/\(layer)/\(name)", swiftSettings: settings)
}

func app(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .executableTarget(name: name, dependencies: dependencies, path: "Sources/Apps/\(name)", swiftSettings: common)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], path: "Tests/\(name)", swiftSettings: common)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
/// What talks and listens on a network is left out where the trait is: `#if Network` stands around all of it.
func network(_ product: String, _ package: String) -> Target.Dependency {
  .product(name: product, package: package, condition: .when(traits: ["Network"]))
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")

let package = Package(
  name: "weft",
  products: [
    .executable(name: "weft", targets: ["weft"]),
    .executable(name: "weft-bench", targets: ["weft-bench"]),
  ],
  traits: [
    .default(enabledTraits: ["Network"]),
    .trait(name: "Network", description: "Appliances behind an HTTPS API, and the emulator of one."),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
  ],
  targets: [
    // MARK: System — the installed C libraries, found by pkg-config
    .systemLibrary(name: "CLibYAML", path: "Sources/System/CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CLibXML", path: "Sources/System/CLibXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLibMD", path: "Sources/System/CLibMD", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),

    // MARK: Core — values in, values out; no files, no clock, no Foundation
    coreTarget("Documents", ["CLibMD"]),  // source texts, positions, diagnostics, the node tape, JSON, digests
    coreTarget("YAML", ["Documents", "CLibYAML"]),  // YAML text to a node tape, by libyaml's events
    coreTarget("XML", ["Documents", "CLibXML"]),  // XML text to a tape of byte ranges, by libxml2's SAX; edits by splicing
    coreTarget("FabricModel", ["Documents"]),  // the words of DESIGN section 1: values, kinds, records, the adapter catalogue
    coreTarget("FabricMemory", ["FabricModel"]),  // a whole fabric in memory, on which changes are performed as an appliance would
    coreTarget("Formatting", ["Documents", "YAML", "FabricModel"]),  // manifests in the one layout and key order that `weft fmt` writes
    coreTarget("Planning", ["Documents", "FabricModel", "FabricMemory"]),  // resolve, place, diff, order, check: manifests to a plan
    coreTarget("Dialects", ["Documents", "XML", "FabricModel"]),  // appliance XML to fabrics and manifests, and back

    // MARK: Drivers — one target per way of talking to a fabric
    target("Drivers", "DriverInterface", ["Documents", "FabricModel"]),  // what every driver promises
    target("Drivers", "Files"),  // whole files: read within a bound, replaced atomically, locked
    target("Drivers", "ApplianceAPI", ["Documents", "FabricModel"]),  // the management API's messages, whatever carries them
    // the XML file is the appliance
    target("Drivers", "FileDriver", ["DriverInterface", "Files", "Documents", "XML", "FabricModel", "Dialects"]),

    // the same through the management API
    target(
      "Drivers", "ApplianceDriver", ["DriverInterface", "ApplianceAPI", "Documents", "XML", "FabricModel", "Dialects"]),

    // HTTPS as its carrier
    target(
      "Drivers", "HTTPTransport",
      [
        "ApplianceAPI", network("AsyncHTTPClient", "async-http-client"), network("NIOCore", "swift-nio"),
        network("NIOPosix", "swift-nio"), network("NIOSSL", "swift-nio-ssl"), network("NIOHTTP1", "swift-nio"),
      ]),

    // MARK: Runtime — memory and the carrying out of plans
    target("Runtime", "Ledger", ["Documents", grdb]),  // ownership, identities, runs and the journal, in SQLite
    // observe, execute, verify
    target("Runtime", "Reconciliation", ["Documents", "FabricModel", "Planning", "DriverInterface", "Ledger"], settings: core),
    // the same over appliances that take time and fail as a seed says
    target(
      "Runtime", "Simulation",
      ["Documents", "FabricModel", "FabricMemory", "Planning", "DriverInterface", "Ledger", "Reconciliation"], settings: core),

    // an appliance with a management API and without hardware
    target(
      "Runtime", "Emulation", ["Documents", "XML", "FabricModel", "Planning", "Dialects", "Files", "ApplianceAPI", "Simulation"]),

    // emulated appliances behind HTTPS
    target(
      "Runtime", "EmulatorServer",
      [
        "ApplianceAPI", "Emulation", network("Hummingbird", "hummingbird"), network("HummingbirdTLS", "hummingbird"),
        network("HummingbirdCore", "hummingbird"), network("HTTPTypes", "swift-http-types"), network("Logging", "swift-log"),
        network("NIOCore", "swift-nio"), network("NIOSSL", "swift-nio-ssl"),
      ]),

    // MARK: Apps — what people start
    target(
      "Apps", "Commands",
      [
        "Documents", "YAML", "XML", "FabricModel", "Formatting", "Planning", "Dialects", "DriverInterface", "Files", "FileDriver", "Ledger",
        "Reconciliation", "Simulation", "ApplianceAPI", "ApplianceDriver", "HTTPTransport", "Emulation", "EmulatorServer", argumentParser,
      ]),
    app("weft", ["Commands"]),
    target("Apps", "Workloads", ["Documents"]),  // generated configurations of any size, and the figures of what is measured on them
    app(
      "weft-bench",
      [
        "Documents", "YAML", "XML", "FabricModel", "FabricMemory", "Planning", "Dialects", "DriverInterface", "Ledger", "Reconciliation",
        "Workloads", "CLibYAML", "CLibXML", argumentParser,
      ]),

    // MARK: Tests
    .target(
      name: "TestSupport", dependencies: ["Documents", "YAML", "FabricModel", "Planning"], path: "Tests/TestSupport",
      exclude: ["SyncCounter", "Trouble"],
      swiftSettings: common),
    .target(name: "SyncCounter", path: "Tests/TestSupport/SyncCounter"),  // counts syncs and written bytes, and fails them on demand
    tests("DocumentsTests", ["Documents"]),
    tests("YAMLTests", ["Documents", "YAML"]),
    tests("XMLTests", ["Documents", "XML"]),
    tests("FabricModelTests", ["Documents", "YAML", "FabricModel"]),
    tests("DialectsTests", ["Documents", "YAML", "XML", "FabricModel", "Dialects", "Workloads"]),
    tests("FileDriverTests", ["Documents", "XML", "FabricModel", "Dialects", "DriverInterface", "Files", "FileDriver", "SyncCounter"]),
    tests("EmulationTests", ["ApplianceAPI", "ApplianceDriver", "DriverInterface", "Documents", "Emulation", "FabricModel", "Simulation"]),
    tests("LedgerTests", ["Documents", "Ledger", "SyncCounter", grdb]),
    tests("FormattingTests", ["Documents", "YAML", "FabricModel", "Formatting"]),
    tests("FabricMemoryTests", ["FabricModel", "FabricMemory"]),
    tests("PlanningTests", ["Documents", "YAML", "FabricModel", "FabricMemory", "Planning"]),
    tests("CommandsTests", ["Commands", "FabricModel", "Ledger", "Planning", "Reconciliation"]),
    // the program as a process, on real files
    tests("ExampleTests", ["weft", "Documents", "XML", "FabricModel", "Planning", "Dialects", "Ledger", "Workloads"]),
    tests("BenchTests", ["weft-bench", "Workloads"]),
    tests("TidyTests", ["Documents", "FabricModel", "Planning"]),
    tests(
      "ReconciliationTests", ["Documents", "FabricModel", "Planning", "DriverInterface", "Ledger", "Reconciliation", "SyncCounter"]),
    tests(
      "SimulationTests",
      ["Documents", "FabricModel", "FabricMemory", "Planning", "DriverInterface", "Ledger", "Reconciliation", "Simulation"]),
  ]
)
