package import Documents
package import FabricModel

/// One way of talking to one appliance. A driver never sees a manifest, and planning never sees a driver, only the sheet that comes with what it
/// read: what can be done depends on what is found there, such as the dialect of a file.
package protocol FabricDriver: Sendable {
  /// The appliance's name in the manifests.
  var appliance: String { get }

  /// Reads everything in one go. Positions in the diagnostics refer to the observation's file as `source`.
  func observe(as source: SourceID) async throws(DriverError) -> Observation

  /// Takes the appliance for the writing of one run; fails at once where another run holds it.
  func begin(run: String) async throws(DriverError) -> any DriverSession

  /// The same for a run of this ledger, by its lineage: what an earlier run of it held, whose process died, may be taken over at once, since a
  /// ledger has one writer at a time.
  func begin(run: String, ledger: String) async throws(DriverError) -> any DriverSession
}

extension FabricDriver {
  package func begin(run: String, ledger: String) async throws(DriverError) -> any DriverSession { try await begin(run: run) }
}

/// An appliance that is held for one run.
package protocol DriverSession: Sendable {
  /// Carries out a batch in order. `key` names the batch for good: a batch whose key was carried out before changes nothing.
  /// A change whose effect is there already is a no-op; one that finds neither `before` nor `after` is rejected with the whole batch.
  func perform(_ batch: [RecordChange], key: String) async throws(DriverError)

  /// Reads everything in one go, to verify what was done.
  func observe() async throws(DriverError) -> Observation

  /// Tells the appliance that it is still held; called now and then while a run goes on.
  func keep() async

  /// Gives the appliance back.
  func end() async
}

extension DriverSession {
  package func keep() async {}
}

/// What a driver read.
package struct Observation: Sendable {
  package var state: ApplianceState
  /// What can be done with it, as found.
  package var capabilities: Capabilities
  /// The text it was read from, for positions in messages.
  package var file: SourceFile?
  /// What is odd in the configuration but did not prevent reading it.
  package var diagnostics: [Diagnostic]

  package init(state: ApplianceState, capabilities: Capabilities, file: SourceFile? = nil, diagnostics: [Diagnostic] = []) {
    self.state = state
    self.capabilities = capabilities
    self.file = file
    self.diagnostics = diagnostics
  }
}
