internal import Documents
internal import FabricModel

extension Rule {
  /// A boot disk without any redundancy.
  static let bootFromRAID0 = Rule(
    "boot.unmirrored", .warning, "a profile does not boot from a logical drive with RAID 0",
    source: "RAID 0 has no redundancy (docs.oracle.com, mr_sas(4D))",
    .eachProfile { subject, profile, findings in
      for (_, disk) in subject.bootDisks(of: profile) where disk.raid == .raid0 {
        guard let item = subject.spec(profile).vdisks.firstIndex(where: { $0.name == disk.name }) else { continue }
        findings.add(
          subject.profile(profile), at: [.key("spec"), .key("vdisks"), .item(item), .key("raid")],
          "'\(subject.manifest.profiles[profile].name)' boots from '\(disk.name)', which has RAID 0: the first disk that fails takes the system "
            + "with it",
          help: "use RAID 1 for the system"
        ) { TextEdit($0, replacement: "1") }
      }
    })

  /// More disks than the controller has ports.
  static let raidOverPorts = Rule(
    "vdisk.raidPorts", .warning, "the controller has a port for each disk that the RAID level needs",
    source: "LSI data sheet: the 9260-4i has 4 internal ports; RAID 50 and 60 need two sets of 3 or 4 disks (docs.oracle.com, mr_sas(4D))",
    .eachProfile { subject, profile, findings in
      guard !subject.manifest.profiles[profile].spec.vdisks.isEmpty else { return }
      for (item, disk) in subject.spec(profile).vdisks.enumerated() {
        guard let level = disk.raid, let controller = subject.controller(of: disk, profile), controller.ports < level.leastDisks else {
          continue
        }
        findings.add(
          subject.profile(profile), at: [.key("spec"), .key("vdisks"), .item(item), .key("raid")],
          "RAID \(level.rawValue) of '\(disk.name)' needs \(level.leastDisks) disks, and a \(controller.name) has \(controller.ports) ports",
          help: "RAID 5, 6 and 10 work with \(controller.ports) disks; more than that take a SAS expander")
      }
    })
}

extension RAIDLevel {
  /// How many disks it takes at least: the spanned levels are made of two sets.
  fileprivate var leastDisks: Int {
    switch self {
    case .raid0: 1
    case .raid1: 2
    case .raid5: 3
    case .raid6, .raid10: 4
    case .raid50: 6
    case .raid60: 8
    }
  }
}

extension RuleSubject {
  /// The largest controller that a logical drive may sit on; nil where none is known.
  fileprivate func controller(of disk: VDisk, _ profile: Int) -> AdapterModel? {
    let pool = disk.pool.flatMap { names.adapterPools[$0] }
    if disk.pool != nil && pool == nil { return nil }
    var best: AdapterModel?
    for cable in cables(of: profile) ?? [] {
      for unit in hardware.appliances[cable.appliance].units where hardware.units[unit].kind == .storage {
        guard pool.map({ pools[$0].contains(unit) }) ?? true else { continue }
        guard let model = hardware.units[unit].model.flatMap({ Catalogue.adapter(named: $0) }) else { continue }
        if model.ports > best?.ports ?? 0 { best = model }
      }
    }
    return best
  }
}
