internal import ApplianceAPI
internal import FabricModel

/// What requests ask for, as changes of objects.
enum Changes {
  static func asked(_ request: APIRequest, _ route: Route, _ state: ApplianceState) throws(APIProblem) -> [RecordChange] {
    switch route {
    case .batches:
      let batch: APIBatch = try JSONBody.read(request.body)
      guard batch.changes.count <= APIBatch.mostChanges else {
        throw .invalid("\(batch.changes.count) changes, and a batch has \(APIBatch.mostChanges) at most")
      }
      return batch.changes
    case .object(let address): return try [change(of: address, request, state)]
    case .binding(let vport): return try [binding(of: vport, request, state)]
    default: throw .notFound("/" + request.path.joined(separator: "/"))
    }
  }

  private static func change(of address: ObjectAddress, _ request: APIRequest, _ state: ApplianceState) throws(APIProblem) -> RecordChange {
    let before = state.record(at: address)
    guard request.method == .put else {
      guard let before else { throw .notFound("\(address)") }
      return RecordChange(before: before, after: nil)
    }
    let after: Record = try JSONBody.read(request.body)
    guard after.address == address else { throw .invalid("the body is of \(after.address), and the path of \(address)") }
    return RecordChange(before: before, after: after)
  }

  private static func binding(of address: VPortAddress, _ request: APIRequest, _ state: ApplianceState) throws(APIProblem) -> RecordChange {
    guard case .vport(let vport)? = state.record(at: .vport(address)) else { throw .notFound("\(address)") }
    var next = vport
    next.slotPort = nil
    if request.method == .put {
      let body: Binding = try JSONBody.read(request.body)
      guard let port = SlotPort(body.port) else { throw .invalid("'\(body.port)' is no port such as 1/2") }
      next.slotPort = port
    } else {
      next.portField = SlotPort.none
    }
    return RecordChange(before: .vport(vport), after: .vport(next))
  }

  private struct Binding: Decodable {
    let port: String
  }
}
