internal import FabricMemory
internal import FabricModel

/// A plan and the fabric it is for in the numbers of the checker, so that a run through its events touches no name and no record.
struct CheckedPlan {
  let steps: [Step]
  let fabric: LiveFabric
  var ground: CheckGround
  var objects: [CheckedObject] = []
  var versions: [Version] = []
  var effects: [Effect] = []
  var book = LoadBook()
  var owners = OneOwnerPerIdentity()
  var rates = GuaranteedRates()
  var paths = PathsStayUp()
  var counts = Counts()
  var boots = BootPathsStayUp()
  var references = ReferencesExist()
  var wholes = WholePorts()
  /// Watched adapters that are or become lent, by appliance.
  var lent: [Int: [Int]] = [:]
  /// By number: the names of profiles, and the class of each.
  var profiles: [String] = []
  var classes: [Int] = []
  /// The policies of the classes; the first class has none.
  var policies: [String?] = [nil]
  /// Profiles on servers that are off without somebody vouching for it.
  var stopped: [Int] = []
  var servers: [String] = []
  /// Servers on which nothing can be interrupted.
  private let off: Set<String>
  private var profileNumbers: [String: Int] = [:]
  private var serverNumbers: [String: Int] = [:]
  private var parts: [[String: Int]] = []
  private var others: [Other: Int] = [:]
  /// The boot lists of versions of parts, until all v-ports are known.
  private var bootLists: [(version: Int, part: Int, names: [String])] = []

  private struct Other: Hashable {
    let appliance: Int
    let address: ObjectAddress
  }

  /// - Parameter touched: the appliances whose limits and references count; of the others, only identities and paths do.
  init(_ steps: [Step], _ observed: Fabric, touched: [String], hardware: Hardware, terms: SafetyTerms) {
    self.steps = steps
    fabric = LiveFabric(observed)
    ground = CheckGround(touched, hardware: hardware, terms: terms)
    let off = observed.serversOff
    self.off = off.union(terms.fenced.keys)
    parts = Array(repeating: [:], count: touched.count)
    reserveCapacity(Extent(steps, observed, touched))
    watchSharedObjects(observed)
    for name in touched { if let state = observed[name] { load(state) } }
    for step in steps { if let profile = (step.change.after ?? step.change.before)?.profileName { _ = number(ofProfile: profile) } }
    let serverProfiles = profilesByServer()
    effects.reserveCapacity(steps.count)
    for position in steps.indices { effects.append(effect(of: position, serverProfiles)) }
    loadOthers(observed)
    noteStopped(observed, off.subtracting(terms.fenced.keys))
    for list in bootLists {
      boots.expect(list.names.compactMap { vport($0, of: list.part) }, in: list.version, of: objects[list.part].profile, &book)
    }
  }

  /// How much there will be to count, about.
  struct Extent {
    var vnics = 0
    var others = 0
    let steps: Int
    var vports: Int { vnics + others }
    var versions: Int { vports + steps }

    init(_ steps: [Step], _ observed: Fabric, _ touched: [String]) {
      self.steps = steps.count
      for name in touched {
        guard let state = observed[name] else { continue }
        for profile in state.profiles {
          for vport in profile.vports.indices where profile.vports[vport].kind == .vnic { vnics += 1 }
          others += profile.vports.count
        }
      }
      others -= vnics
      for step in steps {
        guard step.change.before == nil, case .vport(let vport)? = step.change.after else { continue }
        if vport.kind == .vnic { vnics += 1 } else { others += 1 }
      }
    }
  }

  private mutating func reserveCapacity(_ extent: Extent) {
    objects.reserveCapacity(extent.vports + extent.vports / 8)
    versions.reserveCapacity(extent.versions + extent.vports / 8)
    book.reserveCapacity(extent)
    owners.reserveCapacity(extent)
  }

  private func profilesByServer() -> [String: Int] {
    var found: [String: Int] = [:]
    for object in objects where object.part < 0 && object.profile >= 0 && object.first >= 0 {
      let server = versions[object.first].server
      if server >= 0 { found[servers[server]] = object.profile }
    }
    return found
  }

  private mutating func noteStopped(_ observed: Fabric, _ off: Set<String>) {
    guard !off.isEmpty else { return }
    for profile in observed.appliances.lazy.flatMap(\.profiles) where profile.record.server.map(off.contains) ?? false {
      stopped.append(number(ofProfile: profile.record.name))
    }
  }

  // MARK: Numbers

  mutating func number(ofProfile name: String) -> Int {
    if let known = profileNumbers[name] { return known }
    profileNumbers[name] = profiles.count
    profiles.append(name)
    let policy = ground.terms.policies[name]
    if let known = policies.firstIndex(of: policy) {
      classes.append(known)
    } else {
      classes.append(policies.count)
      policies.append(policy)
    }
    return profiles.count - 1
  }

  func knows(profile: String) -> Bool { profileNumbers[profile] != nil }

  mutating func number(ofServer name: String?) -> Int {
    guard let name, !name.isEmpty else { return -1 }
    if let known = serverNumbers[name] { return known }
    serverNumbers[name] = servers.count
    servers.append(name)
    return servers.count - 1
  }

  /// The object that is a profile's part on an appliance, there or not.
  mutating func part(of profile: String, on appliance: Int) -> Int {
    while parts.count <= appliance { parts.append([:]) }
    if let known = parts[appliance][profile] { return known }
    parts[appliance][profile] = objects.count
    objects.append(CheckedObject(appliance: appliance, name: profile, part: -1, profile: number(ofProfile: profile)))
    return objects.count - 1
  }

  /// The v-port of a name in a part, if there is or will be one.
  func vport(_ name: String, of part: Int) -> Int? {
    var child = objects[part].firstChild
    while child >= 0, objects[child].name != name { child = objects[child].nextSibling }
    return child >= 0 ? child : nil
  }

  mutating func addVPort(_ name: String, to part: Int) -> Int {
    var object = CheckedObject(appliance: objects[part].appliance, name: name, part: part, profile: objects[part].profile)
    object.nextSibling = objects[part].firstChild
    objects[part].firstChild = objects.count
    objects.append(object)
    return objects.count - 1
  }

  /// The object at an address, there or not.
  mutating func object(at address: ObjectAddress, on appliance: Int) -> Int {
    switch address {
    case .profile(let name): return part(of: name, on: appliance)
    case .vport(let vport):
      let part = part(of: vport.profile, on: appliance)
      return self.vport(vport.name, of: part) ?? addVPort(vport.name, to: part)
    case .network, .vsan, .adapter, .port:
      let key = Other(appliance: appliance, address: address)
      if let known = others[key] { return known }
      others[key] = objects.count
      objects.append(CheckedObject(appliance: appliance, name: "", part: -1, profile: -1))
      return objects.count - 1
    }
  }

  /// The object that is an adapter, where one is observed or changed.
  func lentObject(_ slot: UInt8, on appliance: Int) -> Int? { others[Other(appliance: appliance, address: .adapter(slot))] }

  /// Whether nobody can be interrupted on a server.
  func isOff(_ server: String) -> Bool { off.contains(server) }

  mutating func noteBoot(_ names: [String]?, in version: Int, of part: Int) {
    if let names, !names.isEmpty { bootLists.append((version, part, names)) }
  }

  /// `esx-01/vnic0`.
  func name(of vport: Int) -> String { "\(profiles[objects[vport].profile])/\(objects[vport].name)" }
}
