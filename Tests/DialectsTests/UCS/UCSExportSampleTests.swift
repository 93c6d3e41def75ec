import Dialects
import Documents
import Foundation
import TestSupport
import Testing

/// A real backup through manifests and back.
@Suite(.enabled(if: UCSSamples.areThere, "../shared/samples is not there")) struct UCSExportSampleTests {
  private let backup: UCSDocument

  init() throws { backup = try UCSDocument(try UCSSamples.bytes(of: "hx-cluster-ucsm-a.xml")) }

  @Test func anUnchangedImportExportsTheBackupWithoutItsSecrets() throws {
    let export = backup.export(over: backup)
    let again = try UCSDocument(export.bytes)
    #expect(again.elements.count == backup.elements.count)
    let kept = String(decoding: export.bytes, as: UTF8.self)
    #expect(!kept.contains("UkVEQUNURUQ"))
    #expect(export.losses.entries.filter { $0.reason != .secret } == [])
    #expect(export.losses.count > 0)
    #expect(export.renames == [])
    #expect(export.diagnostics == [])
  }

  @Test(arguments: UCSForm.allCases) func importingWhatWasExportedGivesTheSameManifests(form: UCSForm) throws {
    let again = try UCSDocument(backup.export(over: backup, as: form).bytes)
    #expect(difference(again.lines, backup.lines) == [])
    #expect(again.state == backup.state)
  }

  @Test func theManifestsAloneGiveTheSameManifestsAgain() throws {
    let again = try UCSDocument(backup.export().bytes)
    #expect(difference(again.lines, backup.lines) == [])
  }
}
