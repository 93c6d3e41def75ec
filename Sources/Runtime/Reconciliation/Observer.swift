package import Documents
package import DriverInterface
package import FabricModel
internal import Glibc

/// Reads many appliances at once.
package struct Observer: Sendable {
  /// How many are read at the same time.
  package var width: Int

  package init(width: Int = Observer.twicePerCore) { self.width = max(1, width) }

  /// Reading waits for disks and networks as much as it computes.
  package static var twicePerCore: Int { max(2, 2 * sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Everything that can be read; what cannot is named, each with its error.
  ///
  /// - Parameter first: the id of the first file: the one of the n-th appliance by name is n higher, so that they can be added to a `SourceSet` in order.
  package func observe(_ drivers: [any FabricDriver], filesFrom first: SourceID = SourceID(0)) async -> Observations {
    let sorted = drivers.sorted { $0.appliance < $1.appliance }
    let answers = await concurrently(sorted.indices, width: width) { index in
      await sorted[index].observed(as: SourceID(Int(first.index) + index))
    }
    var result = Observations()
    var states: [ApplianceState] = []
    for (index, answer) in answers.enumerated() {
      let name = sorted[index].appliance
      let file: SourceFile?
      switch answer {
      case .success(let observation):
        states.append(observation.state)
        result.capabilities[name] = observation.capabilities
        result.warnings += observation.diagnostics
        file = observation.file
      case .failure(let error):
        result.failures.append(ApplianceFailure(appliance: name, error: error))
        file = error.file
      }
      result.files.append(
        ObservedFile(
          appliance: name, source: SourceID(Int(first.index) + index), file: file ?? SourceFile(path: name, bytes: [])))
    }
    result.fabric = Fabric(appliances: states)
    return result
  }
}

/// What an observer read, in the order of the appliances' names.
package struct Observations: Sendable {
  /// Without the appliances that could not be read.
  package var fabric = Fabric()
  /// What can be done with each of them, by name.
  package var capabilities: [String: Capabilities] = [:]
  /// One for each driver, an empty one where a driver has no text.
  package var files: [ObservedFile] = []
  package var warnings: [Diagnostic] = []
  package var failures: [ApplianceFailure] = []

  package init() {}
}

/// The text that an appliance was read from, for positions in messages.
package struct ObservedFile: Sendable {
  package let appliance: String
  package let source: SourceID
  package let file: SourceFile
}

/// An appliance that could not be read or taken, and why.
package struct ApplianceFailure: Error, Sendable, CustomStringConvertible {
  package let appliance: String
  package let error: DriverError

  package var description: String { "\(appliance): \(error)" }
}

extension FabricDriver {
  fileprivate func observed(as source: SourceID) async -> Result<Observation, DriverError> {
    do { return .success(try await observe(as: source)) } catch { return .failure(error) }
  }
}
