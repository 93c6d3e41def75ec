package import FabricModel

/// How full an adapter pool is before and after the plan: all its ports together.
package struct PoolCapacity: Hashable, Sendable {
  package let pool: String
  package let ports: Int
  /// Sums over the ports; nil where one of them is not known.
  package let reservable: Bitrate?
  package let guaranteedBefore: Bitrate
  package let guaranteedAfter: Bitrate
  package let functionLimit: Int?
  package let functionsBefore: Int
  package let functionsAfter: Int

  package init(
    pool: String, ports: Int, reservable: Bitrate?, guaranteed: (before: Bitrate, after: Bitrate), functionLimit: Int?,
    functions: (before: Int, after: Int)
  ) {
    self.pool = pool
    self.ports = ports
    self.reservable = reservable
    guaranteedBefore = guaranteed.before
    guaranteedAfter = guaranteed.after
    self.functionLimit = functionLimit
    functionsBefore = functions.before
    functionsAfter = functions.after
  }
}

extension Plan {
  /// How full each port that a step touches is before and after, and each adapter pool with such a port.
  mutating func addCapacity(before observed: Fabric, pools: [Declared<AdapterPool>], hardware: Hardware, reservable: [Percent?]) {
    var uses: [Int: PortUses] = [:]
    func unit(of record: VPortRecord) -> Int? {
      guard let position = hardware.position(of: record.appliance), let slotPort = record.slotPort else { return nil }
      return hardware.unit(position, slotPort)
    }
    for step in steps {
      if case .vport(let it)? = step.change.before, let unit = unit(of: it) { uses[unit, default: PortUses()].change(it, by: -1) }
      if case .vport(let it)? = step.change.after, let unit = unit(of: it) { uses[unit, default: PortUses()].change(it, by: 1) }
    }
    guard !uses.isEmpty else { return }
    let touched = uses.keys.sorted()
    for vport in observed.appliances.lazy.flatMap(\.profiles).flatMap(\.vports) {
      guard let unit = unit(of: vport), pools.isEmpty ? uses[unit] != nil : true else { continue }
      uses[unit, default: PortUses()].count(vport)
    }
    func limit(of index: Int) -> Bitrate? {
      hardware.units[index].speed.map { speed in reservable[index].map { speed * $0 } ?? speed }
    }
    capacity = touched.map { index in
      let (use, unit) = (uses[index] ?? PortUses(), hardware.units[index])
      return PortCapacity(
        port: hardware.address(of: index), speed: unit.speed, reservable: limit(of: index), guaranteed: use.guaranteed,
        functionLimit: unit.functionLimit, functions: use.functions)
    }
    self.pools = pools.compactMap { pool in
      let ports = PoolPorts(pool.spec, hardware)
      guard touched.contains(where: ports.contains) else { return nil }
      let members = hardware.units.indices.filter(ports.contains)
      var all = PortUses()
      for member in members { all.add(uses[member] ?? PortUses()) }
      return PoolCapacity(
        pool: pool.name, ports: members.count, reservable: sum(members.lazy.map(limit), from: .zero, +), guaranteed: all.guaranteed,
        functionLimit: sum(members.lazy.map { hardware.units[$0].functionLimit }, from: 0, +), functions: all.functions)
    }
    .sorted { $0.pool < $1.pool }
  }
}

/// What the v-ports on a port take of it.
private struct PortUses {
  var functions = (before: 0, after: 0)
  var guaranteed = (before: Bitrate.zero, after: Bitrate.zero)

  /// What there is before the plan is there after it, too, but for what steps change.
  mutating func count(_ vport: VPortRecord) {
    functions.before += 1
    guaranteed.before += vport.minimum ?? .zero
    change(vport, by: 1)
  }

  mutating func change(_ vport: VPortRecord, by sign: Int) {
    functions.after += sign
    if sign > 0 { guaranteed.after += vport.minimum ?? .zero } else { guaranteed.after -= vport.minimum ?? .zero }
  }

  mutating func add(_ other: PortUses) {
    functions = (functions.before + other.functions.before, functions.after + other.functions.after)
    guaranteed = (guaranteed.before + other.guaranteed.before, guaranteed.after + other.guaranteed.after)
  }
}

/// Nil where one is missing.
private func sum<Value>(_ values: some Sequence<Value?>, from zero: Value, _ add: (Value, Value) -> Value) -> Value? {
  values.reduce(zero as Value?) { sum, next in sum.flatMap { sum in next.map { add(sum, $0) } } }
}
