internal import FabricModel

/// Which changes others cannot do without: what they refer to, what has an identity or a server port that they take, what fills their port.
struct ChangeNeeds {
  private let drafts: [Draft]
  /// The changes that may be drawn in.
  private let allowed: Set<Int>
  private let hardware: Hardware
  private let reservable: [Percent?]
  private var objects: [String: [Int]] = [:]
  private var holders: [Identity: [Int]] = [:]
  private var serverPorts: [String: [Int]] = [:]
  /// Drafts that take v-ports away, by their profile's part, by what they use, and by their port.
  private var leaving: [String: [Int]] = [:]
  private var freeing: [PortAddress: [Int]] = [:]
  private var load: [PortAddress: Load] = [:]

  private struct Load {
    var functions = 0
    var guaranteed = Bitrate.zero
  }

  init(_ drafts: [Draft], allowed: Set<Int>, _ ground: Fabric, _ hardware: Hardware, _ reservable: [Percent?]) {
    self.drafts = drafts
    self.allowed = allowed
    self.hardware = hardware
    self.reservable = reservable
    for (index, draft) in drafts.enumerated() {
      objects["\(draft.appliance):\(draft.change.address)", default: []].append(index)
      addWhatItFrees(draft, index)
    }
    for vport in ground.appliances.lazy.flatMap(\.profiles).flatMap(\.vports) { count(vport, 1) }
  }

  private mutating func addWhatItFrees(_ draft: Draft, _ index: Int) {
    switch draft.change.before {
    case .vport(let was)?:
      if let identity = was.identity { holders[identity, default: []].append(index) }
      if let port = was.port { freeing[port, default: []].append(index) }
      var stays: VPortRecord?
      if case .vport(let it)? = draft.change.after { stays = it }
      let used = Set(was.references).subtracting(stays?.references ?? [])
      for object in used { leaving["\(draft.appliance):\(object)", default: []].append(index) }
      if stays == nil { leaving["\(draft.appliance):profile/\(was.profile)", default: []].append(index) }
    case .profile(let was)?:
      if let uuid = was.uuid { holders[.uuid(uuid), default: []].append(index) }
      if let port = was.serverPort, port > 0 { serverPorts["\(draft.appliance):\(port)", default: []].append(index) }
    default: break
    }
  }

  private mutating func count(_ vport: VPortRecord, _ by: Int) {
    guard let port = vport.port else { return }
    load[port, default: Load()].functions += by
    let minimum = vport.minimum ?? .zero
    load[port, default: Load()].guaranteed += by > 0 ? minimum : Bitrate.zero - minimum
  }

  /// Adds what the changes need, and what that needs.
  mutating func extend(_ kept: inout Set<Int>) {
    var queue = drafts.indices.filter { kept.contains(drafts[$0].changeIndex) }
    var position = 0
    while position < queue.count {
      let draft = drafts[queue[position]]
      position += 1
      if case .vport(let was)? = draft.change.before { count(was, -1) }
      if case .vport(let it)? = draft.change.after { count(it, 1) }
      take(needs(of: draft), &kept, &queue)
      // Room is judged when all that is known to be done is counted.
      if position == queue.count { take(whatMakesRoom(for: queue, kept), &kept, &queue) }
    }
  }

  private func take(_ needed: [Int], _ kept: inout Set<Int>, _ queue: inout [Int]) {
    for index in needed {
      let change = drafts[index].changeIndex
      guard allowed.contains(change), kept.insert(change).inserted else { continue }
      queue += drafts.indices.filter { drafts[$0].changeIndex == change }
    }
  }

  private func needs(of draft: Draft) -> [Int] {
    let appliance = draft.appliance
    switch (draft.change.before, draft.change.after) {
    case (let before, .vport(let it)?):
      var found = (objects["\(appliance):profile/\(it.profile)"] ?? []) + it.references.flatMap { objects["\(appliance):\($0)"] ?? [] }
      var previous: Identity?
      if case .vport(let was)? = before { previous = was.identity }
      if let identity = it.identity, identity != previous { found += holders[identity] ?? [] }
      return found
    case (_, .profile(let it)?):
      return (it.uuid.flatMap { holders[.uuid($0)] } ?? []) + (it.serverPort.flatMap { serverPorts["\(appliance):\($0)"] } ?? [])
    case (.some, nil), (_, .adapter?), (_, .port?): return leaving["\(appliance):\(draft.change.address)"] ?? []
    case (_, .network?), (_, .vsan?), (nil, nil): return []
    }
  }

  /// What else leaves the ports that would be too full.
  private func whatMakesRoom(for queue: [Int], _ kept: Set<Int>) -> [Int] {
    var found: [Int] = []
    var seen: Set<PortAddress> = []
    for index in queue {
      guard case .vport(let it)? = drafts[index].change.after, let port = it.port, seen.insert(port).inserted,
        let unit = hardware.unit(at: port), var use = load[port]
      else { continue }
      let speed = hardware.units[unit].speed.map { speed in reservable[unit].map { speed * $0 } ?? speed }
      let most = hardware.units[unit].functionLimit
      for other in freeing[port] ?? [] where !kept.contains(drafts[other].changeIndex) {
        guard most.map({ use.functions > $0 }) ?? false || speed.map({ use.guaranteed > $0 }) ?? false else { break }
        guard allowed.contains(drafts[other].changeIndex), case .vport(let was)? = drafts[other].change.before else { continue }
        if case .vport(let left)? = drafts[other].change.after, left.port == port {
          use.guaranteed -= (was.minimum ?? .zero) - (left.minimum ?? .zero)
        } else {
          use.functions -= 1
          use.guaranteed -= was.minimum ?? .zero
        }
        found.append(other)
      }
    }
    return found
  }
}

extension VPortRecord {
  /// What has to be there on its appliance, its profile aside.
  fileprivate var references: [ObjectAddress] {
    let networks = ((native ?? "").isEmpty ? [] : [native ?? ""]) + (tagged ?? [])
    return networks.map { .network($0) } + ((vsan ?? "").isEmpty ? [] : [.vsan(vsan ?? "")])
      + (slotPort.map { [.port($0), .adapter($0.slot)] } ?? [])
  }
}
