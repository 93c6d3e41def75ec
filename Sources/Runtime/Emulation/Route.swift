internal import ApplianceAPI
internal import FabricModel

/// What a path of the API names.
enum Route: Hashable, Sendable {
  enum Collection: Hashable, Sendable {
    case networks, vsans, profiles, bindings
    case vports(profile: String)
  }

  case health
  case configuration
  case events
  case lease
  /// What became of a request.
  case receipt(key: String)
  case batches
  case collection(Collection)
  case object(ObjectAddress)
  /// On which port a v-port is.
  case binding(VPortAddress)

  init?(_ path: [String]) {
    guard path.first == "v1", !path.contains("") else { return nil }
    let rest = Array(path.dropFirst())
    switch (rest.first, rest.count) {
    case ("health", 1): self = .health
    case ("config", 1): self = .configuration
    case ("events", 1): self = .events
    case ("lease", 1): self = .lease
    case ("batches", 1): self = .batches
    case ("requests", 2...): self = .receipt(key: rest.dropFirst().joined(separator: "/"))
    case ("networks", 1): self = .collection(.networks)
    case ("networks", 2): self = .object(.network(rest[1]))
    case ("vsans", 1): self = .collection(.vsans)
    case ("vsans", 2): self = .object(.vsan(rest[1]))
    case ("profiles", 1): self = .collection(.profiles)
    case ("profiles", 2): self = .object(.profile(rest[1]))
    case ("profiles", 3) where rest[2] == "vports": self = .collection(.vports(profile: rest[1]))
    case ("profiles", 4) where rest[2] == "vports": self = .object(.vport(VPortAddress(profile: rest[1], name: rest[3])))
    case ("bindings", 1): self = .collection(.bindings)
    case ("bindings", 3): self = .binding(VPortAddress(profile: rest[1], name: rest[2]))
    case ("adapters", 2):
      guard let slot = UInt8(rest[1]) else { return nil }
      self = .object(.adapter(slot))
    case ("adapters", 4) where rest[2] == "ports":
      guard let port = SlotPort("\(rest[1])/\(rest[3])") else { return nil }
      self = .object(.port(port))
    default: return nil
    }
  }

  var methods: [APIRequest.Method] {
    switch self {
    case .health, .events, .receipt, .collection: [.get]
    case .configuration: [.get, .put]
    case .lease: [.get, .post, .put, .delete]
    case .batches: [.post]
    case .object(.adapter), .object(.port): [.get, .put]
    case .object, .binding: [.get, .put, .delete]
    }
  }
}
