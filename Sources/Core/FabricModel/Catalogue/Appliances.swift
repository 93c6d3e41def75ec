extension Catalogue {
  /// Virtensys VIO-4001.
  ///
  /// Up to 16 servers, each with a PCIe extender card and one cable (the I/O-virtualization report around the VIO-4000). Four slots are
  /// inferred from the same report: two dual 10GbE and two dual FC adapters, or "8 × 10GbE ports". It gives no rate of a server's cable.
  /// Reconfigurable I/O lends an adapter as a whole.
  static let vio4001 = ApplianceModel(
    "VIO-4001", vendor: "Virtensys", serverPorts: 16, adapterSlots: 4, transport: .pcie, attachUnit: .adapter)
}
