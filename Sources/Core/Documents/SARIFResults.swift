/// The results of a SARIF run.
struct SARIFResults {
  /// The name of the folder that relative URIs start from.
  static let base = "%SRCROOT%"

  private let report: SARIFReport
  private let folder: String?
  private var indexes: TextIndexes
  private var lineHashes: [SourceID: LineHashes] = [:]

  init(_ report: SARIFReport, folder: String?) {
    self.report = report
    self.folder = folder
    indexes = TextIndexes(report.findings.sources)
  }

  /// Into the open array.
  mutating func write(to writer: inout JSONWriter) {
    for diagnostic in report.diagnostics { write(diagnostic, silenced: nil, to: &writer) }
    for one in report.silenced { write(one.diagnostic, silenced: one, to: &writer) }
    if report.omitted > 0 {
      write(Diagnostic(SARIFReport.cutRule.id, SARIFReport.cutRule.severity, report.omission), silenced: nil, to: &writer)
    }
  }

  private mutating func write(_ diagnostic: Diagnostic, silenced: SilencedDiagnostic?, to writer: inout JSONWriter) {
    let related = diagnostic.related.prefix(report.bounds.locations - 1)
    var text = diagnostic.reportText(in: indexes.sources)
    if related.count < diagnostic.related.count { text += "\n\(diagnostic.related.count - related.count) more related places are left out" }
    writer.object { writer in
      writer.member("ruleId", diagnostic.id)
      if let index = report.ruleIndexes[diagnostic.id] { writer.member("ruleIndex", index) }
      writer.member("level", diagnostic.severity.rawValue)
      writer.sarifMessage(text, key: "message")
      writer.key("locations")
      writer.array { writer in writer.object { writer in writePlace(diagnostic.range, to: &writer) } }
      if !related.isEmpty {
        writer.key("relatedLocations")
        writer.array(related.enumerated()) { writer, related in
          writer.object { writer in
            writer.member("id", related.offset + 1)
            writePlace(related.element.range, to: &writer)
            writer.sarifMessage(related.element.message, key: "message")
          }
        }
      }
      writeFingerprint(diagnostic.range, to: &writer)
      if let fix = diagnostic.fix { write(fix, to: &writer) }
      writeSuppressions(silenced, to: &writer)
    }
  }

  /// What has no place is laid to the first text as a whole, since services refuse results without one.
  private mutating func writePlace(_ range: SourceRange?, to writer: inout JSONWriter) {
    writer.key("physicalLocation")
    writer.object { writer in
      writeArtifact(range?.source ?? SourceID(0), to: &writer)
      if let range { write(range, as: "region", to: &writer) }
    }
  }

  private func writeArtifact(_ source: SourceID, to writer: inout JSONWriter) {
    let uri = ArtifactURI.reference(indexes.sources[source].path, from: folder)
    writer.key("artifactLocation")
    writer.object { writer in
      writer.member("uri", uri)
      if ArtifactURI.isRelative(uri) { writer.member("uriBaseId", Self.base) }
    }
  }

  /// Ends are exclusive, as in `SourceRange`.
  private mutating func write(_ range: SourceRange, as key: String, to writer: inout JSONWriter) {
    let (_, start, end) = indexes.position(of: range)
    writer.key(key)
    writer.object { writer in
      writer.member("startLine", start.line)
      writer.member("startColumn", start.column)
      writer.member("endLine", end.line)
      writer.member("endColumn", end.column)
    }
  }

  private mutating func writeFingerprint(_ range: SourceRange?, to writer: inout JSONWriter) {
    guard let range else { return }
    if lineHashes[range.source] == nil { lineHashes[range.source] = LineHashes(indexes.sources[range.source]) }
    guard let hash = lineHashes[range.source]?[indexes.position(of: range).start.line] else { return }
    writer.key("partialFingerprints")
    writer.object { $0.member("primaryLocationLineHash", hash) }
  }

  private mutating func write(_ fix: TextEdit, to writer: inout JSONWriter) {
    writer.key("fixes")
    writer.array { writer in
      writer.object { writer in
        writer.sarifMessage(fix.wording(in: indexes.sources[fix.range.source]), key: "description")
        writer.key("artifactChanges")
        writer.array { writer in
          writer.object { writer in
            writeArtifact(fix.range.source, to: &writer)
            writer.key("replacements")
            writer.array { writer in
              writer.object { writer in
                write(fix.range, as: "deletedRegion", to: &writer)
                writer.key("insertedContent")
                writer.object { $0.member("text", fix.replacement) }
              }
            }
          }
        }
      }
    }
  }

  /// Always there: an absent list would mean that nobody looked.
  private func writeSuppressions(_ silenced: SilencedDiagnostic?, to writer: inout JSONWriter) {
    writer.key("suppressions")
    writer.array { writer in
      guard let silenced else { return }
      writer.object { writer in
        writer.member("kind", silenced.origin.rawValue)
        if let justification = silenced.justification { writer.member("justification", justification) }
      }
    }
  }
}
