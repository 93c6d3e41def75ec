extension Catalogue {
  /// LSI MegaRAID 9260-4i, on the SAS2108: 4 internal 6 Gb/s SAS/SATA ports, PCIe 2.0 x8, 64 logical drives a controller
  /// (docs.oracle.com, mr_sas(4D); LSI data sheet).
  ///
  /// It has no SR-IOV, yet the appliance itself shares it (the I/O-virtualization report around the VIO-4000: servers see it as vDAS), so
  /// that a vdisk is one of its logical drives, and all its ports together carry no more than `logicalDrives`.
  static let lsi9260 = AdapterModel(
    "9260-4i", aliases: ["MegaRAID 9260-4i"], vendor: "LSI", kind: .storage, ports: 4, portSpeeds: [.gbps(6)],
    bus: .pcie(generation: 2, lanes: 8), functionsPerPort: 64, logicalDrives: 64)
}
