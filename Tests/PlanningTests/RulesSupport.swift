import Documents
import FabricModel
import Testing

@testable import Planning

/// What the rules say of a text, without a fabric to ask.
func rules(_ text: String, at now: Timestamp? = nil, _ place: SourceLocation = #_sourceLocation) -> RuleFindings {
  var site = World.site(of: text).site
  site.now = now
  let resolution = Resolver.resolve(site)
  #expect(resolution.diagnostics.map(\.message) == [], sourceLocation: place)
  return resolution.findings()
}

/// The ids of what they say, but for those named: notes that are beside the point of a test.
func ruleIDs(_ text: String, at now: Timestamp? = nil, but: Set<String> = ["object.unused", "server.idle"]) -> [String] {
  rules(text, at: now).diagnostics.map(\.id).filter { !but.contains($0) }
}

extension Texts {
  /// A profile with two vNICs in the network `prod` that form a group.
  static func team(_ group: String, _ vnics: [String] = ["{name: a, network: prod}", "{name: b, network: prod}"]) -> String {
    profile("esx-1", "vnics: [\(vnics.joined(separator: ", "))], redundancy: [{name: team, members: [a, b]\(group)}]")
  }

  /// An appliance of which nothing is known but its name.
  static func unknown(_ name: String, _ more: String = "") -> String { document("Appliance", name, "driver: 'file:\(name).xml'\(more)") }

  /// Two adapters of one Ethernet port each, with what is said of the ports.
  static func pair(_ one: String, _ other: String) -> String {
    document(
      "Appliance", "vio-1",
      "driver: 'file:vio-1.xml', adapters: [{slot: 1, model: x520-SR2, ports: [{port: 1\(one)}]}, "
        + "{slot: 2, model: x520-SR2, ports: [{port: 1\(other)}]}]")
  }

  /// The ground without an appliance.
  static let floor = server(1) + macs + wwns + networks + sans
}
