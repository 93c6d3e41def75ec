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

  /// What real domains have and ucsmsdk does not know is carried, and nothing is added to it.
  @Test(.enabled(if: hasUCSValidator, "python3 with the package ucsmsdk 0.9.27 is not there"))
  func ciscosMetadataSaysOfTheExportWhatItSaysOfTheBackup() throws {
    let folder = try TemporaryFolder()
    func problems(_ bytes: [UInt8]) throws -> [String]? {
      try ucsProblems(in: [try folder.write(String(decoding: bytes, as: UTF8.self), to: "ucs.xml")])
    }
    #expect(try problems(backup.export(over: backup).bytes) == (try problems(try UCSSamples.bytes(of: "hx-cluster-ucsm-a.xml"))))
    #expect(try problems(backup.export(over: backup, as: .configConfMos).bytes) == [])
    #expect(try problems(backup.export().bytes) == [])
  }

  @Test func anEmptyDomainStaysByteForByte() throws {
    let bytes = try UCSSamples.bytes(of: "pdi-Real_UCS_Skeleton.xml")
    let empty = try UCSDocument(bytes)
    #expect(empty.export(over: empty).bytes == bytes)
  }

  @Test func theManifestsAloneGiveTheSameManifestsAgain() throws {
    let again = try UCSDocument(backup.export().bytes)
    #expect(difference(again.lines, backup.lines) == [])
  }
}
