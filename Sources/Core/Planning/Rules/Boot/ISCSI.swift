internal import Documents
internal import FabricModel

extension Rule {
  /// iSCSI names that no initiator or array accepts.
  static let iscsiName = Rule(
    "boot.iscsiName", .error, "iSCSI names begin with 'iqn.', 'eui.' or 'naa.' and are of that form", source: "RFC 7143, section 4.2.7",
    .eachProfile { subject, profile, findings in
      for vnic in subject.vports[profile] where subject.isVNIC(vnic) {
        guard let disk = subject.vnic(vnic).iscsi else { continue }
        for (key, name) in [("initiator", disk.initiator), ("target", disk.target)] {
          guard let name, let problem = ISCSIName.problem(with: name) else { continue }
          findings.add(
            subject.profile(profile), at: subject.path(to: vnic, .key("iscsi"), .key(key)), "'\(name)' is no iSCSI name: \(problem)",
            help: "a name looks like 'iqn.2004-05.com.example:db-01'")
        }
      }
    })

  /// Portals that cannot be connected to.
  static let iscsiPortal = Rule(
    "boot.iscsiPortal", .error, "an iSCSI portal is an address, and a TCP port where it is not 3260",
    source: "RFC 7143, section 4.2.7; RFC 4173",
    .eachProfile { subject, profile, findings in
      for vnic in subject.vports[profile] where subject.isVNIC(vnic) {
        guard let disk = subject.vnic(vnic).iscsi, let problem = ISCSIPortal.problem(with: disk.portal) else { continue }
        findings.add(
          subject.profile(profile), at: subject.path(to: vnic, .key("iscsi"), .key("portal")),
          "'\(disk.portal)' is no iSCSI portal: \(problem)", help: "a portal looks like '10.0.0.5:3260' or '[2001:db8::5]:3260'")
      }
    })
}
