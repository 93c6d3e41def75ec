internal import FabricModel

extension Plan {
  /// How full each port is that a step touches, before and after.
  mutating func addCapacity(before observed: Fabric, hardware: Hardware, reservable: [Percent?]) {
    struct Use {
      var functions = (before: 0, after: 0)
      var guaranteed = (before: Bitrate.zero, after: Bitrate.zero)
    }
    var uses: [Int: Use] = [:]
    func unit(of record: VPortRecord) -> Int? {
      guard let position = hardware.position(of: record.appliance), let slotPort = record.slotPort else { return nil }
      return hardware.unit(position, slotPort)
    }
    for step in steps {
      if case .vport(let it)? = step.change.before, let unit = unit(of: it) {
        uses[unit, default: Use()].functions.after -= 1
        uses[unit, default: Use()].guaranteed.after -= it.minimum ?? .zero
      }
      if case .vport(let it)? = step.change.after, let unit = unit(of: it) {
        uses[unit, default: Use()].functions.after += 1
        uses[unit, default: Use()].guaranteed.after += it.minimum ?? .zero
      }
    }
    guard !uses.isEmpty else { return }
    for vport in observed.appliances.lazy.flatMap(\.profiles).flatMap(\.vports) {
      guard let unit = unit(of: vport), uses[unit] != nil else { continue }
      uses[unit, default: Use()].functions.before += 1
      uses[unit, default: Use()].guaranteed.before += vport.minimum ?? .zero
    }
    capacity = uses.keys.sorted().map { index in
      let (use, unit) = (uses[index] ?? Use(), hardware.units[index])
      return PortCapacity(
        port: hardware.address(of: index), speed: unit.speed,
        reservable: unit.speed.map { speed in reservable[index].map { speed * $0 } ?? speed },
        guaranteed: (use.guaranteed.before, use.guaranteed.before + use.guaranteed.after), functionLimit: unit.functionLimit,
        functions: (use.functions.before, use.functions.before + use.functions.after))
    }
  }
}
