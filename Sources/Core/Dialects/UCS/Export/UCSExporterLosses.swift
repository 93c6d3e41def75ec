internal import FabricModel

/// What manifests can say and a domain has no place for.
extension UCSExporter {
  mutating func reportWhatHasNoPlace() {
    reportAppliance()
    reportPools()
    for network in manifest.networks {
      report(network, "Network")
      add("Network/mtu", network.name, if: (network.spec.mtu ?? 1500) != 1500)
      add("Network/purpose", network.name, if: network.spec.purpose != nil)
      add("Network/physicalNetwork", network.name, if: !UCSExporter.isPlain(network.spec.physicalNetwork))
    }
    for vsan in manifest.vsans {
      report(vsan, "VSAN")
      add("VSAN/physicalNetwork", vsan.name, if: !UCSExporter.isPlain(vsan.spec.physicalNetwork))
    }
    for policy in manifest.qosPolicies {
      report(policy, "QoSPolicy")
      add("QoSPolicy/min", policy.name, if: (policy.spec.min ?? .zero) != .zero)
      add("QoSPolicy/shares", policy.name, if: policy.spec.shares != nil)
    }
    for policy in manifest.maintenancePolicies {
      report(policy, "MaintenancePolicy")
      add("MaintenancePolicy/maxUnavailable", policy.name, if: policy.spec.maxUnavailable != nil)
      add("MaintenancePolicy/requireHealth", policy.name, if: policy.spec.requireHealth != nil)
      add("MaintenancePolicy/settle", policy.name, if: policy.spec.settle != nil)
      add("MaintenancePolicy/windows", policy.name, if: policy.spec.disruptive != .window && !policy.spec.windows.isEmpty)
    }
    for server in manifest.servers {
      report(server, "Server", hasLabels: false)
      add("Server/uuid", server.name, if: server.spec.uuid != nil)
      add("Server/hotplug", server.name, if: server.spec.hotplug != nil)
      add("Server/role", server.name, if: server.spec.role == .spare)
      add("Server/model", server.name, if: server.spec.model != nil)
    }
    for template in manifest.vnicTemplates {
      report(template, "VNICTemplate")
      add("VNICTemplate/pxe", template.name, if: template.spec.body.pxe == true)
    }
    for template in manifest.vhbaTemplates {
      report(template, "VHBATemplate")
      add("VHBATemplate/targets", template.name, if: !(template.spec.body.targets ?? []).isEmpty)
    }
    for template in manifest.templates {
      report(template, "ServerProfileTemplate")
      add("ServerProfileTemplate/vdisks", template.name, if: !template.spec.body.vdisks.isEmpty)
    }
    for profile in manifest.profiles {
      report(profile, "ServerProfile")
      add("ServerProfile", profile.name, if: profiles[profile.spec.nativeName ?? profile.name] == nil)
    }
    for lease in manifest.leases { losses.add("AdapterLease", lease.name) }
    for workload in manifest.workloads { losses.add("Workload", workload.name) }
  }

  private mutating func reportAppliance() {
    for appliance in manifest.appliances where appliance.name == state.name {
      report(appliance, "Appliance")
      let (own, ours) = (appliance.spec.inventory, UCSState.inventory())
      add("Appliance/adapters", appliance.name, if: !own.adapters.isEmpty && own.adapters != ours.adapters)
      add("Appliance/model", appliance.name, if: own.model != nil && own.model != ours.model)
      add("Appliance/transport", appliance.name, if: own.transport != nil)
      add("Appliance/failureDomain", appliance.name, if: own.failureDomain != nil)
      add("Appliance/serverPorts", appliance.name, if: own.serverPortCount != nil)
      add("Appliance/hostLink", appliance.name, if: own.hostLink != nil)
      add("Appliance/reservedVLANs", appliance.name, if: own.reservedVLANs != nil)
    }
  }

  private mutating func reportPools() {
    for pool in manifest.adapterPools {
      report(pool, "AdapterPool")
      var select = pool.spec.select
      select.fabric = nil
      add("AdapterPool/select", pool.name, if: select != PortSelector())
      add("AdapterPool/sharing", pool.name, if: pool.spec.sharing != nil)
      add("AdapterPool/placement", pool.name, if: pool.spec.placement != nil)
      add("AdapterPool/reservable", pool.name, if: pool.spec.reservable != nil)
      add("AdapterPool/overcommit", pool.name, if: pool.spec.overcommit != nil)
    }
    for pool in manifest.addressPools {
      report(pool, "AddressPool")
      add("AddressPool/reserved", pool.name, if: !(pool.spec.reserved ?? []).isEmpty)
      add("AddressPool/quarantine", pool.name, if: pool.spec.quarantine != nil)
      add("AddressPool/default", pool.name, if: pool.spec.isDefault == true)
    }
  }

  private mutating func report<Spec>(_ object: Declared<Spec>, _ kind: String, hasLabels: Bool = true) {
    add("\(kind)/metadata/labels", object.name, if: hasLabels && !object.labels.isEmpty)
    add("\(kind)/metadata/annotations/weft-protect", object.name, if: object.annotations.isProtected)
    add("\(kind)/metadata/annotations/weft-ignore", object.name, if: !object.annotations.ignored.isEmpty)
  }

  /// Groups that are no pair of templates: UCS Manager knows redundancy only of those.
  mutating func reportGroups(_ body: ServerProfile, _ object: String) {
    for group in body.redundancy {
      let isPair = group.members.count == 2 && group.spread == nil && group.minAvailable == nil && isPair(group, body)
      add("ServerProfile/redundancy", object, if: !isPair)
    }
  }

  private func isPair(_ group: RedundancyGroup, _ body: ServerProfile) -> Bool {
    func template(_ member: String) -> String? {
      body.vnics.first { $0.name == member }?.template ?? body.vhbas.first { $0.name == member }?.template
    }
    guard let one = template(group.members[0]), let other = template(group.members[1]) else { return false }
    if let first = composition[vnicTemplate: one] { return first.peer == other && group.mode == nil }
    return composition[vhbaTemplate: one]?.peer == other && group.mode == .multipath
  }

  private mutating func add(_ path: String, _ object: String, if isLost: Bool) { if isLost { losses.add(path, object) } }

  private static func isPlain(_ physicalNetwork: String?) -> Bool { ["default", "estc"].contains(physicalNetwork ?? "default") }
}
