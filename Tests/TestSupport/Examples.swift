private import Foundation

/// The examples that users start from.
package enum Examples {
  /// The manifests, in the order of their paths.
  package static let manifests: [[UInt8]] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appending(path: "examples")
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { path in
      (try? Data(contentsOf: folder.appending(path: path))).map { Array($0) }
    }
  }()
}
