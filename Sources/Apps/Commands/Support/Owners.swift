internal import FabricModel
internal import Planning
internal import Reconciliation

extension Workspace {
  /// What the appliances have; where an object bears no mark, the ledger says whose it is.
  ///
  /// What was imported unchanged bears none: weft took it over without touching the appliance.
  var observedWithOwners: Fabric {
    var fabric = observations.fabric
    for index in fabric.appliances.indices { setOwners(&fabric.appliances[index]) }
    return fabric
  }

  private func setOwners(_ state: inout ApplianceState) {
    let ours = site.recorded.fabric.position(of: state.name).map { site.recorded.fabric.appliances[$0] }
    let name = state.name
    func owner(_ record: Record, _ mark: String?) -> String? {
      if let mark { return mark }
      return ours?.record(at: record.address) != nil ? site.scope : site.recorded.foreign["\(name):\(record.address)"]
    }
    for (index, network) in state.networks.enumerated() { state.networks[index].owner = owner(.network(network), network.owner) }
    for (index, vsan) in state.vsans.enumerated() { state.vsans[index].owner = owner(.vsan(vsan), vsan.owner) }
    for (index, profile) in state.profiles.enumerated() {
      state.profiles[index].record.owner = owner(.profile(profile.record), profile.record.owner)
      for (at, vport) in profile.vports.enumerated() { state.profiles[index].vports[at].owner = owner(.vport(vport), vport.owner) }
    }
  }
}
