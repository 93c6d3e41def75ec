import Dialects
import Documents
import FabricModel
import Testing
import XML

/// A text as it is read in the tests.
func tape(_ text: String) throws -> XMLTape { try tape(Array(text.utf8)) }

func tape(_ bytes: [UInt8]) throws -> XMLTape {
  let (tape, diagnostics) = XMLReader.read(SourceFile(path: "vio-a1.xml", bytes: bytes), as: SourceID(0))
  return try #require(tape, "\(diagnostics.map(\.message)) in \(String(decoding: bytes, as: UTF8.self))")
}

func decode(_ bytes: [UInt8]) throws -> ApplianceState {
  let (state, diagnostics, _) = NativeDialect.decode(try tape(bytes))
  return try #require(state, "\(diagnostics.map(\.message)) in \(String(decoding: bytes, as: UTF8.self))")
}

func decode(_ text: String) throws -> ApplianceState { try decode(Array(text.utf8)) }

/// The content of a document of the native dialect.
func document(_ content: String) -> String {
  "<vioConfig xmlns=\"urn:weft:vio-config:1\"><appliance name=\"vio-a1\"/>\(content)</vioConfig>"
}

/// The text after the changes, or before them where they change nothing.
func apply(_ changes: [RecordChange], to text: String) throws -> String {
  let tape = try tape(text)
  let bytes = try NativeDialect.apply(changes, to: tape, state: try decode(text))
  return bytes.map { String(decoding: $0, as: UTF8.self) } ?? text
}
