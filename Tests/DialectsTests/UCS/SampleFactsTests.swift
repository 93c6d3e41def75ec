import Dialects
import Documents
import FabricModel
import Foundation
import Testing
import XML

private let samples: URL = {
  var root = URL(filePath: #filePath)
  for _ in 0..<5 { root.deleteLastPathComponent() }
  return root.appending(path: "shared/samples")
}()

private let isThere = FileManager.default.fileExists(atPath: samples.path)

/// What an independent script read out of a real backup (`samples/expected`).
private struct Facts: Decodable {
  struct VLAN: Decodable { let scope, name: String; let id: Int }
  struct VSAN: Decodable { let scope, name: String; let id, fcoeVlan: Int }
  struct Block: Decodable { let from, to: String }
  struct Pool: Decodable { let kind, org, name: String; let purpose: String?; let blocks: [Block] }
  struct Net: Decodable, Hashable { let name: String; let native: Bool }
  struct VNIC: Decodable { let name, fabric, template, pool, addr, mtu, qos, order: String; let nets: [Net] }
  struct Profile: Decodable { let org, name, type: String; let srcTempl, boundTo, lanConnPolicy: String?; let vnics: [VNIC] }
  struct Template: Decodable { let org, name, fabric, type, pool, mtu, peer: String; let nets: [String] }
  let orgs: [String]
  let vlans: [VLAN]
  let vsans: [VSAN]
  let pools: [Pool]
  let serviceProfiles: [Profile]
  let vnicTemplates: [Template]
}

/// A real backup of a domain with five service profiles: nothing in it may come out otherwise.
@Suite(.enabled(if: isThere, "../shared/samples is not there")) struct SampleFactsTests {
  private let facts: Facts
  private let manifest: Manifest
  private let state: ApplianceState

  init() throws {
    facts = try JSONDecoder().decode(Facts.self, from: Data(contentsOf: samples.appending(path: "expected/ucsm-hx-cluster-ucsm-a.json")))
    let tape = try tape(Array(Data(contentsOf: samples.appending(path: "ucsm/hx-cluster-ucsm-a.xml"))))
    manifest = try #require(UCSDialect.importManifest(tape, driver: nil).manifest)
    state = try #require(UCSDialect.decode(tape).state)
  }

  private func namespace(_ org: String) -> String? { org == "root" ? nil : org.dropFirst(5).lowercased() }
  private func native(_ name: String, _ org: String) -> String { org == "root" ? name : "\(name)@\(org.dropFirst(5))" }

  @Test func everyVLANHasItsScope() {
    let marks = ["fabricLanCloud": "", "fabricEthEstcCloud": "@estc", "fabricEthLan:A": "@A", "fabricEthLan:B": "@B"]
    let expected = facts.vlans.map { "\($0.name)\(marks[$0.scope] ?? "?") \($0.id)" }
    #expect(manifest.networks.map { "\($0.spec.nativeName ?? $0.name) \($0.spec.vlan?.description ?? "")" }.sorted() == expected.sorted())
    #expect(Set(manifest.networks.map(\.name)).count == facts.vlans.count)
    let sides = manifest.networks.filter { $0.spec.nativeName?.hasPrefix("finance") ?? false }.map { $0.spec.fabric?.rawValue }
    #expect(sides == ["A", "B"])
  }

  @Test func everyVSANHasItsScope() {
    let marks = ["fabricSanCloud": "", "fabricFcEstcCloud": "@estc"]
    let expected = facts.vsans.map { "\($0.name)\(marks[$0.scope] ?? "?") \($0.id) \($0.fcoeVlan)" }
    let found = manifest.vsans.map { vsan in
      "\(vsan.spec.nativeName ?? vsan.name) \(vsan.spec.vsan?.description ?? "") \(vsan.spec.fcoeVLAN?.description ?? "")"
    }
    #expect(found.sorted() == expected.sorted())
  }

  @Test func everyPoolHasItsBlocks() {
    func type(_ pool: Facts.Pool) -> String {
      guard pool.kind == "wwn" else { return pool.kind }
      return pool.purpose == "node-wwn-assignment" ? "wwnn" : "wwpn"
    }
    let expected = facts.pools.map { pool in
      "\(type(pool)) \(native(pool.name, pool.org)) " + pool.blocks.map { "\($0.from.lowercased())-\($0.to.lowercased())" }.joined()
    }
    // The one pool that the script does not list holds iSCSI names.
    let found = manifest.addressPools.filter { $0.spec.type != .iqn }.map { pool in
      "\(pool.spec.type) \(pool.spec.nativeName ?? pool.name) " + pool.spec.blocks.map { "\($0.from)-\($0.to ?? "")" }.joined()
    }
    #expect(found.sorted() == expected.sorted())
  }

  @Test func everyProfileHasItsVNICs() throws {
    for profile in facts.serviceProfiles where profile.type == "instance" {
      let found = try #require(state.profiles.first { $0.record.name == native(profile.name, profile.org) })
      #expect("sys/\(found.record.server ?? "")" == profile.boundTo)
      #expect(found.vports.count == profile.vnics.count)
      for vnic in profile.vnics {
        let record = try #require(found.vports.first { $0.name == vnic.name })
        #expect(record.slotPort == SlotPort(slot: vnic.fabric == "A" ? 1 : 2, port: 1))
        #expect(record.mac?.description == vnic.addr.lowercased())
        #expect(record.mtu == Int(vnic.mtu))
        #expect(record.order == Int(vnic.order))
        #expect(record.native == vnic.nets.first { $0.native }?.name ?? "")
        #expect(record.tagged == vnic.nets.filter { !$0.native }.map(\.name))
      }
    }
    let instances = facts.serviceProfiles.filter { $0.type == "instance" }
    #expect(state.profiles.count == instances.count)
    let expected = instances.map { "\(native($0.name, $0.org)) \(namespace($0.org) ?? "-") \($0.srcTempl ?? "")" }
    let found = manifest.profiles.map {
      "\($0.spec.nativeName ?? $0.name) \($0.namespace ?? "-") \($0.spec.templates.joined(separator: " "))"
    }
    #expect(found.sorted() == expected.sorted())
  }

  @Test func everyVNICTemplateHasItsPeer() throws {
    #expect(manifest.vnicTemplates.count == facts.vnicTemplates.count)
    for template in facts.vnicTemplates {
      let found = try #require(manifest.vnicTemplates.first { $0.name == template.name })
      #expect(found.spec.update == .updating)
      #expect(found.spec.peer == template.peer)
      #expect(found.spec.body.pool == "fabric-\(template.fabric.lowercased())")
      #expect(found.spec.body.mac == .pool(template.pool))
      #expect(found.spec.body.mtu ?? 1500 == Int(template.mtu))
      #expect(found.spec.body.trunk == template.nets)
    }
  }

  @Test func aTemplateSaysOnceWhatItsProfilesHave() throws {
    let policy = try #require(manifest.templates.first { $0.spec.nativeName == "lan-conn-pol-HyperFlex@Hyperflex-A" })
    #expect(policy.spec.body.vnics.count == 8)
    let template = try #require(manifest.templates.first { $0.name == "hx-nodes" })
    #expect(template.spec.templates == [policy.name])
    for profile in manifest.profiles {
      #expect(profile.spec.vnics.count == 8)
      for vnic in profile.spec.vnics {
        var lean = VNIC()
        (lean.name, lean.mac) = (vnic.name, vnic.mac)
        #expect(vnic == lean, "it says no more than its address")
      }
    }
  }
}
