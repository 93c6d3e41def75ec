internal import Documents
internal import FabricModel

/// A v-port that a profile boots from.
struct BootPath {
  /// Its index among all v-ports.
  let vport: Int
  /// Where the boot list names it.
  let place: [Locator.Step]
}

extension RuleSubject {
  /// The vNICs and vHBAs of the boot list, in its order; a name that stands for nothing was told of.
  func bootPaths(of profile: Int) -> [BootPath] {
    guard let boot = manifest.profiles[profile].spec.boot, !boot.isEmpty else { return [] }
    var paths: [BootPath] = []
    for (item, name) in boot.enumerated() {
      guard let vport = vport(named: name, of: profile), wanted[vport].record.kind != .vdisk, !paths.contains(where: { $0.vport == vport })
      else { continue }
      paths.append(BootPath(vport: vport, place: [.key("spec"), .key("boot"), .item(item)]))
    }
    return paths
  }

  /// Those of them that lead to a disk.
  func diskPaths(of profile: Int) -> [BootPath] {
    bootPaths(of: profile).filter { isVHBA($0.vport) || (isVNIC($0.vport) && vnic($0.vport).iscsi != nil) }
  }

  func bootsOverNetwork(_ vnic: Int) -> Bool {
    let declared = manifest.profiles[wanted[vnic].profile].spec.vnics[wanted[vnic].item]
    return declared.pxe == true || declared.iscsi != nil
  }

  func targets(_ vhba: Int) -> [VHBA.Target] {
    manifest.profiles[wanted[vhba].profile].spec.vhbas[wanted[vhba].item].targets ?? []
  }

  /// The logical drives of the boot list.
  func bootDisks(of profile: Int) -> [(item: Int, disk: VDisk)] {
    let spec = manifest.profiles[profile].spec
    guard !spec.vdisks.isEmpty, let boot = spec.boot else { return [] }
    return boot.enumerated().compactMap { item, name in spec.vdisks.first { $0.name == name }.map { (item, $0) } }
  }
}
