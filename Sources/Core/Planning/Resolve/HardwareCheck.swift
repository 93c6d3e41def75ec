internal import Documents
internal import FabricModel

extension Resolver {
  /// What the manifests assert and what the drivers report, put together: reported values win, differences are told.
  mutating func resolveHardware() {
    let declared = Dictionary(site.manifest.appliances.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Set(declared.keys).union(site.observed?.appliances.map(\.name) ?? [])
    for name in names.sorted() {
      let asserted = declared[name]
      if let asserted { check(asserted) }
      var inventory = site.observed?[name]?.inventory ?? Inventory()
      if let asserted { merge(asserted, into: &inventory) }
      hardware.add(name, inventory, labels: asserted?.labels ?? [])
    }
  }

  /// What a manifest says of the cards must be possible.
  private mutating func check(_ appliance: Declared<Appliance>) {
    let inventory = appliance.spec.inventory
    if let model = inventory.model, Catalogue.appliance(named: model) == nil {
      report(
        .unknownModel(
          "appliance", model, among: Catalogue.appliances.map(\.name), at: site.range(appliance.origin, .key("spec"), .key("model"))))
    }
    let slots = inventory.model.flatMap { Catalogue.appliance(named: $0) }?.adapterSlots
    var seen: Set<UInt8> = []
    for (index, adapter) in inventory.adapters.enumerated() {
      func at(_ path: Locator.Step...) -> SourceRange? {
        site.locator.range(
          tape: Int(appliance.origin.tape), node: Int(appliance.origin.node), [.key("spec"), .key("adapters"), .item(index)] + path)
      }
      if !seen.insert(adapter.slot).inserted { report(.doubled("slot \(adapter.slot)", in: appliance.name, at: at(.key("slot")))) }
      if let slots, Int(adapter.slot) > slots {
        report(.noSuchSlot(adapter.slot, slots, appliance.spec.inventory.model ?? "", at: at(.key("slot"))))
      }
      guard let name = adapter.model else { continue }
      guard let model = adapter.catalogued else {
        report(.unknownModel("adapter", name, among: Catalogue.adapters.map(\.name), at: at(.key("model"))))
        continue
      }
      var ports: Set<UInt8> = []
      for (position, port) in adapter.ports.enumerated() {
        func place() -> SourceRange? { at(.key("ports"), .item(position), .key("port")) }
        if !ports.insert(port.number).inserted {
          report(.doubled("port \(port.number)", in: "\(appliance.name)/\(adapter.slot)", at: place()))
        }
        if Int(port.number) > model.ports { report(.noSuchPort(port.number, model, at: place())) }
      }
      if adapter.sharing == .shared, model.functionsPerPort == nil { report(.notShareable(model, at: at(.key("sharing")))) }
    }
  }

  /// Asserted values fill what the driver leaves open; where both speak and differ, the difference is an error of the manifest or of the hardware.
  private mutating func merge(_ appliance: Declared<Appliance>, into inventory: inout Inventory) {
    let asserted = appliance.spec.inventory
    let isObserved = site.observed?[appliance.name] != nil
    // Of its own, since it is asked while the resolver changes.
    let site = site
    func field(_ path: Locator.Step...) -> SourceRange? {
      site.locator.range(tape: Int(appliance.origin.tape), node: Int(appliance.origin.node), [.key("spec")] + path)
    }
    inventory.model = take(asserted.model, inventory.model, "model of \(appliance.name)", field(.key("model")))
    inventory.transport = take(asserted.transport, inventory.transport, "transport of \(appliance.name)", field(.key("transport")))
    inventory.failureDomain = asserted.failureDomain ?? inventory.failureDomain
    inventory.serverPortCount = take(
      asserted.serverPortCount, inventory.serverPortCount, "number of server ports of \(appliance.name)", field(.key("serverPorts")))
    inventory.hostLink = take(asserted.hostLink, inventory.hostLink, "host link of \(appliance.name)", field(.key("hostLink")))
    inventory.reservedVLANs = inventory.reservedVLANs.map { $0.union(asserted.reservedVLANs ?? VLANSet()) } ?? asserted.reservedVLANs
    if site.unread.contains(appliance.name) { return inventory.assert(asserted.adapters.map(Self.withAllPorts)) }
    guard isObserved, !inventory.adapters.isEmpty else {
      inventory.adapters = asserted.adapters.map(Self.withAllPorts).sorted { $0.slot < $1.slot }
      return
    }
    for (index, adapter) in asserted.adapters.enumerated() {
      func place() -> SourceRange? { field(.key("adapters"), .item(index)) }
      guard let found = inventory.adapters.firstIndex(where: { $0.slot == adapter.slot }) else {
        report(
          .mismatch("slot \(adapter.slot) of \(appliance.name)", "holds a \(adapter.model ?? "card")", "is reported empty", at: place()))
        continue
      }
      merge(adapter, into: &inventory.adapters[found], at: PortAddress(appliance: appliance.name, slot: adapter.slot, port: 0), place)
    }
  }

  private mutating func merge(_ asserted: Adapter, into adapter: inout Adapter, at address: PortAddress, _ place: () -> SourceRange?) {
    let name = "\(address.appliance)/\(asserted.slot)"
    if let wanted = asserted.model, let found = adapter.model,
      (Catalogue.adapter(named: wanted)?.name ?? wanted) != (Catalogue.adapter(named: found)?.name ?? found)
    {
      report(.mismatch("model of adapter \(name)", "is \(wanted)", "is reported as \(found)", at: place()))
    }
    adapter.labels = asserted.labels
    adapter.sharing = asserted.sharing ?? adapter.sharing
    adapter.maintenance = asserted.maintenance ?? adapter.maintenance
    for wanted in asserted.ports {
      guard let index = adapter.ports.firstIndex(where: { $0.number == wanted.number }) else {
        report(.mismatch("port \(name)/\(wanted.number)", "exists", "is not reported", at: place()))
        continue
      }
      var port = adapter.ports[index]
      var subject: String { "\(name)/\(wanted.number)" }
      port.speed = [wanted.speed, port.speed].compactMap { $0 }.min()
      port.mtu = wanted.mtu ?? port.mtu
      port.uplink = take(wanted.uplink, port.uplink, "uplink of \(subject)", place())
      port.physicalNetwork = take(wanted.physicalNetwork, port.physicalNetwork, "physical network of \(subject)", place())
      port.vlans = wanted.vlans ?? port.vlans
      port.vsan = take(wanted.vsan, port.vsan, "VSAN of \(subject)", place())
      port.fabric = take(wanted.fabric, port.fabric, "fabric of \(subject)", place())
      adapter.ports[index] = port
    }
  }

  private mutating func take<Value: Equatable>(
    _ asserted: Value?, _ reported: Value?, _ what: @autoclosure () -> String, _ place: @autoclosure () -> SourceRange?
  ) -> Value? {
    if let asserted, let reported, asserted != reported {
      report(.mismatch(what(), "is \(asserted)", "is reported as \(reported)", at: place()))
    }
    return reported ?? asserted
  }

  /// A card whose ports are not listed has those of its model.
  private static func withAllPorts(_ adapter: Adapter) -> Adapter {
    guard adapter.ports.isEmpty, let model = adapter.catalogued else { return adapter }
    var full = adapter
    full.ports = (1...model.ports).map { Port(number: UInt8($0)) }
    return full
  }
}
