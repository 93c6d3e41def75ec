internal import ApplianceAPI
internal import FabricModel
internal import Files
internal import Foundation

/// The credentials of a driver, from where its manifest says.
///
/// A manifest may come from somebody who may not know every secret of this machine, and it says itself where they are sent: so it reads only
/// variables that begin with `WEFT_`, and files in the manifests' folder or in `CREDENTIALS_DIRECTORY` (systemd.exec(5)).
struct DriverSecret {
  static let prefix = "WEFT_"
  /// Bytes of a file with credentials, at most: a certificate chain with its key.
  private static let mostBytes = 1 << 20

  /// Where it was found, files relative to the folder of the manifests.
  let source: DriverReference.Credentials
  let credentials: APIEndpoint.Credentials

  static func read(
    _ source: DriverReference.Credentials, _ folder: ManifestPaths
  ) throws(DriverLocation.Problem) -> DriverSecret {
    let environment = ProcessInfo.processInfo.environment
    if let variable = source.variable {
      guard variable.hasPrefix(prefix) else {
        throw .noSecret(
          "'\(variable)' is no variable for credentials: their names begin with '\(prefix)', so that manifests can ask for no other secret")
      }
      guard let text = environment[variable], !text.isEmpty else { throw .noSecret("the environment variable '\(variable)' is not set") }
      return DriverSecret(source: source, credentials: APIEndpoint.Credentials(text: text))
    }
    guard let file = source.file else { throw .noSecret("nothing says where the credentials are to be found") }
    var known = source
    let path: String
    if let folder = environment["CREDENTIALS_DIRECTORY"], !file.contains("/"), FileManager.default.fileExists(atPath: "\(folder)/\(file)") {
      path = "\(folder)/\(file)"
    } else {
      let place = try folder.place(of: file).get()
      (path, known.file) = (place.path, place.relative)
    }
    let text: String
    do throws(FileError) {
      text = String(decoding: try FileAccess.read(path, limit: mostBytes), as: UTF8.self)
    } catch {
      throw .noSecret("the credentials cannot be read: \(error.description)")
    }
    guard text.contains(where: { !$0.isWhitespace }) else { throw .noSecret("'\(file)' is empty") }
    return DriverSecret(source: known, credentials: APIEndpoint.Credentials(text: text))
  }
}
