internal import FabricModel

extension UCSExporter {
  mutating func addPolicies() {
    for policy in manifest.qosPolicies {
      guard let placed = qos[policy.name] else { continue }
      var declared = UCSQoSPolicy()
      (declared.name, declared.org) = (placed.name, placed.org)
      let known = base?.domain.qos.first { $0.name == placed.name && $0.org == placed.org }
      declared.rate = rate(policy.spec.max, "QoSPolicy/max", policy.name)
      declared.priority = priority(policy.spec.class ?? 0, known: known?.priority, "QoSPolicy/class", policy.name)
      domain.qos.append(declared)
    }
    for policy in manifest.maintenancePolicies { addMaintenance(policy) }
  }

  // MARK: QoS

  /// In kbit/s; nil is the line's rate. UCS Manager takes whole kbit/s from 8 to 100,000,000 (ucsmsdk: epqosEgress).
  private mutating func rate(_ rate: Bitrate?, _ field: String, _ object: String) -> Int? {
    guard let bits = rate?.bitsPerSecond, bits > 0 else { return nil }
    guard bits <= 100_000_000_000 else {
      losses.add(field, object, .rounded)
      return nil
    }
    if bits % 1000 != 0 || bits < 8000 { losses.add(field, object, .rounded) }
    return max(8, Int(bits / 1000))
  }

  /// The priority whose frames are marked with that class.
  ///
  /// - Parameter known: the one that the policy has on the device.
  private mutating func priority(_ serviceClass: Int, known: String?, _ field: String, _ object: String) -> String {
    let lookup = base?.lookup ?? UCSLookup(UCSDomain())
    func cos(of priority: String) -> Int { Int(lookup.cos(of: priority).rawValue) }
    if let known, cos(of: known) == serviceClass { return known }
    if serviceClass == 0 { return "best-effort" }
    if let found = ["platinum", "gold", "silver", "bronze", "fc"].first(where: { cos(of: $0) == serviceClass }) { return found }
    losses.add(field, object)
    return "best-effort"
  }

  /// The policy that a vNIC names, or one that says what the vNIC says itself.
  mutating func qosName(_ vnic: VNIC?, _ record: VPortRecord?, from org: Int, of object: String) -> String {
    if let name = vnic?.qos { return reference(\.qos, name, from: org, "VNIC/qos", of: object) }
    let serviceClass = Int(record?.serviceClass?.rawValue ?? 0)
    let most = vnic?.bandwidth?.max ?? record?.maximum
    if vnic?.bandwidth?.min ?? .zero != .zero { losses.add("VNIC/bandwidth/min", object) }
    var policy = UCSQoSPolicy()
    policy.rate = rate(most, "VNIC/bandwidth/max", object)
    policy.priority = priority(serviceClass, known: nil, "VNIC/class", object)
    if policy.rate == nil, policy.priority == "best-effort" { return "" }
    let content = "\(policy.priority) \(policy.rate ?? 0)"
    policy.name = generated("rate-", policy.rate.map { Self.words($0) } ?? policy.priority, content) { name in
      domain.qos.contains { $0.org == 0 && $0.name == name && "\($0.priority) \($0.rate ?? 0)" != content }
    }
    if !domain.qos.contains(where: { $0.org == 0 && $0.name == policy.name }) { domain.qos.append(policy) }
    return policy.name
  }

  /// `500m`, `2500m`, `10g`
  private static func words(_ kilobits: Int) -> String {
    if kilobits % 1_000_000 == 0 { return "\(kilobits / 1_000_000)g" }
    return kilobits % 1000 == 0 ? "\(kilobits / 1000)m" : "\(kilobits)k"
  }

  /// A name of at most 16 characters for something that manifests have no name for: `prefix` and what it has, else `prefix` and a mark of it.
  func generated(_ prefix: String, _ words: String, _ content: String, isTaken: (String) -> Bool) -> String {
    var name = prefix + words
    var salt = 0
    while !UCSExportNames.isLegal(name, 1...16) || isTaken(name) {
      let mark = UCSExportNames.mark(of: "\(content)#\(salt)", 6)
      name = "\((prefix + words).prefix(9))-\(mark)"
      salt += 1
    }
    return name
  }

  // MARK: Maintenance

  private mutating func addMaintenance(_ policy: Declared<MaintenancePolicy>) {
    guard let placed = maintenance[policy.name] else { return }
    var declared = UCSMaintenance()
    (declared.name, declared.org) = (placed.name, placed.org)
    switch policy.spec.disruptive ?? .ack {
    case .ack: declared.disruption = "user-ack"
    case .immediate: declared.disruption = "immediate"
    case .window:
      declared.disruption = "timer-automatic"
      declared.schedule = schedule(of: policy, placed)
    }
    // What waits for a schedule that no manifest can say is not the less for it.
    if let known = base?.domain.maintenance.first(where: { $0.name == placed.name && $0.org == placed.org }) {
      let schedule = base?.domain.schedules.first { $0.name == known.schedule }
      let was = known.declared(schedule)
      if was.disruptive == policy.spec.disruptive ?? .ack, was.windows == policy.spec.windows {
        (declared.disruption, declared.schedule) = (known.disruption, known.schedule)
      }
    }
    domain.maintenance.append(declared)
  }

  /// The schedule with the policy's windows; schedules are of the whole domain.
  private mutating func schedule(of policy: Declared<MaintenancePolicy>, _ placed: UCSPlacedNames.Placed) -> String {
    var schedule = UCSSchedule()
    for window in policy.spec.windows {
      guard let from = window.from, let to = window.to else { continue }
      if window.offset.map({ $0 != .zero }) ?? false { losses.add("MaintenancePolicy/windows/offset", policy.name) }
      let length = (to.minutes - from.minutes + 1440) % 1440
      for day in window.days.map({ $0.map(\.dayName) }) ?? ["every-day"] {
        var recurring = UCSSchedule.Window()
        (recurring.day, recurring.hour, recurring.minute) = (day, from.minutes / 60, from.minutes % 60)
        recurring.duration = "00:\(Self.two(length / 60)):\(Self.two(length % 60)):00"
        schedule.windows.append(recurring)
      }
    }
    if let same = domain.schedules.first(where: { $0.unnamed == schedule.windows }) { return same.name }
    let content = schedule.windows.map { "\($0.day) \($0.hour) \($0.minute) \($0.duration)" }.joined(separator: ", ")
    schedule.name = generated("", placed.name, content) { name in domain.schedules.contains { $0.name == name } }
    domain.schedules.append(schedule)
    return schedule.name
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  // MARK: Server pools

  mutating func addServerPools() {
    var members: [String: [String]] = [:]
    for server in manifest.servers {
      for label in server.labels {
        guard let pool = UCSExporter.serverPool(of: label) else {
          losses.add("Server/metadata/labels", server.name)
          continue
        }
        if let dn = dn(of: server) { members[pool, default: []].append(dn) } else { losses.add("Server/metadata/labels", server.name) }
      }
    }
    var keys = Set(members.keys).union(
      manifest.profiles.flatMap { $0.spec.serverSelector?.labels ?? [] }.compactMap(UCSExporter.serverPool))
    if let base {
      let tables = UCSNameTables(base.domain, base.servers)
      keys.formUnion(base.domain.serverPools.map { tables.serverPools[UCSKeys.key($0.name, $0.org, in: base.domain)] })
    }
    for key in keys.sorted() {
      guard let placed = serverPools[key] else { continue }
      var pool = UCSServerPool()
      (pool.name, pool.org) = (placed.name, placed.org)
      pool.members = (members[key] ?? []).sorted()
      domain.serverPools.append(pool)
    }
  }

  /// Where a server is in the domain; nil where it is in none of its places.
  func dn(of server: Declared<Server>) -> String? {
    let key = server.spec.nativeName ?? server.name
    let dn = UCSServer.dn(of: key)
    if UCSServer.isPlace(dn) { return dn }
    return server.spec.connections.first { $0.appliance == state.name }.map { UCSServer.dn(at: $0.port) }
  }
}

extension UCSSchedule {
  /// Its windows without their names, which mean nothing.
  fileprivate var unnamed: [Window] {
    windows.map { window in
      var window = window
      window.name = ""
      return window
    }
  }
}

extension Weekday {
  fileprivate var dayName: String {
    switch self {
    case .mon: "monday"
    case .tue: "tuesday"
    case .wed: "wednesday"
    case .thu: "thursday"
    case .fri: "friday"
    case .sat: "saturday"
    case .sun: "sunday"
    }
  }
}

extension UCSServer {
  /// Whether a DN is one of a server: `sys/chassis-1/blade-4`, `sys/rack-unit-3`, or the cartridge of a modular chassis.
  static func isPlace(_ dn: String) -> Bool {
    let parts = dn.split(separator: "/").map { $0.split(separator: "-") }
    guard parts.first == ["sys"], parts.dropFirst().allSatisfy({ $0.last.flatMap { Int($0) } != nil }) else { return false }
    if parts.count == 2 { return parts[1].count == 3 && parts[1][0] == "rack" && parts[1][1] == "unit" }
    return parts.count > 2 && parts[1].count == 2 && parts[1][0] == "chassis"
  }
}
