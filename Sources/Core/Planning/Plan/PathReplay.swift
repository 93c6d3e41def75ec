internal import FabricModel

/// v-ports that stand in for each other: a declared redundancy group, an implicit one, or what a server boots from.
enum PathGroup: Hashable {
  case declared(String)
  case network(String)
  case vhbas
  case disk(String)
  case boot

  var name: String {
    switch self {
    case .declared(let name), .network(let name), .disk(let name): name
    case .vhbas: "vhbas"
    // No group can be called so.
    case .boot: "boot list"
    }
  }
}

/// The v-ports of the profiles that a plan touches, while its steps are carried out one after the other.
struct PathReplay {
  /// What counts of a v-port: where it is and what it leads to.
  struct Path {
    let name: String
    let appliance: String
    let kind: VPortRecord.Kind
    var server: String
    let slotPort: SlotPort?
    let isUp: Bool
    let native: String?
    let tagged: [String]?
    let vsan: String?

    var isActive: Bool { !server.isEmpty && slotPort != nil && isUp }

    init(_ record: VPortRecord) {
      name = record.name
      appliance = record.appliance
      kind = record.kind
      server = record.server ?? ""
      slotPort = record.slotPort
      isUp = record.isUp != false
      native = record.native
      tagged = record.tagged
      vsan = record.vsan
    }

    func uses(network: String) -> Bool { native == network || tagged?.contains(network) == true }
    func isSame(as other: Path) -> Bool { name == other.name && appliance == other.appliance }

    func moved(to server: String) -> Path {
      var path = self
      path.server = server
      return path
    }
  }

  /// The v-ports that a step is about, by profile, as they are before it and after.
  struct Touch {
    var profiles: [(name: String, paths: [Path], next: [Path])] = []
    /// Whether they are down while the step runs, and not just another afterwards.
    var isDown = false
  }

  private struct State {
    var paths: [Path] = []
    /// Boot lists by appliance: each part of a profile has its own.
    var boot: [String: [String]] = [:]
  }

  private let terms: SafetyTerms
  private var states: [String: State] = [:]
  /// The profiles in question with a part on each appliance.
  private var users: [String: [String]] = [:]

  init(_ observed: Fabric, _ steps: [Step], _ terms: SafetyTerms) {
    self.terms = terms
    var profiles: Set<String> = []
    var shared: Set<String> = []
    for step in steps {
      if let profile = (step.change.after ?? step.change.before)?.profileName {
        profiles.insert(profile)
      } else if step.change.before != nil {
        shared.insert(step.appliance)
      }
    }
    for appliance in observed.appliances {
      for profile in appliance.profiles where profiles.contains(profile.record.name) || shared.contains(appliance.name) {
        profiles.insert(profile.record.name)
      }
    }
    for appliance in observed.appliances {
      for profile in appliance.profiles where profiles.contains(profile.record.name) {
        states[profile.record.name, default: State()].paths += profile.vports.map(Path.init)
        if let boot = profile.record.boot, !boot.isEmpty { states[profile.record.name, default: State()].boot[appliance.name] = boot }
        users[appliance.name, default: []].append(profile.record.name)
      }
    }
  }

  // MARK: Groups

  /// The declared groups that a v-port is in; else the implicit ones: one a network, and one of all vHBAs. What it boots from comes on top.
  func groups(of path: Path, in profile: String) -> [PathGroup] {
    var found = (terms.groups[profile] ?? []).filter { $0.members.contains(path.name) }.map { PathGroup.declared($0.name) }
    if found.isEmpty {
      switch path.kind {
      case .vdisk: found = [.disk(path.name)]
      case .vhba: found = [.vhbas]
      case .vnic: found = ((path.native.map { [$0] } ?? []) + (path.tagged ?? [])).filter { !$0.isEmpty }.map { .network($0) }
      }
    }
    return states[profile]?.boot.values.contains { $0.contains(path.name) } == true ? found + [.boot] : found
  }

  func minAvailable(of group: PathGroup, in profile: String) -> Int {
    guard case .declared(let name) = group else { return 1 }
    return terms.groups[profile]?.first { $0.name == name }?.minAvailable ?? 1
  }

  /// How many members of a group are up for a server.
  func up(_ group: PathGroup, of profile: String, on server: String, without missing: [Path] = []) -> Int {
    guard let state = states[profile] else { return 0 }
    let declared = declaredMembers(of: group, in: profile)
    let elsewhere = Set((terms.groups[profile] ?? []).flatMap(\.members))
    return state.paths.count { path in
      guard path.isActive, path.server == server, !missing.contains(where: path.isSame) else { return false }
      switch group {
      case .declared: return declared.contains(path.name)
      // Who is in a declared group stands in for nobody else.
      case .network(let network): return path.kind == .vnic && path.uses(network: network) && !elsewhere.contains(path.name)
      case .vhbas: return path.kind == .vhba && !elsewhere.contains(path.name)
      case .disk(let name): return path.name == name
      case .boot: return state.boot.values.contains { $0.contains(path.name) }
      }
    }
  }

  private func declaredMembers(of group: PathGroup, in profile: String) -> [String] {
    guard case .declared(let name) = group else { return [] }
    return terms.groups[profile]?.first { $0.name == name }?.members ?? []
  }

  // MARK: Steps

  /// The v-ports of a step as they are now.
  func touch(of step: Step) -> Touch {
    switch (step.change.before, step.change.after) {
    case (.vport(let was)?, let after):
      var touch = Touch(isDown: true)
      var next: [Path] = []
      if case .vport(let it)? = after {
        touch.isDown = was.goesDown(becoming: it) || !step.victims.isEmpty
        next = [Path(it)]
      }
      let names = [was.name] + step.victims.compactMap { $0.split(separator: "/").last.map(String.init) }
      let paths = paths(of: was.profile, on: step.appliance) { names.contains($0.name) }
      touch.profiles = [(was.profile, paths.isEmpty ? [Path(was)] : paths, next)]
      return touch
    case (nil, .vport(let it)?): return Touch(profiles: [(it.profile, [], [Path(it)])])
    case (.profile(let was)?, .profile(let it)?):
      let leaves = was.server ?? "" != it.server ?? "" || was.serverPort != it.serverPort
      guard leaves || was.wwnn != it.wwnn else { return Touch() }
      let paths = paths(of: was.name, on: step.appliance) { leaves || $0.kind == .vhba }
      return Touch(profiles: [(was.name, paths, paths.map { $0.moved(to: it.server ?? "") })], isDown: true)
    case (.network(let was)?, .network(let it)?) where was.interrupts(it):
      return users(on: step.appliance) { $0.uses(network: was.name) }
    case (.vsan(let was)?, .vsan(let it)?) where was.interrupts(it):
      return users(on: step.appliance) { $0.vsan == was.name }
    case (.port(let was)?, .port?): return users(on: step.appliance) { $0.slotPort == was.slotPort }
    default: return Touch()
    }
  }

  mutating func perform(_ step: Step) {
    switch (step.change.before, step.change.after) {
    case (_, .profile(let it)?):
      states[it.name, default: State()].boot[step.appliance] = it.boot ?? []
      for index in states[it.name]?.paths.indices ?? 0..<0 where states[it.name]?.paths[index].appliance == step.appliance {
        states[it.name]?.paths[index].server = it.server ?? ""
      }
    case (.profile(let was)?, nil): states[was.name]?.boot[step.appliance] = nil
    case (let before, let after):
      if case .vport(let was)? = before {
        states[was.profile]?.paths.removeAll { $0.name == was.name && $0.appliance == step.appliance }
      }
      if case .vport(let it)? = after {
        if states[it.profile]?.paths.contains(where: { $0.appliance == step.appliance }) != true {
          users[step.appliance, default: []].append(it.profile)
        }
        states[it.profile, default: State()].paths.append(Path(it))
      }
    }
  }

  private func paths(of profile: String, on appliance: String, _ isMeant: (Path) -> Bool) -> [Path] {
    (states[profile]?.paths ?? []).filter { $0.appliance == appliance && isMeant($0) }
  }

  private func users(on appliance: String, _ isUser: (Path) -> Bool) -> Touch {
    var touch = Touch(isDown: true)
    for profile in Set(users[appliance] ?? []).sorted() {
      let paths = paths(of: profile, on: appliance, isUser)
      if !paths.isEmpty { touch.profiles.append((profile, paths, paths)) }
    }
    return touch
  }
}

extension VPortRecord {
  /// Whether a live v-port is down while it becomes `it`.
  fileprivate func goesDown(becoming it: VPortRecord) -> Bool {
    if !fieldsLosingData(becoming: it).isEmpty { return true }
    return it.fields.contains { field in
      switch field.effect {
      case .interrupts: !field.agrees(it, self)
      case .interruptsWhatIsRemoved: !Set(tagged ?? []).isSubset(of: it.tagged ?? [])
      case .none, .rescan, .reboot, .losesData, .losesDataIfLess, .derived: false
      }
    }
  }
}
