import Foundation
import FoundationXML
import TestSupport
import Testing
import Workloads

/// Generated domains of UCS Manager are what they say they are: what is tested with them would prove little otherwise.
@Suite struct GeneratedUCSDomainTests {
  @Test(
    .enabled(if: hasUCSValidator, "python3 with the package ucsmsdk 0.9.27 is not there"), arguments: [0, 1, 7, 150],
    GeneratedUCSDomain.Identities.allCases)
  func ciscosMetadataAllowsAllOfIt(profiles: Int, identities: GeneratedUCSDomain.Identities) throws {
    let folder = try TemporaryFolder()
    let paths = try [false, true].flatMap { isTrue in
      try [
        GeneratedUCSDomain(profiles: profiles, seed: 1, identities: identities, shufflesSiblings: isTrue, hasOddities: false),
        GeneratedUCSDomain(profiles: profiles, seed: 2, identities: identities, shufflesSiblings: isTrue, hasOddities: true),
      ].enumerated().map { try folder.write($1.xml, to: "\(isTrue)-\($0).xml") }
    }
    #expect(try ucsProblems(in: paths) == [])
  }

  @Test func theSameSeedMakesTheSameDomain() {
    let domain = GeneratedUCSDomain(profiles: 20, seed: 3)
    #expect(domain.xml == GeneratedUCSDomain(profiles: 20, seed: 3).xml)
    #expect(domain.xml != GeneratedUCSDomain(profiles: 20, seed: 4).xml)
  }

  @Test func shufflingChangesNothingButTheOrder() {
    let shuffled = GeneratedUCSDomain(profiles: 20, seed: 5, shufflesSiblings: true)
    let ordered = GeneratedUCSDomain(profiles: 20, seed: 5, shufflesSiblings: false)
    #expect(shuffled.profiles == ordered.profiles)
    #expect(shuffled.xml != ordered.xml)
    func tags(_ domain: GeneratedUCSDomain) -> [Substring] { domain.text.split(separator: "<").sorted() }
    #expect(tags(shuffled) == tags(ordered))
  }

  @Test func everyProfileIsThereOnce() throws {
    let domain = GeneratedUCSDomain(profiles: 200, seed: 6)
    let instances = try ReadDomain(domain).profiles.filter { $0.type == "instance" }
    #expect(instances.map(\.dn).sorted() == domain.profiles.map(\.dn).sorted())
    #expect(Set(instances.compactMap { $0.element.child("lsBinding") }.map { $0["pnDn"] }).count > 50)
  }

  @Test func everyNameIsFoundInItsOwnOrganisationOrAbove() throws {
    let domain = try ReadDomain(GeneratedUCSDomain(profiles: 200, seed: 7))
    #expect(domain.unresolved() == [])
  }

  @Test func oddDomainsNameWhatIsNotThere() throws {
    let domain = try ReadDomain(GeneratedUCSDomain(profiles: 200, seed: 7, hasOddities: true))
    #expect(Set(domain.unresolved().map { String($0.split(separator: " ")[1]) }) == ["gone"])
  }

  @Test func writtenAddressesAreOfTheNamedPoolsAndOfOneProfileEach() throws {
    let domain = try ReadDomain(GeneratedUCSDomain(profiles: 300, seed: 8, identities: .preserved))
    var seen: Set<String> = []
    var wrong: [String] = []
    for profile in domain.profiles where profile.type == "instance" {
      for user in profile.element.below where user.attribute(forName: "addr") != nil {
        let address = user["addr"]
        if !seen.insert(address).inserted { wrong.append("\(address) is given twice") }
        let blocks = domain.lookUp(user["identPoolName"], from: profile.element).flatMap(\.below)
        // Of equal length, so text order is the order of addresses.
        if !blocks.contains(where: { $0["from"] <= address && address <= $0["to"] }) { wrong.append("\(profile.dn): \(address)") }
      }
    }
    #expect(wrong == [])
    #expect(seen.count > 300 * 5)
  }

  @Test func derivedIdentitiesAreNowhereWrittenOut() throws {
    let domain = try ReadDomain(GeneratedUCSDomain(profiles: 50, seed: 9, identities: .derived))
    let addresses = domain.profiles.flatMap { profile in
      [profile.element["uuid"]] + profile.element.below.compactMap { $0.attribute(forName: "addr")?.stringValue }
    }
    #expect(Set(addresses) == ["derived", "pool-derived"])
  }

  @Test func noServerIsTakenTwice() {
    var seen: Set<String> = []
    for profile in GeneratedUCSDomain(profiles: 3_000, seed: 10).profiles {
      switch profile.placement {
      case .bound(let server): #expect(seen.insert(server).inserted)
      case .pooled(let chassis, let slot, _): #expect(seen.insert("sys/chassis-\(chassis)/blade-\(slot)").inserted)
      case .unbound: break
      }
    }
    #expect(seen.contains { $0.hasPrefix("sys/rack-unit-") })
  }
}

/// A domain as Foundation reads it, which knows nothing of how it was written.
private struct ReadDomain {
  let root: XMLElement
  private let document: XMLDocument

  init(_ domain: GeneratedUCSDomain) throws {
    document = try XMLDocument(data: Data(domain.xml))
    root = try #require(document.rootElement())
  }

  /// Instances and templates.
  var profiles: [(element: XMLElement, type: String, dn: String)] {
    root.descendants(named: "lsServer").map { element in
      let organisations = element.organisations.reversed().map { "org-" + $0["name"] }
      return (element, element["type"], (organisations + ["ls-" + element["name"]]).joined(separator: "/"))
    }
  }

  /// The pools of this name that are nearest.
  func lookUp(_ pool: String, from element: XMLElement) -> [XMLElement] {
    for organisation in element.organisations {
      let found = organisation.below.filter { ($0.name ?? "").hasSuffix("Pool") || $0.name == "fcpoolInitiators" }
        .filter { $0["name"] == pool }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// Names of nothing: `CLASS NAME`.
  func unresolved() -> [String] {
    let vlans = Set(root.descendants(named: "fabricVlan").map { $0["name"] })
    let vsans = Set(root.descendants(named: "fabricVsan").map { $0["name"] })
    var missing: [String] = []
    for profile in profiles {
      for (attribute, kind) in [
        ("bootPolicyName", "lsbootPolicy"), ("maintPolicyName", "lsmaintMaintPolicy"), ("srcTemplName", "lsServer"),
      ] {
        check(profile.element[attribute], kind, &missing, from: profile.element)
      }
      for child in profile.element.below {
        check(child["nwTemplName"], child.name == "vnicFc" ? "vnicSanConnTempl" : "vnicLanConnTempl", &missing, from: child)
        check(child["qosPolicyName"], "epqosDefinition", &missing, from: child)
        check(child["lanConnPolicyName"], "vnicLanConnPolicy", &missing, from: child)
        check(child["sanConnPolicyName"], "vnicSanConnPolicy", &missing, from: child)
        if child.name == "lsRequirement" { check(child["name"], "computePool", &missing, from: child) }
        if !child["identPoolName"].isEmpty, lookUp(child["identPoolName"], from: child).isEmpty {
          missing.append("pool \(child["identPoolName"])")
        }
        for network in child.below where network.name == "vnicEtherIf" || network.name == "vnicFcIf" {
          let known = network.name == "vnicFcIf" ? vsans : vlans
          if !known.contains(network["name"]) { missing.append("\(network.name ?? "") \(network["name"])") }
        }
      }
    }
    return missing
  }

  private func check(_ name: String, _ kind: String, _ missing: inout [String], from element: XMLElement) {
    guard !name.isEmpty else { return }
    let isThere = element.organisations.contains { $0.below.contains { $0.name == kind && $0["name"] == name } }
    if !isThere { missing.append("\(kind) \(name)") }
  }
}

extension XMLElement {
  /// Empty where there is no such attribute.
  fileprivate subscript(name: String) -> String { attribute(forName: name)?.stringValue ?? "" }

  fileprivate var below: [XMLElement] { (children ?? []).compactMap { $0 as? XMLElement } }
  fileprivate func child(_ name: String) -> XMLElement? { elements(forName: name).first }

  fileprivate func descendants(named name: String) -> [XMLElement] {
    below.flatMap { ($0.name == name ? [$0] : []) + $0.descendants(named: name) }
  }

  /// From its own organisation up to root.
  fileprivate var organisations: [XMLElement] {
    sequence(first: self as XMLNode) { $0.parent }.compactMap { $0 as? XMLElement }.filter { $0.name == "orgOrg" }
  }
}
