import Documents
import FabricModel
import TestSupport
import YAML

/// Everything that reading and decoding have to say of one text, profiles that build on templates included.
func problems(in text: String) -> [Diagnostic] {
  let documents = YAMLReader.read(SourceFile(path: "a.yaml", bytes: Array(text.utf8)), as: SourceID(0))
  var manifest = Manifest()
  var diagnostics = documents.diagnostics
  for (index, tape) in documents.tapes.enumerated() {
    let decoded = Manifest.decode(tape, tape: index)
    manifest.append(decoded.manifest)
    diagnostics += decoded.diagnostics
  }
  var tapes = documents.tapes
  return diagnostics + manifest.complete(in: &tapes)
}
