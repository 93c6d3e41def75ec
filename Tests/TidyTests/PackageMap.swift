/// What Package.swift says about layers, targets and products.
struct PackageMap {
  struct Target: Equatable {
    let name: String
    /// The folder of its layer: `Core`, or `Tests`.
    let layer: String
    /// The MARK section it stands in.
    let section: String
    let path: String
    /// Targets of this package and modules of others, by name.
    let dependencies: [String]
  }

  /// The MARK sections from top to bottom: a target may depend on its own and on those above.
  private(set) var layers: [String] = []
  private(set) var targets: [Target] = []
  private(set) var products: [String] = []
  private let constants: [String: ManifestExpression]

  init(manifest text: String) throws {
    constants = ManifestReader.constants(in: text)
    guard case .call("Package", let arguments)? = constants["package"] else {
      throw ManifestError(description: "Package.swift: `let package = Package(…)` is not written in the plain form this reader knows")
    }
    for case .call(_, let product) in Self.list("products", in: arguments) {
      if let name = Self.text("name", in: product) { products.append(name) }
    }
    for element in Self.list("targets", in: arguments) {
      switch element {
      case .mark(let layer): layers.append(layer)
      case .call(let function, let arguments): targets.append(try target(function, arguments))
      default: throw ManifestError(description: "Package.swift: an element of targets is not a call: \(element)")
      }
    }
  }

  static func ofThisRepository() throws -> PackageMap {
    try PackageMap(manifest: try Repository.text(of: "Package.swift"))
  }

  /// The functions at the top of Package.swift, by what they put first; everything else names itself by `name:` and `path:`.
  private func target(_ function: String, _ arguments: [ManifestArgument]) throws -> Target {
    let words = arguments.filter { $0.label == nil }.compactMap(\.value.text)
    let place: (name: String?, folder: String?) =
      switch function {
      case "coreTarget": (words.first, "Sources/Core")
      case "target": (words.dropFirst().first, words.first.map { "Sources/\($0)" })
      case "app": (words.first, "Sources/Apps")
      case "tests": (words.first, "Tests")
      default: (Self.text("name", in: arguments), nil)
      }
    let path = place.folder.flatMap { folder in place.name.map { "\(folder)/\($0)" } } ?? Self.text("path", in: arguments)
    guard let name = place.name, let path, let section = layers.last else {
      throw ManifestError(
        description: "Package.swift: cannot tell name, path and section of \(function)(\(words.first ?? "")); teach PackageMap about it")
    }
    let parts = path.split(separator: "/").map(String.init)
    let layer = parts.first == "Sources" && parts.count > 2 ? parts[1] : parts[0]
    var dependencies = try dependencies(in: arguments, of: name)
    if function == "tests" { dependencies.append("TestSupport") }
    return Target(name: name, layer: layer, section: section, path: path, dependencies: dependencies)
  }

  private func dependencies(in arguments: [ManifestArgument], of target: String) throws -> [String] {
    let lists = arguments.filter { $0.label == nil || $0.label == "dependencies" }
    return try lists.flatMap { argument -> [String] in
      guard case .list(let elements) = argument.value else { return [] }
      return try elements.map { try dependency($0, of: target) }
    }
  }

  private func dependency(_ expression: ManifestExpression, of target: String) throws -> String {
    switch expression {
    case .text(let name): return name
    // A product that is there with the trait alone.
    case .call("network", let arguments):
      if case .text(let name)? = arguments.first?.value { return name }
    case .call(_, let arguments):
      if let name = Self.text("name", in: arguments) { return name }
    case .name(let name):
      if let constant = constants[name] { return try dependency(constant, of: target) }
    default: break
    }
    throw ManifestError(description: "Package.swift: cannot tell a dependency of \(target): \(expression)")
  }

  private static func list(_ label: String, in arguments: [ManifestArgument]) -> [ManifestExpression] {
    guard case .list(let elements)? = arguments.first(where: { $0.label == label })?.value else { return [] }
    return elements
  }

  private static func text(_ label: String, in arguments: [ManifestArgument]) -> String? {
    arguments.first { $0.label == label }?.value.text
  }
}
