internal import Dialects
internal import Documents
internal import DriverInterface
internal import FabricModel
internal import Files
internal import Synchronization
internal import XML

/// A file that is held for one run.
final class FileSession: DriverSession {
  private let configuration: ConfigurationFile
  private let lock: FileLock
  /// One batch at a time: each reads the file, and writes what it read with its changes.
  private let turn = Mutex(())

  init(_ configuration: ConfigurationFile, lock: FileLock) {
    self.configuration = configuration
    self.lock = lock
  }

  /// The whole batch is one replacement of the file. The key is not needed: a batch that was carried out finds its effects there.
  func perform(_ batch: [RecordChange], key: String) async throws(DriverError) {
    let outcome = turn.withLock { _ in Result { () throws(DriverError) in try write(batch) } }
    try outcome.get()
  }

  func observe() async throws(DriverError) -> Observation {
    try configuration.read(as: SourceID(0)).observation
  }

  func end() async { lock.release() }

  private func write(_ batch: [RecordChange]) throws(DriverError) {
    guard lock.isHeld else { throw DriverError(.rejected, "\(configuration.path): the session has ended") }
    // Read again each time, so that an edit by somebody else is noticed.
    let content = try configuration.read(as: SourceID(0))
    guard content.observation.capabilities.writable else {
      throw DriverError(.rejected, "\(configuration.path) is of a dialect that weft only reads", file: content.observation.file)
    }
    let bytes: [UInt8]?
    do throws(DialectRefusal) {
      bytes = try NativeDialect.apply(batch, to: content.tape, state: content.observation.state)
    } catch {
      throw DriverError(.rejected, "\(configuration.path): \(error)", file: content.observation.file)
    }
    guard let bytes else { return }
    do throws(FileError) {
      try FileAccess.replace(configuration.path, with: bytes)
    } catch {
      throw DriverError(error.effect == .none ? .rejected : .unknown, error.description)
    }
  }
}
