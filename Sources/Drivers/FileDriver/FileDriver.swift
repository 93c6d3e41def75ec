package import Documents
package import DriverInterface
package import FabricModel
internal import Files

/// The XML configuration on disk is the appliance: for files that are kept in git, and for appliances that read such a file themselves.
package struct FileDriver: FabricDriver {
  package let appliance: String
  /// As the user wrote it.
  package let path: String
  /// Bytes that are read at most.
  private let limit: Int

  package init(appliance: String, path: String, limit: Int = FileDriver.standardLimit) {
    self.appliance = appliance
    self.path = path
    self.limit = limit
  }

  /// 512 MiB.
  package static let standardLimit = FileAccess.standardLimit

  /// What can be done with a file of the native dialect: a function of a VIO adapter is dual-port, and nothing enforces a rate, a class or shares in a file, nor moves data between disks.
  package static let capabilities: Capabilities = {
    var capabilities = Capabilities()
    capabilities.minimumRate = .advisory
    capabilities.hotAdd = true
    capabilities.transactions = true
    capabilities.attachUnit = .adapter
    capabilities.ownerMark = true
    capabilities.writable = true
    return capabilities
  }()

  package func observe(as source: SourceID) async throws(DriverError) -> Observation {
    try configuration.read(as: source).observation
  }

  package func begin(run: String) async throws(DriverError) -> any DriverSession {
    // What cannot be read will not be written either, and a missing file leaves no lock behind.
    _ = try configuration.bytes()
    do throws(FileLock.Failure) {
      let lock = try FileLock(path, run: run)
      // They are in nobody's way, so a folder that does not let them be removed is no reason to refuse.
      try? FileAccess.removeLeftovers(of: path)
      return FileSession(configuration, lock: lock)
    } catch {
      switch error {
      case .held(let holder): throw DriverError(.locked, "\(path) is being written by \(holder)")
      case .failed(let error): throw DriverError(.rejected, error.description)
      }
    }
  }

  private var configuration: ConfigurationFile { ConfigurationFile(appliance: appliance, path: path, limit: limit) }
}
