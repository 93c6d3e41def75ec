internal import FabricModel

/// A value for each address. There are as many as v-ports, so the plain numbers of each universe are the keys.
struct IdentityTable<Value: Sendable>: Sendable {
  private var macs: [UInt64: Value] = [:]
  private var wwns: [UInt64: Value] = [:]
  private var uuids: [UniqueID: Value] = [:]

  mutating func reserveCapacity(macs: Int, wwns: Int) {
    self.macs.reserveCapacity(macs)
    self.wwns.reserveCapacity(wwns)
  }

  subscript(identity: Identity) -> Value? {
    get {
      switch identity {
      case .mac(let address): macs[address.rawValue]
      case .wwn(let name): wwns[name.rawValue]
      case .uuid(let id): uuids[id]
      }
    }
    set {
      switch identity {
      case .mac(let address): macs[address.rawValue] = newValue
      case .wwn(let name): wwns[name.rawValue] = newValue
      case .uuid(let id): uuids[id] = newValue
      }
    }
  }
}
