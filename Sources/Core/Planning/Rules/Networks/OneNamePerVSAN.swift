internal import Documents
internal import FabricModel

extension VSAN {
  /// Whether some port can be on either.
  func isBeside(_ other: VSAN) -> Bool {
    physicalNetwork ?? "default" == other.physicalNetwork ?? "default" && agree(fabric, other.fabric)
  }
}

extension Rule {
  /// Two names for one VSAN of one side are one SAN: the second path of a server may be its first.
  static let oneNamePerVSAN = Rule(
    "vsan.sameID", .warning, "a VSAN of a fabric has one name", source: "T11 FC-SW: the VSAN id is the SAN",
    .site { subject, findings in
      let vsans = subject.manifest.vsans
      var users: [VSANID: [Int]] = [:]
      for (index, vsan) in vsans.enumerated() {
        guard let id = vsan.spec.vsan else { continue }
        if let first = users[id]?.first(where: {
          vsans[$0].name != vsan.name && vsans[$0].spec.isBeside(vsan.spec)
        }) {
          let side = vsan.spec.fabric ?? .common
          findings.add(
            RuleObject(vsan), at: .spec(.key("vsan")),
            "'\(vsans[first].name)' and '\(vsan.name)' are both VSAN \(id)\(side == .common ? "" : " of side \(side)"): "
              + "two paths over them are paths through one SAN",
            related: [("the other one", RuleObject(vsans[first]), .spec(.key("vsan")))],
            help: "keep one of them, or say by 'fabric: A' and 'fabric: B' that they are apart")
        }
        users[id, default: []].append(index)
      }
    })
}
