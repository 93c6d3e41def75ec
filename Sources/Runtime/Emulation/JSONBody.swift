internal import ApplianceAPI
internal import Documents
internal import FabricModel
internal import FoundationEssentials

/// The JSON bodies of requests and answers.
enum JSONBody {
  static func read<Body: Decodable>(_ bytes: [UInt8]) throws(APIProblem) -> Body {
    do {
      return try JSONDecoder().decode(Body.self, from: Data(bytes))
    } catch let error as RecordError {
      throw .invalid(error.description)
    } catch {
      throw .invalid("the body is not as the API's description says")
    }
  }

  static func record(_ record: Record) -> [UInt8] { write { record.write(&$0) } }

  static func list(_ records: [Record]) -> [UInt8] { write { json in items(&json, records) { $1.write(&$0) } } }

  static func bindings(_ vports: [VPortRecord]) -> [UInt8] { write { json in items(&json, vports, binding) } }

  static func binding(_ vport: VPortRecord) -> [UInt8] { write { binding(&$0, vport) } }

  private static func items<Item>(_ json: inout JSONWriter, _ items: [Item], _ body: (inout JSONWriter, Item) -> Void) {
    json.object { json in
      json.key("items")
      json.array(items, body)
    }
  }

  private static func binding(_ json: inout JSONWriter, _ vport: VPortRecord) {
    json.object { json in
      json.key("profile")
      json.string(vport.profile)
      json.key("vport")
      json.string(vport.name)
      json.key("kind")
      json.string(vport.kind.rawValue)
      json.key("port")
      json.optional(vport.slotPort) { $0.string($1.description) }
      json.key("server")
      json.optional(vport.server.flatMap { $0.isEmpty ? nil : $0 }) { $0.string($1) }
    }
  }

  static func lease(_ lease: APILease) -> [UInt8] {
    write { json in
      json.object { json in
        json.key("token")
        json.integer(lease.token)
        json.key("holder")
        json.string(lease.holder)
        json.key("expiresAt")
        json.integer(lease.expiresAt)
      }
    }
  }

  static func receipt(_ receipt: APIReceipt) -> [UInt8] {
    write { json in
      json.object { json in
        json.key("key")
        json.string(receipt.key)
        json.key("status")
        json.integer(receipt.status)
        json.key("revision")
        json.string(receipt.revision)
      }
    }
  }

  static func health(_ health: APIHealth) -> [UInt8] {
    write { json in
      json.object { json in
        for (key, value) in [("name", health.name), ("model", health.model), ("software", health.software), ("status", health.status)] {
          json.key(key)
          json.string(value)
        }
        json.key("uptimeSeconds")
        json.integer(health.uptimeSeconds)
        json.key("ports")
        json.array(health.ports) { json, port in
          json.object { json in
            json.key("port")
            json.string(port.port)
            json.key("linkUp")
            json.bool(port.linkUp)
            json.key("receivedBytes")
            json.integer(port.receivedBytes)
            json.key("sentBytes")
            json.integer(port.sentBytes)
          }
        }
      }
    }
  }

  private static func write(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter()
    body(&json)
    return json.bytes
  }
}

extension APIResponse {
  static func json(_ body: [UInt8], status: Int = 200, tag: Configuration? = nil) -> APIResponse {
    var headers: APIHeaders = [APIHeader.contentType: "application/json"]
    headers[APIHeader.entityTag] = tag?.entityTag
    return APIResponse(status, headers: headers, body: body)
  }

  init(_ problem: APIProblem) {
    var headers: APIHeaders = [APIHeader.contentType: APIProblem.contentType]
    if problem.status == 401 { headers["WWW-Authenticate"] = "Bearer" }
    self.init(problem.status, headers: headers, body: problem.json)
  }
}
