internal import Documents
package import FabricModel

extension Resolver {
  /// From here on networks, VSANs, servers, profiles and v-ports go by the names that the appliances have for them: `nativeName`, where one is
  /// given. What refers to them by their names in the manifests is led along.
  mutating func useNativeNames() {
    let networks = nativeNames(\.networks, \.nativeName)
    let vsans = nativeNames(\.vsans, \.nativeName)
    let servers = nativeNames(\.servers, \.nativeName)
    let profiles = nativeNames(\.profiles, \.nativeName)
    for (name, native) in profiles { manifestNames.profiles[native] = name }
    let isReferred = !networks.isEmpty || !vsans.isEmpty || !servers.isEmpty
    for index in site.manifest.profiles.indices {
      if isReferred { site.manifest.profiles[index].spec.refer(networks, vsans, servers) }
      if site.manifest.profiles[index].spec.hasNativeNames { useNativeNames(ofProfile: index) }
    }
    for index in site.manifest.workloads.indices { site.manifest.workloads[index].spec.refer(networks, servers, profiles) }
    guard !servers.isEmpty else { return }
    for index in site.manifest.leases.indices {
      site.manifest.leases[index].spec.server = site.manifest.leases[index].spec.server.map { servers[$0] ?? $0 }
    }
  }

  /// Renames the objects of one kind; the new name of each that has one, by the old.
  private mutating func nativeNames<Spec>(
    _ objects: WritableKeyPath<Manifest, [Declared<Spec>]>, _ native: KeyPath<Spec, String?>
  ) -> [String: String] {
    var renamed: [String: String] = [:]
    let declared = site.manifest[keyPath: objects]
    for index in declared.indices {
      guard let name = declared[index].spec[keyPath: native] else { continue }
      let object = declared[index]
      let place = site.range(object.origin, .key("spec"), .key("nativeName"))
      guard isUsable(name, place) else { continue }
      renamed[object.name] = name
      site.manifest[keyPath: objects][index].name = name
    }
    return renamed
  }

  private mutating func useNativeNames(ofProfile index: Int) {
    let profile = site.manifest.profiles[index]
    var renamed: [String: String] = [:]
    for (item, vnic) in profile.spec.vnics.enumerated() {
      guard let name = usableName(vnic.nativeName, of: profile, "vnics", item) else { continue }
      renamed[vnic.name] = name
      site.manifest.profiles[index].spec.vnics[item].name = name
    }
    for (item, vhba) in profile.spec.vhbas.enumerated() {
      guard let name = usableName(vhba.nativeName, of: profile, "vhbas", item) else { continue }
      renamed[vhba.name] = name
      site.manifest.profiles[index].spec.vhbas[item].name = name
    }
    for (item, vdisk) in profile.spec.vdisks.enumerated() {
      guard let name = usableName(vdisk.nativeName, of: profile, "vdisks", item) else { continue }
      renamed[vdisk.name] = name
      site.manifest.profiles[index].spec.vdisks[item].name = name
    }
    guard !renamed.isEmpty else { return }
    let address = site.manifest.profiles[index].name
    for (name, native) in renamed { manifestNames.vports[VPortAddress(profile: address, name: native)] = name }
    site.manifest.profiles[index].spec.boot = profile.spec.boot?.map { renamed[$0] ?? $0 }
    for group in profile.spec.redundancy.indices {
      site.manifest.profiles[index].spec.redundancy[group].members = profile.spec.redundancy[group].members.map { renamed[$0] ?? $0 }
    }
  }

  private mutating func usableName(_ name: String?, of profile: Declared<ServerProfile>, _ list: String, _ item: Int) -> String? {
    guard let name else { return nil }
    let place = site.range(profile.origin, .key("spec"), .key(list), .item(item), .key("nativeName"))
    return isUsable(name, place) ? name : nil
  }

  /// Addresses are written with slashes and lists with blanks, so a name has neither.
  private mutating func isUsable(_ name: String, _ place: SourceRange?) -> Bool {
    let isUsable = !name.isEmpty && !name.utf8.contains { $0 <= UInt8(ascii: " ") || $0 == UInt8(ascii: "/") || $0 == 0x7F }
    if !isUsable { report(.badNativeName(name, at: place)) }
    return isUsable
  }
}

extension ServerProfile {
  /// Whether a v-port has another name on the fabric. There are many v-ports, and none is copied on the way.
  fileprivate var hasNativeNames: Bool {
    for index in vnics.indices where vnics[index].nativeName != nil { return true }
    for index in vhbas.indices where vhbas[index].nativeName != nil { return true }
    for index in vdisks.indices where vdisks[index].nativeName != nil { return true }
    return false
  }

  fileprivate mutating func refer(_ networks: [String: String], _ vsans: [String: String], _ servers: [String: String]) {
    if !servers.isEmpty {
      server = server.map { servers[$0] ?? $0 }
      let selected = serverSelector?.servers?.map { servers[$0] ?? $0 }
      serverSelector?.servers = selected
    }
    if !networks.isEmpty {
      for index in vnics.indices {
        vnics[index].network = vnics[index].network.map { networks[$0] ?? $0 }
        vnics[index].trunk = vnics[index].trunk?.map { networks[$0] ?? $0 }
      }
    }
    if !vsans.isEmpty { for index in vhbas.indices { vhbas[index].vsan = vhbas[index].vsan.map { vsans[$0] ?? $0 } } }
  }
}

extension Workload {
  fileprivate mutating func refer(_ networks: [String: String], _ servers: [String: String], _ profiles: [String: String]) {
    profile = profile.map { profiles[$0] ?? $0 }
    server = server.map { servers[$0] ?? $0 }
    for index in traffic.indices { traffic[index].network = networks[traffic[index].network] ?? traffic[index].network }
    let back = restore?.network.map { networks[$0] ?? $0 }
    restore?.network = back
  }
}

/// What the manifests call what goes by its native name on the fabric.
package struct ManifestNames: Sendable {
  fileprivate var profiles: [String: String] = [:]
  fileprivate var vports: [VPortAddress: String] = [:]

  init() {}

  package func profile(_ native: String) -> String { profiles[native] ?? native }
  package func vport(_ native: VPortAddress) -> String { vports[native] ?? native.name }
}
