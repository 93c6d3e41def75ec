internal import Documents
package import FabricModel

/// In plans a driver is its URL, or an object where there is more to say; secrets are in neither.
extension DriverReference: Decodable {
  private enum Key: CodingKey { case url, env, file, caFile, timeoutSeconds }

  func write(_ json: inout JSONWriter) {
    if self == DriverReference(url: url) { return json.string(url) }
    json.object { json in
      json.member("url", url)
      json.member("env", credentials?.variable)
      json.member("file", credentials?.file)
      json.member("caFile", caFile)
      json.member("timeoutSeconds", timeout.map { Int($0.seconds) })
    }
  }

  package init(from decoder: any Decoder) throws {
    if let url = try? decoder.singleValueContainer().decode(String.self) {
      self.init(url: url)
      return
    }
    let container = try decoder.container(keyedBy: Key.self)
    self.init(url: try container.decode(String.self, forKey: .url))
    var source = Credentials()
    source.variable = try container.decodeIfPresent(String.self, forKey: .env)
    source.file = try container.decodeIfPresent(String.self, forKey: .file)
    if source != Credentials() { credentials = source }
    caFile = try container.decodeIfPresent(String.self, forKey: .caFile)
    timeout = try container.decodeIfPresent(Int64.self, forKey: .timeoutSeconds).map { Interval(seconds: $0) }
  }
}
