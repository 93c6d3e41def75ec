import Dialects
import Documents
import FabricModel
import TestSupport
import Testing
import Workloads

/// Domains of all shapes through manifests and back.
@Suite struct UCSExportGeneratedTests {
  @Test(arguments: GeneratedUCSDomain.Identities.allCases, [false, true])
  func anUnchangedDomainStaysByteForByte(identities: GeneratedUCSDomain.Identities, hasOddities: Bool) throws {
    let domain = GeneratedUCSDomain(profiles: 60, seed: 21, identities: identities, hasOddities: hasOddities)
    let document = try UCSDocument(domain.xml)
    let export = document.export(over: document)
    #expect(export.bytes == domain.xml)
    #expect(export.losses.isEmpty && export.renames == [] && export.diagnostics == [])
  }

  @Test(arguments: GeneratedUCSDomain.Identities.allCases, UCSForm.allCases)
  func itsManifestsGiveTheSameManifestsAgain(identities: GeneratedUCSDomain.Identities, form: UCSForm) throws {
    let document = try UCSDocument(GeneratedUCSDomain(profiles: 40, seed: 22, identities: identities).xml)
    let carried = try UCSDocument(document.export(over: document, as: form).bytes)
    #expect(difference(carried.lines, document.lines) == [])
    let fresh = try UCSDocument(document.export().bytes)
    #expect(difference(fresh.lines, document.lines) == [])
  }

  @Test(
    .enabled(if: hasUCSValidator, "python3 with the package ucsmsdk 0.9.27 is not there"), arguments: UCSForm.allCases, [false, true])
  func ciscosMetadataAllowsAllOfIt(form: UCSForm, hasBase: Bool) throws {
    let document = try UCSDocument(GeneratedUCSDomain(profiles: 40, seed: 23, hasOddities: true).xml)
    let folder = try TemporaryFolder()
    let export = document.export(over: hasBase ? document : nil, as: form)
    #expect(try ucsProblems(in: [try folder.write(String(decoding: export.bytes, as: UTF8.self), to: "ucs.xml")]) == [])
  }

  @Test func theOrderOfSiblingsDoesNotMatter() throws {
    let ordered = try UCSDocument(GeneratedUCSDomain(profiles: 20, seed: 24, shufflesSiblings: false).xml)
    let shuffled = GeneratedUCSDomain(profiles: 20, seed: 24, shufflesSiblings: true).xml
    // Lists in another order say the same.
    #expect(ordered.export(over: try UCSDocument(shuffled)).bytes == shuffled)
  }
}
