internal import Documents
internal import FabricModel

extension Rule {
  /// Logical drives are PCIe devices of the appliance.
  static let vdiskWithoutPCIe = Rule(
    "transport.vdisk", .error, "vdisks are on appliances with transport 'pcie'",
    source: "the I/O-virtualization report around the VIO-4000: servers see vDAS as a PCIe function of the appliance's controller",
    .eachProfile { subject, profile, findings in
      guard let disk = subject.manifest.profiles[profile].spec.vdisks.first, let transport = subject.transport(ofServerOf: profile) else {
        return
      }
      guard transport != .pcie, let appliance = subject.cables(of: profile)?.first?.appliance else { return }
      findings.add(
        subject.profile(profile), at: [.key("spec"), .key("vdisks"), .item(0), .key("name")],
        "'\(disk.name)' is a function of a RAID controller, and appliance '\(subject.hardware.appliances[appliance].name)' reaches its servers "
          + "over '\(transport)', which carries networks only",
        help: "put the disk on a SAN, or cable the server to an appliance with transport 'pcie'")
    })

  /// Whole adapters can be lent over PCIe only.
  static let exclusiveWithoutPCIe = Rule(
    "transport.exclusive", .error, "exclusive adapters are in appliances with transport 'pcie'",
    source: "the I/O-virtualization report, option 2 (reconfigurable I/O): a PCIe device is assigned to one server at a time",
    .site { subject, findings in
      for appliance in subject.manifest.appliances {
        guard let position = subject.hardware.position(of: appliance.name), let transport = subject.transports[position] else { continue }
        guard transport != .pcie else { continue }
        for (item, adapter) in appliance.spec.inventory.adapters.enumerated() where adapter.sharing == .exclusive {
          findings.add(
            RuleObject(appliance), at: [.key("spec"), .key("adapters"), .item(item), .key("sharing")],
            "adapter \(appliance.name)/\(adapter.slot) can't be lent whole: '\(appliance.name)' reaches its servers over '\(transport)', and a "
              + "server takes a whole card over PCIe only",
            help: "write 'sharing: shared', if the model can be shared")
        }
      }
    })
}
