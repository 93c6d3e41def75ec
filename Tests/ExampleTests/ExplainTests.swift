import Documents
import FabricModel
import Foundation
import Planning
import TestSupport
import Testing

/// `weft explain` knows every kind, every field and every id.
@Suite struct ExplainTests {
  private func explain(_ arguments: String...) throws -> Finished { try Weft.run(["explain"] + arguments, in: Repository.path) }

  @Test func aloneItListsKindsAndRules() throws {
    let lines = try explain().output.split(separator: "\n")
    for name in ManifestKind.allCases.map(\.rawValue) + Rule.all.map(\.id) {
      #expect(lines.contains { $0.hasPrefix("\(name) ") }, "\(name)")
    }
  }

  @Test func aKindIsToldWithItsFields() throws {
    #expect(
      try explain("qospolicy").output == """
        KIND      QoSPolicy (weft/v1)

          Rates and class of service that several vNICs share.

        FIELDS
          min  <a rate with a unit such as 500Mbps or 2.5Gbps>
              Guaranteed.
          max  <a rate with a unit such as 500Mbps or 2.5Gbps>
              The cap.
          shares  <integer from 1 to 100>
              Weight among v-ports that compete for what is left.
          class  <integer from 0 to 7>
              Class of service (IEEE 802.1Q priority).
          nativeName  <text>
              What the appliance calls it, where that is no name of this language.

        These are the fields of 'spec'. For names, labels and annotations: weft explain QoSPolicy.metadata

        """)
  }

  @Test func aFieldIsToldWithWhatMayBeWritten() throws {
    #expect(
      try explain("AdapterPool.reservable").output == """
        KIND      AdapterPool (weft/v1)
        FIELD     reservable
        TYPE      a percentage such as 80%
        ABSENT    means 100%
        EXAMPLE   80%, 100%

          How much of a port's speed may be guaranteed.

        """)
  }

  @Test(arguments: ["ServerProfile.vnics.bandwidth.min", "ServerProfile.spec.wwnn.static", "Network.metadata.annotations.weft/protect"])
  func pathsLeadThroughListsAndAlternatives(path: String) throws {
    let finished = try explain(path)
    #expect(finished.code == 0 && finished.output.contains("\nTYPE "), "\(finished)")
  }

  @Test func fieldsWithinFieldsAreToldOnRequest() throws {
    #expect(try !explain("ServerProfile").output.contains("lun  <"))
    #expect(try explain("ServerProfile", "--recursive").output.contains("\n          lun  <integer from 0 to 65535>  needed\n"))
  }

  @Test func aRuleIsToldWithItsExampleAndHowToSilenceIt() throws {
    let output = try explain("redundancy.oneAdapter").output
    #expect(output.contains("SEVERITY  warning\n"))
    #expect(output.contains("examples/rules/redundancy.oneAdapter\n"))
    #expect(output.contains("weft/ignore: \"redundancy.oneAdapter: the reason\"\n"))
  }

  @Test func anErrorIsNotSilenced() throws {
    let output = try explain("value.type").output
    #expect(output.contains("which no annotation silences") && !output.contains("weft/ignore"))
  }

  @Test(arguments: [
    ("Netwrk", "explain.unknown", "'Network'"), ("Netwrk.vlan", "explain.unknown", "'Network.vlan'"),
    ("value.tipe", "explain.unknown", "'value.type'"), ("Network.vlna", "field.unknown", "'Network.vlan'"),
    ("ServerProfile.vnics.nmae", "field.unknown", "'ServerProfile.vnics.name'"), ("Network.vlan.id", "field.unknown", "has no fields"),
    ("Network.", "field.unknown", "it has vlan"),
  ]) func aWrongNameIsAnsweredWithTheNearest(subject: String, id: String, help: String) throws {
    let finished = try explain(subject)
    expect(finished, exit: 1, [id])
    #expect(finished.errors.contains(help), "\(finished)")
  }
}

/// `weft schema` prints what lies under `schemas`.
@Suite struct SchemaCommandTests {
  @Test func aKindsSchemaIsPrinted() throws {
    let committed = try String(contentsOfFile: "\(Repository.path)/schemas/manifest/Network.json", encoding: .utf8)
    #expect(try Weft.run(["schema", "Network"], in: Repository.path).output == committed)
  }

  @Test func theSchemaOfAllKindsIsPrintedWhereNoneIsNamed() throws {
    let committed = try String(contentsOfFile: "\(Repository.path)/schemas/manifest.schema.json", encoding: .utf8)
    #expect(try Weft.run(["schema"], in: Repository.path).output == committed)
  }

  @Test func allOfThemAreWrittenIntoAFolder() throws {
    let folder = try TemporaryFolder()
    expect(try Weft.run(["schema", "--out", "new/schemas"], in: folder.path), exit: 0)
    for (path, text) in ManifestSchema.files { #expect(try folder.text(of: "new/schemas/\(path)") == text) }
  }

  @Test func aWrongKindIsAnsweredWithTheNearest() throws {
    let finished = try Weft.run(["schema", "Sever"], in: Repository.path)
    expect(finished, exit: 1, ["kind.unknown"])
    #expect(finished.errors.contains("did you mean 'Server'?"))
  }

  @Test func aKindAndAFolderExcludeEachOther() throws {
    #expect(try Weft.run(["schema", "Network", "--out", "a"], in: Repository.path).code == 64)
  }
}
