internal import FabricModel
internal import Planning

/// The identities of a fabric as manifests that write them down: laid over the others, they pin in git what the ledger remembers.
struct IdentityOverlay {
  private(set) var profiles: [Declared<ServerProfile>] = []

  init(_ fabric: Fabric, _ names: ManifestNames) {
    var found: [String: ServerProfile] = [:]
    for appliance in fabric.appliances {
      for part in appliance.profiles { found[names.profile(part.record.name), default: ServerProfile()].take(part, names) }
    }
    profiles = found.keys.sorted().map { Declared(name: $0, spec: found[$0] ?? ServerProfile()) }
  }

  var yaml: String {
    "# Identities as they are given out; name this after the other manifests: weft plan -f site -f identities.yaml\n"
      + profiles.map { $0.document.yaml() }.joined(separator: "---\n")
  }
}

extension ServerProfile {
  /// A profile may have parts on several appliances.
  fileprivate mutating func take(_ part: ProfileState, _ names: ManifestNames) {
    uuid = part.record.uuid.map { .fixed($0) } ?? uuid
    wwnn = part.record.wwnn.map { .fixed($0) } ?? wwnn
    for vport in part.vports {
      if let mac = vport.mac {
        var vnic = VNIC()
        vnic.name = names.vport(vport.address)
        vnic.mac = .fixed(mac)
        vnics.append(vnic)
      }
      if let wwpn = vport.wwpn {
        var vhba = VHBA()
        vhba.name = names.vport(vport.address)
        vhba.wwpn = .fixed(wwpn)
        vhbas.append(vhba)
      }
    }
    vnics.sort { $0.name < $1.name }
    vhbas.sort { $0.name < $1.name }
  }
}
