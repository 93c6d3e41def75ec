internal import Documents
internal import FabricModel
internal import XML

extension UCSReader {
  /// - Parameter parent: nil for root.
  mutating func org(_ element: XMLElement, in parent: Int?, _ dn: String) {
    var org = UCSOrg(name: "", parent: parent)
    read(element, UCSTables.org, into: &org)
    var index = 0
    if let parent {
      guard isName(org.name, of: element) else { return loseChildren(of: element) }
      guard let found = orgIndex(org.name, in: parent, element) else { return }
      index = found
    }
    domain.orgs[index].origin = origin(of: element)
    forEachChild(of: element, dn) { $0.orgPart($1, index, $2) }
  }

  /// As deep as organisations may nest, so that a backup with all that is in them can be read again (`XMLBounds.depth`).
  static let deepestOrganisation = 100

  /// The organisation of that name, made where there is none yet; nil, and told, where it is too deep.
  mutating func orgIndex(_ name: String, in parent: Int, _ element: XMLElement) -> Int? {
    let key = UCSPlacedName(place: parent, name: name)
    if let known = orgs[key] { return known }
    guard depths[parent] < Self.deepestOrganisation else {
      report(.ucsBound("organisations are nested deeper here", Self.deepestOrganisation, at: element.nameRange))
      return nil
    }
    orgs[key] = domain.orgs.count
    depths.append(depths[parent] + 1)
    domain.orgs.append(UCSOrg(name: name, parent: parent))
    return domain.orgs.count - 1
  }

  mutating func orgPart(_ element: XMLElement, _ org: Int, _ dn: String) {
    switch element.name {
    case "orgOrg": self.org(element, in: org, dn)
    case "lsServer": profile(element, org, dn)
    case "macpoolPool": pool(element, org, dn, .mac, UCSTables.macPool)
    case "fcpoolInitiators": pool(element, org, dn, .wwpn, UCSTables.wwnPool)
    case "uuidpoolPool": pool(element, org, dn, .uuid, UCSTables.uuidPool)
    case "ippoolPool": pool(element, org, dn, .ip, UCSTables.macPool)
    case "iqnpoolPool": pool(element, org, dn, .iqn, UCSTables.uuidPool)
    case "epqosDefinition":
      named(element, org, UCSTables.qos, \.qos) { reader, policy in
        reader.container(element, dn, of: "epqosEgress") { $0.read($1, UCSTables.egress, into: &policy) }
      }
    case "lsmaintMaintPolicy": named(element, org, UCSTables.maintenance, \.maintenance) { reader, _ in reader.loseChildren(of: element) }
    case "lsbootPolicy": named(element, org, UCSTables.boot, \.bootPolicies) { $0.bootPolicy(element, dn, into: &$1) }
    case "computePool": named(element, org, UCSTables.serverPool, \.serverPools) { $0.serverPool(element, dn, into: &$1) }
    case "vnicLanConnTempl": named(element, org, UCSTables.vnicTemplate, \.vnicTemplates) { $0.networks(element, dn, into: &$1.networks) }
    case "vnicSanConnTempl": named(element, org, UCSTables.vhbaTemplate, \.vhbaTemplates) { $0.networks(element, dn, into: &$1.networks) }
    case "vnicLanConnPolicy": named(element, org, UCSTables.connectivity, \.lanPolicies) { $0.connectivity(element, dn, into: &$1) }
    case "vnicSanConnPolicy": named(element, org, UCSTables.connectivity, \.sanPolicies) { $0.connectivity(element, dn, into: &$1) }
    default: lose(element)
    }
  }

  /// An object under a name of its own, completed from its children.
  private mutating func named<Object: UCSNamed>(
    _ element: XMLElement, _ org: Int, _ table: AttributeTable<Object>, _ list: WritableKeyPath<UCSDomain, [Object]>,
    _ complete: (inout UCSReader, inout Object) -> Void
  ) {
    var object = Object()
    object.org = org
    object.origin = origin(of: element)
    read(element, table, into: &object)
    complete(&self, &object)
    if isNew(element.name, object.name, org, element) { domain[keyPath: list].append(object) }
  }

  // MARK: Pools

  private mutating func pool(_ element: XMLElement, _ org: Int, _ dn: String, _ kind: UCSPool.Kind, _ table: AttributeTable<UCSPool>) {
    named(element, org, table, \.pools) { reader, pool in
      // WWN pools say in an attribute what they are for.
      if kind != .wwpn || !UCSPool.purposes.contains(where: { $0.kind == pool.kind }) { pool.kind = kind }
      var known: [UCSPool.Block: UCSOrigin] = [:]
      reader.forEachChild(of: element, dn) { reader, child, _ in
        switch child.name {
        case "macpoolBlock", "fcpoolBlock", "uuidpoolBlock", "ippoolBlock", "ippoolIpV6Block":
          reader.block(child, UCSTables.block, into: &pool, &known)
        case "iqnpoolBlock": reader.block(child, UCSTables.iqnBlock, into: &pool, &known)
        // A block's addresses one by one, as some releases write them beside the block.
        case "fcpoolInitiator", "macpoolPooled", "uuidpoolPooled", "ippoolPooled", "iqnpoolPooled": break
        default: reader.lose(child)
        }
      }
    }
  }

  private mutating func block(
    _ element: XMLElement, _ table: AttributeTable<UCSPool.Block>, into pool: inout UCSPool, _ known: inout [UCSPool.Block: UCSOrigin]
  ) {
    var block = UCSPool.Block()
    read(element, table, into: &block)
    loseChildren(of: element)
    if let twin = known[block] {
      report(.ucsDuplicate(path(of: element), at: element.nameRange, first: tape.withElement(at: twin.element) { $0.nameRange }))
    } else if !block.isSound(in: pool) {
      losses.add(element.name, at: element.nameRange)
      report(.ucsBlock(block.from, block.to, path(of: element), at: element.nameRange))
    } else {
      known[block] = origin(of: element)
      block.origin = origin(of: element)
      pool.blocks.append(block)
    }
  }

  // MARK: Policies

  private mutating func serverPool(_ element: XMLElement, _ dn: String, into pool: inout UCSServerPool) {
    forEachChild(of: element, dn) { reader, child, _ in
      func number(_ name: StaticString) -> Int? { child.attribute(name).flatMap { Int(utf8: $0.bytes) } }
      switch child.name {
      case "computePooledSlot":
        guard let chassis = number("chassisId"), let slot = number("slotId") else {
          reader.report(.ucsMissing("chassisId' or no 'slotId", of: child))
          return reader.lose(child)
        }
        pool.members.append("sys/chassis-\(chassis)/blade-\(slot)")
      case "computePooledRackUnit":
        guard let id = number("id") else {
          reader.report(.ucsMissing("id", of: child))
          return reader.lose(child)
        }
        pool.members.append("sys/rack-unit-\(id)")
      default: reader.lose(child)
      }
    }
  }

  private mutating func bootPolicy(_ element: XMLElement, _ dn: String, into policy: inout UCSBootPolicy) {
    forEachChild(of: element, dn) { reader, way, dn in
      let order = way.attribute("order").flatMap { Int($0.string) } ?? 16
      switch way.name {
      case "lsbootLan":
        reader.loseAttributes(of: way, but: ["order"])
        reader.container(way, dn, of: "lsbootLanImagePath") { reader, image in
          policy.devices.append(reader.bootDevice(image, .network, order))
        }
      case "lsbootSan":
        reader.loseAttributes(of: way, but: ["order"])
        reader.forEachChild(of: way, dn) { reader, image, dn in
          guard image.hasName("lsbootSanCatSanImage") else { return reader.lose(image) }
          var targets: [UCSBootPolicy.Target] = []
          reader.container(image, dn, of: "lsbootSanCatSanImagePath") { reader, path in targets.append(reader.target(path)) }
          policy.devices.append(reader.bootDevice(image, .storage(targets.sorted { $0.rank < $1.rank }), order))
        }
      default: reader.lose(way)
      }
    }
    policy.devices.sort { ($0.order, $0.rank) < ($1.order, $1.rank) }
  }

  private mutating func bootDevice(_ element: XMLElement, _ kind: UCSBootPolicy.Device.Kind, _ order: Int) -> UCSBootPolicy.Device {
    loseAttributes(of: element, but: ["type", "vnicName"])
    return UCSBootPolicy.Device(
      kind: kind, vport: element.attribute("vnicName")?.string ?? "", order: order, rank: rank(of: element), origin: origin(of: element))
  }

  private mutating func target(_ element: XMLElement) -> UCSBootPolicy.Target {
    loseAttributes(of: element, but: ["type", "wwn", "lun"])
    func value<Value>(_ name: StaticString, _ read: (UnsafeBufferPointer<UInt8>) -> Value?) -> Value? {
      guard let attribute = element.attribute(name), !attribute.bytes.isEmpty else { return nil }
      let value = read(attribute.bytes)
      if value == nil { lose(value: attribute, of: element) }
      return value
    }
    return UCSBootPolicy.Target(
      wwpn: value("wwn") { WWN(utf8: $0) }, lun: value("lun") { Int(utf8: $0).flatMap { (0...65_535).contains($0) ? $0 : nil } },
      rank: rank(of: element))
  }

  /// The primary path comes before the secondary one.
  private func rank(of element: XMLElement) -> Int { element.attribute("type")?.hasValue("secondary") ?? false ? 1 : 0 }

  private mutating func connectivity(_ element: XMLElement, _ dn: String, into policy: inout UCSConnectivity) {
    forEachChild(of: element, dn) { reader, child, dn in
      switch child.name {
      case "vnicEther": reader.vnic(child, dn, into: &policy.vnics)
      case "vnicFc": reader.vhba(child, dn, into: &policy.vhbas)
      case "vnicFcNode": policy.node = reader.node(child)
      default: reader.lose(child)
      }
    }
  }
}
