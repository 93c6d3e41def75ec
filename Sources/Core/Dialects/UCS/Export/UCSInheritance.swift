internal import FabricModel

extension UCSDomain {
  /// Without what profiles and their v-ports get from policies and templates in the same words, and so need not say themselves.
  func withoutInherited() -> UCSDomain {
    let state = UCSState(self)
    var rest = self
    for index in rest.profiles.indices {
      var bare = profiles[index]
      (bare.vnics, bare.vhbas) = ([], [])
      if Self.areSame(state.vnics(of: bare), profiles[index].vnics, \.name) { rest.profiles[index].vnics = [] }
      if Self.areSame(state.vhbas(of: bare), profiles[index].vhbas, \.name) { rest.profiles[index].vhbas = [] }
      let org = profiles[index].org
      rest.profiles[index].vnics = rest.profiles[index].vnics.map { $0.withoutInherited(state, from: org) }
      rest.profiles[index].vhbas = rest.profiles[index].vhbas.map { $0.withoutInherited(state, from: org) }
    }
    for index in rest.lanPolicies.indices {
      let org = lanPolicies[index].org
      rest.lanPolicies[index].vnics = lanPolicies[index].vnics.map { $0.withoutInherited(state, from: org) }
    }
    for index in rest.sanPolicies.indices {
      let org = sanPolicies[index].org
      rest.sanPolicies[index].vhbas = sanPolicies[index].vhbas.map { $0.withoutInherited(state, from: org) }
    }
    return rest
  }

  /// In whatever order.
  private static func areSame<Item: Hashable>(_ one: [Item], _ other: [Item], _ name: KeyPath<Item, String>) -> Bool {
    one.count == other.count
      && one.sorted { $0[keyPath: name] < $1[keyPath: name] } == other.sorted { $0[keyPath: name] < $1[keyPath: name] }
  }
}

extension UCSVNIC {
  fileprivate func withoutInherited(_ state: UCSState, from org: Int) -> UCSVNIC {
    var bare = self
    (bare.pool, bare.qos, bare.networks, bare.mtu) = ("", "", [], nil)
    let inherited = state.completed(bare, from: org)
    var rest = self
    if inherited.pool == pool { rest.pool = "" }
    if inherited.qos == qos { rest.qos = "" }
    if Set(inherited.networks) == Set(networks) { rest.networks = [] }
    if inherited.mtu == mtu { rest.mtu = nil }
    return rest
  }
}

extension UCSVHBA {
  fileprivate func withoutInherited(_ state: UCSState, from org: Int) -> UCSVHBA {
    var bare = self
    (bare.pool, bare.networks) = ("", [])
    let inherited = state.completed(bare, from: org)
    var rest = self
    if inherited.pool == pool { rest.pool = "" }
    if Set(inherited.networks) == Set(networks) { rest.networks = [] }
    return rest
  }
}
