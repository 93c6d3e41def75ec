extension Catalogue {
  /// The driver reports the NPIV ports of the firmware, one less than a multiple of 64 (63, 127 or 255), and falls back to 63, which is
  /// also the limit in a loop (torvalds/linux drivers/scsi/qla2xxx: qla_fw.h, qla_init.c).
  private static let npivPorts = 63

  /// QLogic QLE2462: 2 × 4GFC, also 2 and 1, PCIe 1.0 x4 (QLogic data sheet).
  static let qLogicQLE2462 = AdapterModel(
    "QLE2462", vendor: "QLogic", kind: .fibreChannel, ports: 2, portSpeeds: [.gbps(1), .gbps(2), .gbps(4)],
    bus: .pcie(generation: 1, lanes: 4), functionsPerPort: npivPorts)

  /// QLogic QLE2562: 2 × 8GFC, also 4 and 2, PCIe 2.0 x8 (QLogic data sheet).
  static let qLogicQLE2562 = AdapterModel(
    "QLE2562", vendor: "QLogic", kind: .fibreChannel, ports: 2, portSpeeds: [.gbps(2), .gbps(4), .gbps(8)],
    bus: .pcie(generation: 2, lanes: 8), functionsPerPort: npivPorts)
}
