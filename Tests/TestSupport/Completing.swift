package import Documents
package import FabricModel

extension Manifest {
  /// Adds what waits for templates.
  ///
  /// - Parameter tapes: those that it was decoded from, and then those of what is merged, too.
  /// - Returns: what is wrong with it.
  package mutating func complete(in tapes: inout [NodeTape]) -> [Diagnostic] {
    var bodies = TemplateBodies(self, in: tapes)
    let templates = bodies.composeAll(in: &tapes)
    var diagnostics = templates.diagnostics + templates.inherited.map(\.diagnostic)
    diagnostics += bodies.compose(for: templateUses, in: &tapes)
    append(templates.manifest)
    let completion = Manifest.complete(templateUses, from: bodies, in: tapes, as: tapes.count)
    tapes.append(completion.tape)
    append(completion.manifest)
    return diagnostics + completion.diagnostics + completion.inherited.map(\.diagnostic)
  }
}
