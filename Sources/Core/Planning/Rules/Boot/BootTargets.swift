internal import Documents
internal import FabricModel

extension Rule {
  /// A target that is one of our own initiators.
  static let ownTarget = Rule(
    "boot.ownTarget", .warning, "a boot target is a port of a disk array, not a vHBA of this site",
    source: "an initiator does not answer as a target (FCP)",
    .site { subject, findings in
      var uses: [WWN: [(vhba: Int, item: Int)]] = [:]
      for vhba in subject.wanted.indices where subject.isVHBA(vhba) {
        for (item, target) in subject.targets(vhba).enumerated() {
          if let wwpn = target.wwpn { uses[wwpn, default: []].append((vhba, item)) }
        }
      }
      guard !uses.isEmpty else { return }
      for owner in subject.wanted.indices {
        guard let wwpn = subject.wanted[owner].record.wwpn, let found = uses[wwpn] else { continue }
        for use in found {
          findings.add(
            subject.profile(subject.wanted[use.vhba].profile),
            at: subject.path(to: use.vhba, .key("targets"), .item(use.item), .key("wwpn")),
            "target \(wwpn) is vHBA '\(subject.wanted[owner].record.address)' of this site, which has no disks to offer",
            help: "write the WWPN of the array's port; servers' own names stand in 'wwpn' of the vHBA")
        }
      }
    })

  /// A target whose name is none.
  static let targetName = Rule(
    "boot.targetName", .warning, "the WWPN of a target is a plausible port name",
    source: "T11 FC-FS: names begin with NAA 1, 2, 3 or 5",
    .eachProfile { subject, profile, findings in
      for vhba in subject.vports[profile] where subject.isVHBA(vhba) {
        for (item, target) in subject.targets(vhba).enumerated() {
          guard let wwpn = target.wwpn, let problem = wwpn.problem else { continue }
          findings.add(
            subject.profile(profile), at: subject.path(to: vhba, .key("targets"), .item(item), .key("wwpn")),
            "target \(wwpn) can't be a storage port: it is \(problem)", help: "copy the WWPN from the array's port list")
        }
      }
    })
}
