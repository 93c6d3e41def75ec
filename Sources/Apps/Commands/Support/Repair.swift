internal import Documents
internal import Files
internal import Foundation

/// The applying of fixes to manifests: in memory, round by round, until none is left; then each changed file is written once.
struct Repair: Sendable {
  /// A fix may show a problem that was hidden, whose fix comes a round later. Fixes that undo each other end here.
  static let mostRounds = 10

  /// One fix, in the words of who reads what was done: `site.yaml:3:7: wrote 'prod' for 'prd' [reference.unknown]`.
  ///
  /// The place is that in the text of its round.
  struct Applied: Sendable {
    let source: SourceID
    let line: String
  }

  private(set) var texts: [EditedText]
  private(set) var applied: [Applied] = []
  /// What was found in the texts as they were read, and as they are now.
  let before: CheckedManifests
  private(set) var after: CheckedManifests

  /// - Parameter sources: the texts as they were read.
  static func run(_ check: ManifestCheck, on sources: SourceSet, _ stage: StageLine) async throws -> Repair {
    let before = try await check.run(on: sources, stage)
    var repair = Repair(texts: sources.files.map(EditedText.init), before: before, after: before)
    for _ in 0..<mostRounds {
      guard repair.applyFixes() else { break }
      repair.after = try await check.run(on: repair.sources, stage)
    }
    return repair
  }

  /// Whether fixes are left: the rounds ended before them.
  var isUnfinished: Bool { after.findings.diagnostics.contains { $0.fix != nil } }

  private var sources: SourceSet {
    var sources = SourceSet()
    for text in texts { sources.add(text.current) }
    return sources
  }

  /// One round; false where there was nothing to do.
  private mutating func applyFixes() -> Bool {
    var isChanged = false
    for index in texts.indices {
      let fixes = after.findings.diagnostics.compatibleFixes(in: SourceID(index))
      guard !fixes.isEmpty else { continue }
      let places = TextIndex(texts[index].current)
      applied += fixes.map { fix in
        let place = places.position(at: Int(fix.edit.range.start))
        let words = fix.edit.wording(in: texts[index].current, isDone: true)
        let line = "\(texts[index].original.path):\(place.line):\(place.column): \(words) [\(fix.diagnostic.id)]"
        return Applied(source: SourceID(index), line: printable(line))
      }
      texts[index].apply(fixes.map(\.edit))
      isChanged = true
    }
    return isChanged
  }

  /// Writes the files that changed, each at once.
  ///
  /// - Parameter report: takes the fixes of a file when it is written.
  func write(_ report: ([Applied]) -> Void) throws {
    let changed = texts.indices.filter { texts[$0].isChanged }
    // All of them first: a set of manifests is better left alone than half repaired.
    for index in changed { try checkUnchanged(texts[index].original) }
    for index in changed {
      let text = texts[index]
      try checkUnchanged(text.original)
      do throws(FileError) {
        try FileAccess.replace(text.original.path, with: text.current.bytes)
      } catch {
        throw Failure(.error, id: "output.unwritable", "\(error)")
      }
      report(applied.filter { $0.source == SourceID(index) })
    }
  }

  /// Between this look and the replacement somebody may still write, but for an instant only.
  private func checkUnchanged(_ file: SourceFile) throws {
    let target = (try? FileAccess.resolved(file.path)) ?? file.path
    let attributes = try? FileManager.default.attributesOfItem(atPath: target)
    guard attributes?[.type] as? FileAttributeType == .typeRegular else {
      throw Failure(.error, id: "fix.noFile", "'\(file.path)' is no file of its own, so its fixes can't be written")
    }
    guard try readFile(file.path) == file.bytes else {
      throw Failure(
        .error, id: "fix.changed", "'\(file.path)' was changed while it was checked, so it is left as it is", help: "run it again")
    }
  }
}
