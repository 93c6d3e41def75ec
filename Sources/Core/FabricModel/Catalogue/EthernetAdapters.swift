extension Catalogue {
  /// Intel X520-SR2 (optical) and X520-DA2 (direct attach), both on the 82599.
  ///
  /// - 2 × 10GbE, also 1GbE, PCIe 2.0 x8: 82599 data sheet.
  /// - 63 functions: 64 pools a port, of which the Linux PF keeps one (torvalds/linux drivers/net/ethernet/intel/ixgbe/ixgbe_sriov.c).
  /// - 63 VLANs: 64 filter entries a port (`IXGBE_VLVF_ENTRIES`, ixgbe_type.h), and entry 0 serves VLAN 0.
  /// - No minimum rate: `min_tx_rate` must be 0; `max_tx_rate` is 11 Mbps or more (ixgbe_sriov.c).
  /// - Caps only while the link is up at 10 Gb/s; another speed drops them (ixgbe_sriov.c).
  /// - A function with a port VLAN may not tag (82599 data sheet, VLAN insertion and stripping of a pool).
  /// - Traffic classes: 8 with fewer than 16 functions, 4 with fewer than 32, else 1 (Documentation/…/intel/ixgbe.rst).
  /// - Jumbo frames of 15.5 KB, less 22 bytes for header, tag and checksum; of 9 KB with SR-IOV, taken as the usual MTU of 9,000
  ///   (Documentation/networking/device_drivers/ethernet/intel/ixgbe.rst, 82599 data sheet).
  static let intelX520 = AdapterModel(
    "x520-SR2", aliases: ["x520-DA2"], vendor: "Intel", kind: .ethernet, ports: 2, portSpeeds: [.gbps(1), .gbps(10)],
    bus: .pcie(generation: 2, lanes: 8), functionsPerPort: 63, vlanFiltersPerPort: 63, minimumMaxRate: .mbps(11),
    capsNeedFullSpeed: true, tagsBesideNative: false,
    trafficClasses: [.init(upTo: 15, 8), .init(upTo: 31, 4), .init(upTo: 63, 1)],
    maxMTU: 15_850, maxSharedMTU: 9_000)

  /// Intel PRO/1000 PT dual port, on the 82571EB: 2 × 1GbE copper (also 10 and 100 Mb/s), PCIe 1.0 x4
  /// (Virtuozzo and Intel adapters paper; the generation from the 82571EB data sheet).
  ///
  /// No SR-IOV, so it is given to one host at a time (InformationWeek on I/O virtualization).
  static let intelPRO1000PT = AdapterModel(
    "PRO/1000 PT", aliases: ["PRO/1000 PT dual"], vendor: "Intel", kind: .ethernet, ports: 2,
    portSpeeds: [.mbps(10), .mbps(100), .gbps(1)], bus: .pcie(generation: 1, lanes: 4))

  /// Intel PRO/1000 MT quad port, on two 82546EB: 4 × 1GbE copper (also 10 and 100 Mb/s), PCI-X (Virtuozzo and Intel adapters paper).
  ///
  /// No SR-IOV.
  static let intelPRO1000MTQuad = AdapterModel(
    "PRO/1000 MT quad", vendor: "Intel", kind: .ethernet, ports: 4, portSpeeds: [.mbps(10), .mbps(100), .gbps(1)], bus: .pcix)

  /// Intel PRO/10GbE SR, on the 82597EX: 1 × 10GbE over 300 m of multi-mode fibre, PCI-X 133 (Virtuozzo and Intel adapters paper).
  ///
  /// No SR-IOV. Jumbo frames of 16 KB at most, which Linux makes an MTU of 16,114 (Documentation/networking, ixgb).
  static let intelPRO10GbESR = AdapterModel(
    "PRO/10GbE SR", vendor: "Intel", kind: .ethernet, ports: 1, portSpeeds: [.gbps(10)], bus: .pcix, maxMTU: 16_114)

  /// Intel PRO/10GbE LR: as the SR, over 10 km of single-mode fibre.
  static let intelPRO10GbELR = AdapterModel(
    "PRO/10GbE LR", vendor: "Intel", kind: .ethernet, ports: 1, portSpeeds: [.gbps(10)], bus: .pcix, maxMTU: 16_114)
}
