internal import FabricModel

extension Plan {
  /// What switch and SAN teams have to do before the steps that need it: VLANs missing from a trunk, zones for new WWPNs, iSCSI disks for those who boot from them.
  /// And what they can take away after the steps that leave it without use.
  mutating func addExternalWork(site: Site, hardware: Hardware) {
    guard !steps.isEmpty else { return }
    addZones(hardware)
    addDisks()
    addTrunks(site, hardware)
  }

  // MARK: Zones

  /// Zones follow WWPNs: one that only goes to another port of its SAN keeps them. Each VSAN, and each side of the fabric, is a SAN of its own.
  private mutating func addZones(_ hardware: Hardware) {
    func zoned(_ record: Record?) -> Zoned? {
      guard case .vport(let it)? = record, let wwpn = it.wwpn, let port = it.port else { return nil }
      let side = hardware.unit(at: port).flatMap { hardware.units[$0].port.fabric }
      return Zoned(wwpn: wwpn, address: it.address, vsan: it.vsan ?? "", side: side)
    }
    var gone: Set<Zoned> = []
    var come: Set<Zoned> = []
    var used: Set<Zoned> = []
    // What is taken over from an appliance that nobody could read is zoned already.
    for burial in burials { if let was = zoned(burial.record) { gone.insert(was) } }
    for step in steps {
      if let was = zoned(step.change.before) { gone.insert(was) }
      if let it = zoned(step.change.after) {
        come.insert(it)
        used.insert(it.anybodys)
      }
    }
    for step in steps {
      if let it = zoned(step.change.after), !gone.contains(it) {
        external.append(
          ExternalWork(
            id: "zone:\(it.wwpn)", kind: .zoning, task: "zone in VSAN \(it.vsan), and give LUNs to", object: "\(it.wwpn) (\(it.address))",
            precedes: [step.id]))
      }
    }
    for step in steps {
      // A WWPN that another v-port has afterwards keeps its zone.
      if let was = zoned(step.change.before), !come.contains(was), !used.contains(was.anybodys) {
        external.append(
          ExternalWork(
            id: "unzone:\(was.wwpn)", kind: .zoning, task: "remove the zones in VSAN \(was.vsan) and the LUN masks of",
            object: "\(was.wwpn) (\(was.address))", succeeds: [step.id]))
      }
    }
  }

  // MARK: iSCSI disks

  private mutating func addDisks() {
    func disk(_ record: Record?) -> Disk? {
      guard case .vport(let it)? = record, let iscsi = it.iscsi, iscsi != .empty, it.port != nil else { return nil }
      return Disk(vport: it.address, iscsi: iscsi)
    }
    // One that goes to another port leaves here and arrives there with the same disk.
    let gone = Set(steps.compactMap { disk($0.change.before) })
    let come = Set(steps.compactMap { disk($0.change.after) })
    for step in steps {
      if let it = disk(step.change.after), !gone.contains(it), let boot = it.boot {
        external.append(
          ExternalWork(
            id: "iscsi:\(it.vport)", kind: .masking, task: "give LUN \(boot.lun ?? 0) of \(boot.target) (\(boot.portal)) to",
            object: it.initiator, precedes: [step.id]))
      }
    }
    for step in steps {
      if let was = disk(step.change.before), !come.contains(was), let boot = was.boot {
        external.append(
          ExternalWork(
            id: "uniscsi:\(was.vport)", kind: .masking, task: "take LUN \(boot.lun ?? 0) of \(boot.target) (\(boot.portal)) from",
            object: was.initiator, succeeds: [step.id]))
      }
    }
  }

  // MARK: Trunks

  /// VLANs that switch ports do not let through yet, and those that nothing on the port uses any more.
  private mutating func addTrunks(_ site: Site, _ hardware: Hardware) {
    var trunks = Trunks(site, hardware)
    for step in steps { trunks.count(step) }
    trunks.load(site.observed)
    external += trunks.work()
  }
}

/// A WWPN in the hands of one v-port, in one SAN.
private struct Zoned: Hashable {
  let wwpn: WWN
  var address: VPortAddress
  let vsan: String
  let side: FabricSide?

  /// The same whoever has it.
  var anybodys: Zoned {
    var copy = self
    copy.address = VPortAddress(profile: "", name: "")
    return copy
  }
}

/// The disk that a v-port boots from over iSCSI.
private struct Disk: Hashable {
  let vport: VPortAddress
  let iscsi: ISCSIDisk

  var boot: ISCSIBoot? { ISCSIBoot(text: iscsi.description) }
  var initiator: String { boot?.initiator.map { "\($0) (\(vport))" } ?? vport.description }
}

/// The VLANs that v-ports need on the switch ports behind the ports that steps touch.
private struct Trunks {
  private struct Key: Hashable {
    let unit: Int
    let vlan: VLANID
  }

  private struct Use {
    let network: String
    /// How many v-ports come and go, and how many were there.
    var change = 0
    var before = 0
    var givers: [String] = []
    var takers: [String] = []
  }

  private let hardware: Hardware
  private let vlans: [String: VLANID]
  private var uses: [Key: Use] = [:]

  init(_ site: Site, _ hardware: Hardware) {
    self.hardware = hardware
    // What is in no manifest any more is known from the appliances.
    var vlans: [String: VLANID] = [:]
    for network in site.observed?.appliances.lazy.flatMap(\.networks) ?? [] { vlans[network.name] = network.vlan }
    for network in site.manifest.networks { vlans[network.name] = network.spec.vlan }
    self.vlans = vlans
  }

  /// With the names of the networks; empty where it is not known what the switch port lets through.
  private func keys(of vport: VPortRecord) -> [Key: String] {
    guard vport.kind == .vnic, let port = vport.port, let unit = hardware.unit(at: port), hardware.units[unit].port.vlans != nil else {
      return [:]
    }
    let known = vport.networks.compactMap { network in vlans[network].map { (Key(unit: unit, vlan: $0), network) } }
    return Dictionary(known, uniquingKeysWith: { first, _ in first })
  }

  mutating func count(_ step: Step) {
    var (was, it): ([Key: String], [Key: String]) = ([:], [:])
    if case .vport(let record)? = step.change.before { was = keys(of: record) }
    if case .vport(let record)? = step.change.after { it = keys(of: record) }
    for (key, network) in was where it[key] == nil {
      uses[key, default: Use(network: network)].change -= 1
      uses[key]?.givers.append(step.id)
    }
    for (key, network) in it where was[key] == nil {
      uses[key, default: Use(network: network)].change += 1
      uses[key]?.takers.append(step.id)
    }
  }

  mutating func load(_ observed: Fabric?) {
    guard !uses.isEmpty else { return }
    for vport in observed?.appliances.lazy.flatMap(\.profiles).flatMap(\.vports) ?? [] {
      for key in keys(of: vport).keys { uses[key]?.before += 1 }
    }
  }

  func work() -> [ExternalWork] {
    uses.sorted { ($0.key.unit, $0.key.vlan.rawValue) < ($1.key.unit, $1.key.vlan.rawValue) }.compactMap { key, use in
      let unit = hardware.units[key.unit]
      let isLetThrough = unit.port.vlans?.contains(key.vlan) == true
      let port = hardware.address(of: key.unit)
      let place = unit.port.uplink.map { "switch port \($0)" } ?? "the switch port of \(port)"
      let what = "VLAN \(key.vlan.rawValue) (\(use.network))"
      if !isLetThrough, !use.takers.isEmpty, use.before + use.change > 0 {
        return ExternalWork(
          id: "trunk:\(port):\(key.vlan.rawValue)", kind: .trunk, task: "let \(what) through on", object: place, precedes: use.takers)
      }
      if isLetThrough, use.before > 0, use.before + use.change == 0 {
        return ExternalWork(
          id: "untrunk:\(port):\(key.vlan.rawValue)", kind: .trunk, task: "\(what) is no longer needed on", object: place,
          succeeds: use.givers)
      }
      return nil
    }
  }
}
