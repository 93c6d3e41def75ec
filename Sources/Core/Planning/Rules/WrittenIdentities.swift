internal import Documents
internal import FabricModel

extension RuleSubject {
  /// Every address that a profile writes down, in the order of profiles.
  func forEachWritten(_ body: (Identity, _ profile: Int, _ vport: Int?) -> Void) {
    let profiles = manifest.profiles
    for profile in profiles.indices {
      for index in vports[profile] {
        switch wanted[index].record.kind {
        case .vnic: if case .fixed(let mac)? = profiles[profile].spec.vnics[wanted[index].item].mac { body(.mac(mac), profile, index) }
        case .vhba: if case .fixed(let wwpn)? = profiles[profile].spec.vhbas[wanted[index].item].wwpn { body(.wwn(wwpn), profile, index) }
        case .vdisk: break
        }
      }
      if case .fixed(let wwnn)? = profiles[profile].spec.wwnn { body(.wwn(wwnn), profile, nil) }
      if case .fixed(let uuid)? = profiles[profile].spec.uuid { body(.uuid(uuid), profile, nil) }
    }
  }

  /// Where a profile writes an address down.
  func path(toWritten identity: Identity, _ vport: Int?) -> [Locator.Step] {
    switch identity {
    case .mac: vport.map { path(to: $0, .key("mac")) } ?? .objectName
    case .wwn: vport.map { path(to: $0, .key("wwpn")) } ?? .spec(.key("wwnn"))
    case .uuid: .spec(.key("uuid"))
    }
  }

  /// `db-01/vnic0`, or `profile db-01`.
  func owner(_ profile: Int, _ vport: Int?) -> String {
    vport.map { wanted[$0].record.address.description } ?? "profile \(manifest.profiles[profile].name)"
  }
}
