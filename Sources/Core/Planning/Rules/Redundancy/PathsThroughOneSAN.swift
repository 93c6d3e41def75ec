internal import Documents
internal import FabricModel

extension Rule {
  /// All paths to the storage run through one SAN, while the site has two.
  static let pathsThroughOneSAN = Rule(
    "redundancy.oneSAN", .warning, "the vHBAs of a profile lead into different VSANs or sides where the site has several",
    source: "UCS: vHBAs must use multipath on fabrics A and B",
    .eachProfile { subject, profile, findings in
      guard subject.manifest.vsans.count > 1, subject.isSound else { return }
      for group in subject.groups(of: profile) {
        guard group.members.count > 1, let first = group.members.first, let vsan = subject.wanted[first].vsan else { continue }
        guard group.members.allSatisfy({ subject.wanted[$0].vsan == vsan }) else { continue }
        let vsans = subject.manifest.vsans
        let side = vsans[vsan].spec.fabric.flatMap { $0 == .common ? nil : " on side \($0)" } ?? ""
        let others = vsans.indices.filter { $0 != vsan }.map { vsans[$0].name }
        findings.add(
          subject.profile(profile), at: subject.path(to: first, .key("vsan")),
          "\(subject.names(group.members)) all lead into VSAN '\(vsans[vsan].name)'\(side): a fault of its zoning or switches cuts every path",
          help: "lead one of them into another VSAN; there is \(quoted(others, most: 4))")
      }
    })
}
