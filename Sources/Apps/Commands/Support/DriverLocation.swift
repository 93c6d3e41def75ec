internal import ApplianceAPI
internal import ApplianceDriver
internal import Documents
internal import DriverInterface
internal import FabricModel
internal import FileDriver
internal import Foundation
internal import HTTPTransport

/// Where a driver reference leads.
struct DriverLocation: Sendable {
  /// The reference again, its files relative to the folder of the manifests.
  let reference: DriverReference
  private let way: Way

  private enum Way: Sendable {
    /// The file, as this process opens it.
    case file(String)
    case appliance(String, any APITransport)
  }

  func driver(for appliance: String) -> any FabricDriver {
    switch way {
    case .file(let path): FileDriver(appliance: appliance, path: path)
    case .appliance(let place, let transport):
      ApplianceDriver(appliance: appliance, place: place, transport: transport) { seconds in
        try? await Task.sleep(for: .seconds(seconds))
      }
    }
  }

  /// - Parameters:
  ///   - manifest: the file that the reference stands in; its paths are relative to its folder.
  ///   - root: the folder that paths inside manifests may not leave.
  ///   - layers: the folders of further layers, which they may lead into as well.
  static func find(_ reference: DriverReference, manifest: String, root: String, layers: [String] = []) -> Result<DriverLocation, Problem> {
    let url = reference.url
    guard let colon = url.firstIndex(of: ":") else { return .failure(.noScheme(url)) }
    let scheme = String(url[..<colon])
    let folder = ManifestPaths(manifest: manifest, root: root, layers: layers)
    switch scheme {
    case "file":
      let path = String(url[url.index(after: colon)...])
      guard !path.isEmpty, !path.hasPrefix("//") else { return .failure(.noPath(url)) }
      return folder.place(of: path).map { place in
        var known = reference
        known.url = "file:\(place.relative)"
        return DriverLocation(reference: known, way: .file(place.path))
      }
    case "https", "http": return appliance(reference, folder)
    default: return .failure(.scheme(scheme))
    }
  }

  private static func appliance(_ reference: DriverReference, _ folder: ManifestPaths) -> Result<DriverLocation, Problem> {
    guard let parts = URLComponents(string: reference.url), let host = parts.host, !host.isEmpty, parts.user == nil, parts.query == nil,
      parts.fragment == nil, parts.path.isEmpty || parts.path == "/"
    else { return .failure(.noAddress(reference.url)) }
    guard parts.scheme == "https" || ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host) else {
      return .failure(.plain(reference.url))
    }
    do throws(Problem) {
      var (known, endpoint) = (reference, APIEndpoint(url: "\(parts.scheme ?? "https")://\(parts.encodedHost ?? host)"))
      if let port = parts.port { endpoint.url += ":\(port)" }
      if let file = reference.caFile {
        let place = try folder.place(of: file).get()
        (known.caFile, endpoint.caFile) = (place.relative, place.path)
      }
      if let seconds = reference.timeout?.seconds { endpoint.timeoutSeconds = max(1, seconds) }
      if let source = reference.credentials {
        let secret = try DriverSecret.read(source, folder)
        (known.credentials, endpoint.credentials) = (secret.source, secret.credentials)
      }
      #if Network
        do throws(APITransportError) {
          return .success(DriverLocation(reference: known, way: .appliance(endpoint.url, try HTTPClients.shared.transport(to: endpoint))))
        } catch {
          return .failure(.unusable(reference.url, error.description))
        }
      #else
        return .failure(.noNetwork(reference.url))
      #endif
    } catch {
      return .failure(error)
    }
  }

  enum Problem: Error {
    case noScheme(String)
    case scheme(String)
    case noPath(String)
    case leaves(String, String)
    case noAddress(String)
    case plain(String)
    case noSecret(String)
    case unusable(String, String)
    case noNetwork(String)

    func diagnostic(at place: SourceRange?) -> Diagnostic {
      switch self {
      case .noScheme(let url):
        Diagnostic(
          "driver.invalid", .error, "'\(url)' is not a URL", at: place,
          help: "write 'file:\(url)' for the XML configuration of an appliance",
          fix: place.map { TextEdit($0, replacement: "file:\(url)") })
      case .scheme(let scheme):
        Diagnostic(
          "unsupported", .error, "this version of weft has no driver for '\(scheme):'", at: place,
          help: "it has the drivers 'file:' and 'https:'")
      case .noPath(let url): Diagnostic("driver.invalid", .error, "'\(url)' names no file", at: place, help: "write 'file:vio-1.xml'")
      case .leaves(let path, let root):
        Diagnostic(
          "driver.path", .error, "'\(path)' is outside of the manifests' folder '\(root)'", at: place,
          help: "keep the file with the manifests, or name a folder above both with -f")
      case .noAddress(let url):
        Diagnostic(
          "driver.invalid", .error, "'\(url)' is no address of an appliance's API", at: place,
          help: "write 'https://HOST' or 'https://HOST:PORT', with nothing behind it; credentials have a field of their own")
      case .plain(let url):
        Diagnostic(
          "driver.plainText", .error, "'\(url)' would send credentials and configurations unencrypted", at: place,
          help: "write 'https:'; 'http:' is for appliances that are emulated on this machine")
      case .noSecret(let reason): Diagnostic("driver.credentials", .error, reason, at: place)
      case .unusable(let url, let reason): Diagnostic("driver.invalid", .error, "'\(url)' can't be used: \(reason)", at: place)
      case .noNetwork(let url):
        Diagnostic(
          "unsupported", .error, "this weft was built without its network part, so it can't talk with '\(url)'", at: place,
          help: "build it without --disable-default-traits")
      }
    }
  }
}

/// Files that manifests name: relative to where they are named, and inside the folders that were given.
struct ManifestPaths: Sendable {
  let manifest: String
  let root: String
  var layers: [String] = []

  /// As this process opens it, and relative to the folder of the manifests.
  func place(of path: String) -> Result<(path: String, relative: String), DriverLocation.Problem> {
    let base = manifest == "<stdin>" ? root : (manifest as NSString).deletingLastPathComponent
    let full = path.hasPrefix("/") ? path : base.isEmpty ? path : "\(base)/\(path)"
    let (inside, folder) = (Self.absolute(full), Self.absolute(root))
    guard ([folder] + layers.map(Self.absolute)).contains(where: { inside.hasPrefix($0 == "/" ? "/" : $0 + "/") }) else {
      return .failure(.leaves(path, root))
    }
    let relative = Self.relative(inside, to: folder)
    return .success((root == "." ? relative : "\(root)/\(relative)", relative))
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
}
