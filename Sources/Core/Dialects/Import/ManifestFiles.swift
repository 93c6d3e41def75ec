package import FabricModel

/// Manifests as files, one a kind.
package enum ManifestFiles {
  /// File names and their texts; a kind without objects has no file.
  package static func write(_ manifest: Manifest, note: String) -> [(name: String, text: String)] {
    var files: [(name: String, text: String)] = []
    func add<Spec>(_ name: String, _ kind: ManifestKind, _ objects: [Declared<Spec>], _ table: Table<Spec>) {
      guard !objects.isEmpty else { return }
      let documents = objects.map { $0.document(kind, table).yaml() }
      files.append((name, "# \(note)\n" + documents.joined(separator: "---\n")))
    }
    add("appliances.yaml", .Appliance, manifest.appliances, Appliance.table)
    add("adapter-pools.yaml", .AdapterPool, manifest.adapterPools, AdapterPool.table)
    add("address-pools.yaml", .AddressPool, manifest.addressPools, AddressPool.table)
    add("networks.yaml", .Network, manifest.networks, Network.table)
    add("vsans.yaml", .VSAN, manifest.vsans, VSAN.table)
    add("servers.yaml", .Server, manifest.servers, Server.table)
    add("profiles.yaml", .ServerProfile, manifest.profiles, ServerProfile.table)
    return files
  }
}
