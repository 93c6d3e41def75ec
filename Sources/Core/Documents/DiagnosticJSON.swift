/// Diagnostics as machines read them: `weft/diagnostics/1`, every key always there.
///
/// - Parameter silenced: how many findings are left out because somebody silenced them.
package func writeJSON(_ diagnostics: [Diagnostic], sources: SourceSet, silenced: Int = 0, to writer: inout JSONWriter) {
  let counts = FindingCounts(diagnostics, silenced: silenced)
  var indexes = TextIndexes(sources)
  writer.object { writer in
    writer.key("format")
    writer.string("weft/diagnostics/1")
    writer.member("errors", counts.errors)
    writer.member("warnings", counts.warnings)
    writer.member("notes", counts.notes)
    writer.member("silenced", counts.silenced)
    writer.key("diagnostics")
    writer.array(diagnostics) { writer, diagnostic in write(diagnostic, to: &writer, &indexes) }
  }
}

private func write(_ diagnostic: Diagnostic, to writer: inout JSONWriter, _ indexes: inout TextIndexes) {
  writer.object { writer in
    writer.key("id")
    writer.string(diagnostic.id)
    writer.key("severity")
    writer.string(diagnostic.severity.rawValue)
    writer.key("message")
    writer.string(diagnostic.message)
    write(diagnostic.range, to: &writer, &indexes)
    writer.key("related")
    writer.array(diagnostic.related) { writer, related in
      writer.object { writer in
        writer.key("message")
        writer.string(related.message)
        write(related.range, to: &writer, &indexes)
      }
    }
    writer.key("help")
    writer.optional(diagnostic.help) { $0.string($1) }
    writer.key("fix")
    writer.optional(diagnostic.fix) { writer, fix in
      writer.object { writer in
        write(fix.range, to: &writer, &indexes)
        writer.key("replacement")
        writer.string(fix.replacement)
      }
    }
  }
}

/// The members that say where, into the object that is open.
private func write(_ range: SourceRange?, to writer: inout JSONWriter, _ indexes: inout TextIndexes) {
  let place = range.map { indexes.position(of: $0) }
  writer.key("file")
  writer.optional(place?.file) { $0.string($1) }
  let numbers = [
    ("line", place?.start.line), ("column", place?.start.column), ("endLine", place?.end.line), ("endColumn", place?.end.column),
  ]
  for (name, number) in numbers {
    writer.key(name)
    writer.optional(number) { $0.integer($1) }
  }
}
