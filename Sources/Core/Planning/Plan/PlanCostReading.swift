internal import FabricModel

// Reads what a plan file says of what the plan costs servers, ports and other teams.

struct CapacityWire: Decodable {
  let port: String
  let speedBps: Int64?
  let reservableBps: Int64?
  let guaranteedBeforeBps: Int64
  let guaranteedAfterBps: Int64
  let functionLimit: Int?
  let functionsBefore: Int
  let functionsAfter: Int

  func capacity() throws -> PortCapacity {
    guard let port = PortAddress(port) else { throw PlanReadError.malformed("port '\(port)'") }
    return PortCapacity(
      port: port, speed: speedBps.map { Bitrate(bitsPerSecond: $0) }, reservable: reservableBps.map { Bitrate(bitsPerSecond: $0) },
      guaranteed: (Bitrate(bitsPerSecond: guaranteedBeforeBps), Bitrate(bitsPerSecond: guaranteedAfterBps)),
      functionLimit: functionLimit, functions: (functionsBefore, functionsAfter))
  }
}

struct ExternalWire: Decodable {
  let id: String
  let kind: String
  let text: String
  let task: String
  let object: String
  let precedes: [String]
  let succeeds: [String]

  func work() throws -> ExternalWork {
    guard let kind = ExternalWork.Kind(rawValue: kind) else { throw PlanReadError.malformed("external work '\(kind)'") }
    let work = ExternalWork(id: id, kind: kind, task: task, object: object, precedes: precedes, succeeds: succeeds)
    guard work.text == text else { throw PlanReadError.malformed("external work '\(id)' says two things") }
    return work
  }
}

struct PoolWire: Decodable {
  let pool: String
  let ports: Int
  let reservableBps: Int64?
  let guaranteedBeforeBps: Int64
  let guaranteedAfterBps: Int64
  let functionLimit: Int?
  let functionsBefore: Int
  let functionsAfter: Int

  var capacity: PoolCapacity {
    PoolCapacity(
      pool: pool, ports: ports, reservable: reservableBps.map { Bitrate(bitsPerSecond: $0) },
      guaranteed: (Bitrate(bitsPerSecond: guaranteedBeforeBps), Bitrate(bitsPerSecond: guaranteedAfterBps)),
      functionLimit: functionLimit, functions: (functionsBefore, functionsAfter))
  }
}
