package import Documents
package import FabricModel
package import XML

/// weft's own XML: one file holds one whole appliance; its schema is `schemas/vio-config.xsd`.
///
/// Modelled on what the VIO-4000 material says (one XML file holds the configuration). The vendor never published a schema, so files
/// of a real VIO-4000 will not be in this dialect.
package enum NativeDialect {
  package static let namespace = "urn:weft:vio-config:1"

  /// The containers in the order of the schema; `appliance` stands before them.
  static let containers = ["adapters", "networks", "vsans", "serverPorts", "profiles"]

  /// The state is nil where the diagnostics hold an error; the diagnostics are in the order of the text.
  package static func decode(_ tape: XMLTape) -> (state: ApplianceState?, diagnostics: [Diagnostic], losses: LossReport) {
    var decoder = NativeDecoder(tape)
    decoder.decode()
    let diagnostics = decoder.diagnostics.inFileOrder()
    return (diagnostics.hasErrors ? nil : decoder.state, diagnostics, decoder.losses)
  }

  /// The text with the changes made, which take effect all together or not at all; nil where every effect is there already.
  ///
  /// An object may be changed several times. What no change touches stays as it is, byte for byte.
  /// - Parameter state: what `decode` read from this tape.
  package static func apply(
    _ changes: [RecordChange], to tape: XMLTape, state: ApplianceState
  ) throws(DialectRefusal) -> [UInt8]? {
    let outcomes = try ObjectOutcome.outcomes(of: changes, on: state)
    var editor = NativeEditor(tape, state: state)
    return try editor.apply(outcomes)
  }

  /// A new document that holds the whole state.
  ///
  /// A server that only a profile names gets its line among the server ports. Labels of adapters have no place in this dialect.
  package static func encode(_ state: ApplianceState) throws(DialectRefusal) -> [UInt8] {
    XMLSerializer.document(try NativeEncoder(state).tree())
  }

  /// The name that a server goes by when the appliance knows only the port of its cable.
  static func serverName(appliance: String, port: Int) -> String { "\(appliance)-port-\(port)" }

  /// Names stand in lists that blanks separate and in addresses that slashes separate.
  static func isName(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    !utf8.isEmpty && utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "/") && $0 != 0x7F }
  }

  static func isName(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { isName($0) } && XMLCharacters.canRepresent(name)
  }
}

/// Why a dialect cannot hold a state or make a change.
package struct DialectRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The object it is about.
  package let address: ObjectAddress
  /// The rest of a sentence that begins with the address.
  package let problem: String

  package var description: String { "\(address) \(problem)" }

  init(_ address: ObjectAddress, _ problem: String) {
    self.address = address
    self.problem = problem
  }
}
