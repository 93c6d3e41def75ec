internal import Documents
internal import FabricModel

extension Rule {
  /// Members on two appliances that share a room or a power feed.
  static let membersInOneFailureDomain = Rule(
    "redundancy.oneFailureDomain", .warning,
    "the members of a redundancy group sit in different failure domains where the site has several",
    source: "DESIGN section 4: a failure domain is what fails together, such as a room or a power feed",
    .eachProfile { subject, profile, findings in
      guard subject.hasFailureDomains else { return }
      for group in subject.groups(of: profile) {
        guard let units = subject.units(of: group), units.commonAppliance == nil,
          let domain = subject.host(of: units[0]).inventory.failureDomain,
          units.allSatisfy({ subject.host(of: $0).inventory.failureDomain == domain }),
          let other = subject.hardware.appliances.first(where: { $0.inventory.failureDomain.map { $0 != domain } ?? false })
        else { continue }
        let names = Set(units.map { subject.host(of: $0).name }).sorted()
        findings.add(
          subject.profile(profile), at: subject.place(of: group),
          "\(subject.names(group.members)) stand in for each other, and their appliances \(quoted(names)) all fail with '\(domain)'",
          help: "use a port of an appliance elsewhere, such as '\(other.name)' in '\(other.inventory.failureDomain ?? "")'")
      }
    })
}
