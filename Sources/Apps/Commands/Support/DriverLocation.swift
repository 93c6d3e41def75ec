internal import Documents
internal import DriverInterface
internal import FileDriver
internal import Foundation

/// Where a driver URL leads.
struct DriverLocation: Sendable {
  /// The file, as this process opens it.
  let path: String
  /// The URL again, relative to the folder of the manifests.
  let url: String

  func driver(for appliance: String) -> any FabricDriver { FileDriver(appliance: appliance, path: path) }

  /// - Parameters:
  ///   - manifest: the file that the URL stands in; the path is relative to its folder.
  ///   - root: the folder that paths inside manifests may not leave.
  ///   - layers: the folders of further layers, which they may lead into as well.
  static func find(_ url: String, manifest: String, root: String, layers: [String] = []) -> Result<DriverLocation, Problem> {
    guard let colon = url.firstIndex(of: ":") else { return .failure(.noScheme(url)) }
    let scheme = String(url[..<colon])
    guard scheme == "file" else { return .failure(.scheme(scheme)) }
    let path = String(url[url.index(after: colon)...])
    guard !path.isEmpty, !path.hasPrefix("//") else { return .failure(.noPath(url)) }
    let base = manifest == "<stdin>" ? root : (manifest as NSString).deletingLastPathComponent
    let full = path.hasPrefix("/") ? path : base.isEmpty ? path : "\(base)/\(path)"
    let (inside, folder) = (absolute(full), absolute(root))
    guard ([folder] + layers.map(absolute)).contains(where: { inside.hasPrefix($0 == "/" ? "/" : $0 + "/") }) else {
      return .failure(.leaves(path, root))
    }
    let relative = relative(inside, to: folder)
    return .success(DriverLocation(path: root == "." ? relative : "\(root)/\(relative)", url: "file:\(relative)"))
  }

  /// Without `.` and `..`, and with the links of what exists followed.
  private static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }

  /// A path as seen from a folder, both absolute.
  private static func relative(_ path: String, to folder: String) -> String {
    let (steps, start) = (path.split(separator: "/"), folder.split(separator: "/"))
    let common = zip(steps, start).prefix { $0 == $1 }.count
    return (start[common...].map { _ in ".." } + steps[common...]).joined(separator: "/")
  }

  enum Problem: Error {
    case noScheme(String)
    case scheme(String)
    case noPath(String)
    case leaves(String, String)

    func diagnostic(at place: SourceRange?) -> Diagnostic {
      switch self {
      case .noScheme(let url):
        Diagnostic(
          "driver.invalid", .error, "'\(url)' is not a URL", at: place,
          help: "write 'file:\(url)' for the XML configuration of an appliance",
          fix: place.map { TextEdit($0, replacement: "file:\(url)") })
      case .scheme(let scheme):
        Diagnostic(
          "unsupported", .error, "this version of weft has no driver for '\(scheme):'", at: place, help: "it has the driver 'file:'")
      case .noPath(let url): Diagnostic("driver.invalid", .error, "'\(url)' names no file", at: place, help: "write 'file:vio-1.xml'")
      case .leaves(let path, let root):
        Diagnostic(
          "driver.path", .error, "'\(path)' is outside of the manifests' folder '\(root)'", at: place,
          help: "keep the configuration with the manifests, or name a folder above both with -f")
      }
    }
  }
}
