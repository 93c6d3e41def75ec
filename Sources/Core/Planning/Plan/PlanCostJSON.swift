internal import Documents
internal import FabricModel

// What a plan costs servers, ports and other teams, as JSON.

extension ServerCost {
  func write(_ json: inout JSONWriter) {
    json.object { json in
      json.member("server", server)
      json.member("impact", impact.rawValue)
      json.member("steps", steps)
      json.list("groups", groups) { $1.write(&$0) }
    }
  }
}

extension ServerCost.Paths {
  func write(_ json: inout JSONWriter) {
    json.object { json in
      json.member("profile", profile)
      json.member("name", name)
      json.member("before", before)
      json.member("lowest", lowest)
      json.member("after", after)
      json.member("minAvailable", minAvailable)
    }
  }
}

extension PortCapacity {
  func write(_ json: inout JSONWriter) {
    json.object { json in
      json.member("port", port.description)
      json.member("speedBps", speed.map { Int($0.bitsPerSecond) })
      json.member("reservableBps", reservable.map { Int($0.bitsPerSecond) })
      json.member("guaranteedBeforeBps", Int(guaranteedBefore.bitsPerSecond))
      json.member("guaranteedAfterBps", Int(guaranteedAfter.bitsPerSecond))
      json.member("functionLimit", functionLimit)
      json.member("functionsBefore", functionsBefore)
      json.member("functionsAfter", functionsAfter)
    }
  }
}

extension ExternalWork {
  func write(_ json: inout JSONWriter) {
    json.object { json in
      json.member("id", id)
      json.member("kind", kind.rawValue)
      json.member("text", text)
      json.member("task", task)
      json.member("object", object)
      json.list("precedes", precedes) { $0.string($1) }
      json.list("succeeds", succeeds) { $0.string($1) }
    }
  }
}

extension PoolCapacity {
  func write(_ json: inout JSONWriter) {
    json.object { json in
      json.member("pool", pool)
      json.member("ports", ports)
      json.member("reservableBps", reservable.map { Int($0.bitsPerSecond) })
      json.member("guaranteedBeforeBps", Int(guaranteedBefore.bitsPerSecond))
      json.member("guaranteedAfterBps", Int(guaranteedAfter.bitsPerSecond))
      json.member("functionLimit", functionLimit)
      json.member("functionsBefore", functionsBefore)
      json.member("functionsAfter", functionsAfter)
    }
  }
}
