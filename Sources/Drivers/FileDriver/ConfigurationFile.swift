internal import Dialects
internal import Documents
internal import DriverInterface
internal import FabricModel
internal import Files
internal import XML

/// The file of one appliance, as it is at the moment of a call.
struct ConfigurationFile: Sendable {
  let appliance: String
  let path: String
  let limit: Int

  /// A configuration that was read and understood.
  struct Content {
    let tape: XMLTape
    let observation: Observation
  }

  func read(as source: SourceID) throws(DriverError) -> Content {
    let file = SourceFile(path: path, bytes: try bytes())
    if let problem = UnreadableFile.problem(with: file, as: source) {
      throw DriverError(.unreadable, "\(path) is no configuration", diagnostics: [problem], file: file)
    }
    let (tape, problems) = XMLReader.read(file, as: source)
    guard let tape else { throw DriverError(.unreadable, "\(path) is not well-formed XML", diagnostics: problems, file: file) }
    let (state, diagnostics, capabilities) = try decode(tape, file)
    guard var state else {
      throw DriverError(.unreadable, "\(path) is not a valid configuration", diagnostics: problems + diagnostics, file: file)
    }
    if state.name != appliance {
      let message = "\(path) is the configuration of '\(state.name)', not of '\(appliance)'; name the appliance so, or correct its driver"
      throw DriverError(.unreadable, message, file: file)
    }
    state.revision = String(Digest.sha256(file.bytes).prefix(16))
    let observation = Observation(state: state, capabilities: capabilities, file: file, diagnostics: problems + diagnostics)
    return Content(tape: tape, observation: observation)
  }

  private func decode(
    _ tape: XMLTape, _ file: SourceFile
  ) throws(DriverError) -> (state: ApplianceState?, diagnostics: [Diagnostic], capabilities: Capabilities) {
    switch Dialect.detect(tape) ?? .vio {
    case .vio:
      let (state, diagnostics, _) = NativeDialect.decode(tape)
      return (state, diagnostics, FileDriver.capabilities)
    case .ucs:
      let (state, diagnostics, _) = UCSDialect.decode(tape)
      return (state, diagnostics, UCSDialect.capabilities)
    case let dialect:
      throw DriverError(.unreadable, "\(path) is of the dialect \(dialect.title), which this version does not read", file: file)
    }
  }

  func bytes() throws(DriverError) -> [UInt8] {
    do throws(FileError) {
      return try FileAccess.read(path, limit: limit)
    } catch {
      let help = error.isMissing ? "; 'weft export --appliance \(appliance) --out \(path)' writes one from the manifests" : ""
      throw DriverError(error.isMissing ? .missing : .unreadable, error.description + help)
    }
  }
}
