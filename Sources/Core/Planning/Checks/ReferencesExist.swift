internal import FabricModel

/// I6: networks, VSANs, profiles and ports are there before the v-ports that use them, and until these are gone.
struct ReferencesExist: CheckRule {
  private var networks = Tracked<NameKey, Use>(initially: Use())
  private var vsans = Tracked<NameKey, Use>(initially: Use())
  private var profiles = Tracked<NameKey, Use>(initially: Use())
  private var ports = Tracked<PortKey, Int>(initially: 0)

  private struct Use {
    var users = 0
    var isThere = false

    func isWorse(than before: Use) -> Bool { !isThere && users > 0 && (before.isThere || users > before.users) }
  }

  mutating func count(_ fact: Fact, _ by: Int, _ ground: CheckGround) {
    func key(_ name: String) -> NameKey { NameKey(appliance: fact.appliance, name: name) }
    switch fact.record {
    case .network(let it): networks.change(key(it.name)) { $0.isThere = by > 0 }
    case .vsan(let it): vsans.change(key(it.name)) { $0.isThere = by > 0 }
    case .profile(let it): profiles.change(key(it.name)) { $0.isThere = by > 0 }
    case .vport(let it):
      profiles.change(key(it.profile)) { $0.users += by }
      if let native = it.native, !native.isEmpty { networks.change(key(native)) { $0.users += by } }
      for network in it.tagged ?? [] { networks.change(key(network)) { $0.users += by } }
      if let vsan = it.vsan, !vsan.isEmpty { vsans.change(key(vsan)) { $0.users += by } }
      if let slotPort = it.slotPort { ports.change(PortKey(appliance: fact.appliance, slotPort: slotPort)) { $0 += by } }
    case .adapter, .port: return
    }
  }

  mutating func settle(_ ground: CheckGround) -> [Violation] {
    var found: [Violation] = []
    func settle(_ uses: inout Tracked<NameKey, Use>, _ kind: String) {
      uses.settle { key, before, after in
        guard after.isWorse(than: before) else { return }
        let what = "\(ground.names[key.appliance])/\(kind)/\(key.name)"
        found.append(Violation("I6", what, "\(what) is not there, but \(after.users) v-port\(after.users == 1 ? " uses" : "s use") it"))
      }
    }
    settle(&networks, "network")
    settle(&vsans, "vsan")
    settle(&profiles, "profile")
    ports.settle { key, before, after in
      guard after > before, ground.unit(key) == nil else { return }
      found.append(Violation("I6", ground.describe(key), "a v-port sits on \(ground.describe(key)), which is not there"))
    }
    return found
  }
}
