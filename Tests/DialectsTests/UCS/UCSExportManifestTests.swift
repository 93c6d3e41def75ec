import Dialects
import Documents
import FabricModel
import Testing

/// What manifests that came from no domain become in one.
@Suite struct UCSExportManifestTests {
  private var manifest = Manifest()

  init() { manifest.appliances = [Declared(name: "lab", spec: Appliance())] }

  private func export(_ form: UCSForm = .topRoot) -> (text: String, export: UCSExport) {
    let export = UCSDialect.export(manifest: manifest, state: ApplianceState(name: "lab"), base: nil, form: form)
    return (String(decoding: export.bytes, as: UTF8.self), export)
  }

  private func losses(_ export: UCSExport) -> [String] { export.losses.entries.map { "\($0.path) ×\($0.count) \($0.first)" } }

  @Test mutating func namesThatAreAlikeWhenCutStayApart() throws {
    for end in ["gold", "silver"] { manifest.qosPolicies.append(Declared(name: "bandwidth-of-\(end)-servers", spec: QoSPolicy())) }
    let renames = export().export.renames
    #expect(renames.map(\.native) == ["bandwidth-of-gold-servers", "bandwidth-of-silver-servers"])
    #expect(Set(renames.map(\.name)).count == 2)
    #expect(renames.allSatisfy { $0.name.count == 16 && $0.name.hasPrefix("bandwidth-o-") })
    // A third one changes nothing for the two.
    manifest.qosPolicies.insert(Declared(name: "bandwidth-of-all-servers", spec: QoSPolicy()), at: 0)
    #expect(export().export.renames.dropFirst() == renames[...])
  }

  @Test mutating func aNameThatIsOneKeepsToItself() {
    manifest.qosPolicies = [Declared(name: "gold", spec: QoSPolicy())]
    #expect(export().text.contains(#"<epqosDefinition name="gold">"#))
    #expect(export().export.renames == [])
  }

  @Test(arguments: [(5, "platinum"), (4, "gold"), (2, "silver"), (1, "bronze"), (0, "best-effort")])
  mutating func aClassIsThePriorityThatIsMarkedSo(serviceClass: Int, priority: String) {
    var policy = QoSPolicy()
    policy.class = serviceClass
    manifest.qosPolicies = [Declared(name: "some", spec: policy)]
    #expect(export().text.contains(#"<epqosEgress prio="\#(priority)" rate="line-rate"/>"#))
    #expect(export().export.losses.isEmpty)
  }

  @Test mutating func aClassThatNoPriorityHasIsToldOf() {
    var policy = QoSPolicy()
    policy.class = 6
    manifest.qosPolicies = [Declared(name: "some", spec: policy)]
    #expect(losses(export().export) == ["QoSPolicy/class ×1 some"])
  }

  @Test mutating func aNamespaceIsAnOrganisation() {
    for name in ["macs", "more"] {
      var pool = Declared(name: name, spec: AddressPool())
      pool.namespace = "finance"
      manifest.addressPools.append(pool)
    }
    #expect(export().text.contains("<orgOrg name=\"finance\">\n      <macpoolPool name=\"macs\"/>\n      <macpoolPool name=\"more\"/>"))
    #expect(
      export(.configConfMos).text.contains(#"<macpoolPool dn="org-root/org-finance/mac-pool-macs" status="created,modified" name="macs"/>"#)
    )
  }

  @Test mutating func whatCannotBeSeenFromAnOrganisationIsToldOf() {
    var policy = Declared(name: "gold", spec: QoSPolicy())
    policy.namespace = "finance"
    manifest.qosPolicies = [policy]
    var template = VNICTemplate()
    template.body.qos = "gold"
    manifest.vnicTemplates = [Declared(name: "eth", spec: template)]
    #expect(losses(export().export) == ["VNIC/qos ×1 eth"])
    manifest.vnicTemplates[0].namespace = "finance"
    #expect(export().export.losses.isEmpty)
  }

  @Test mutating func aVLANThatTheDomainKeepsForItselfIsLeftOut() {
    var network = Network()
    network.vlan = VLANID(4044)
    manifest.networks = [Declared(name: "prod", spec: network)]
    #expect(export().export.diagnostics.map(\.id) == ["ucs.vlan"])
    #expect(losses(export().export) == ["Network/vlan ×1 prod"])
    #expect(!export().text.contains("fabricVlan"))
  }

  @Test mutating func whatUCSManagerHasNoWordForIsCounted() {
    var policy = MaintenancePolicy()
    policy.maxUnavailable = 2
    manifest.maintenancePolicies = [Declared(name: "b", spec: policy), Declared(name: "a", spec: policy)]
    manifest.workloads = [Declared(name: "vm", spec: Workload())]
    var pool = Declared(name: "macs", spec: AddressPool())
    pool.annotations.isProtected = true
    manifest.addressPools = [pool]
    #expect(
      losses(export().export) == [
        "AddressPool/metadata/annotations/weft-protect ×1 macs", "MaintenancePolicy/maxUnavailable ×2 a", "Workload ×1 vm",
      ])
  }

  @Test mutating func aTemplateOfVNICsThatTemplatesBuildOnIsAConnectivityPolicy() {
    var vnic = VNIC()
    vnic.name = "eth0"
    var list = ServerProfileTemplate()
    list.body.vnics = [vnic]
    var whole = ServerProfileTemplate()
    whole.templates = ["list"]
    manifest.templates = [Declared(name: "list", spec: list), Declared(name: "whole", spec: whole)]
    let text = export().text
    #expect(text.contains(#"<vnicLanConnPolicy name="list">"#) && text.contains(#"<vnicConnDef lanConnPolicyName="list"/>"#))
    #expect(text.contains(#"<lsServer name="whole" type="initial-template" uuid="derived">"#))
    // One that nothing builds on but a profile is what that is made from.
    manifest.templates.removeLast()
    #expect(export().text.contains(#"<lsServer name="list" type="initial-template" uuid="derived">"#))
  }

  @Test mutating func aRequestSetsNoNameOfTheDomain() {
    #expect(export().text.contains(#"<topSystem name="lab"/>"#))
    #expect(!export(.configConfMos).text.contains("topSystem"))
  }

  @Test mutating func aRequestIsNoDocumentToCarry() throws {
    let request = try UCSDocument(
      #"<configConfMos><inConfigs><pair key="org-root/mac-pool-m"><macpoolPool dn="org-root/mac-pool-m" name="m"/></pair></inConfigs></configConfMos>"#
    )
    let export = request.export(over: request)
    #expect(export.diagnostics.map(\.id) == ["ucs.noBase"])
    #expect(try UCSDocument(export.bytes).manifest.addressPools == request.manifest.addressPools)
  }
}
