internal import ArgumentParser
internal import Documents
internal import Emulation
internal import EmulatorServer
internal import Files
internal import Foundation
internal import Simulation

/// Plays appliances that are not there.
struct EmulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "emulate", abstract: "Play appliances with a management API, for trying, testing and rehearsing.",
    discussion: """
      Each configuration is one appliance, which keeps what is done to it in that file, and refuses what its hardware could not do. The first \
      one listens at the port that is named, the others at those after it; port 0 takes free ones. Without a certificate it speaks plain HTTP, \
      and only to this machine. With --faults it is slow and busy, loses answers, starts anew and is changed by hand, as --seed says. The API \
      is described in schemas/appliance.openapi.yaml.

      Example:
        weft emulate --config vio-1.xml --config vio-2.xml --listen 127.0.0.1:8443 --tls-cert cert.pem --tls-key key.pem
        weft emulate --config vio-1.xml --listen 127.0.0.1:8080 --faults hostile --seed 7
      """)

  @Option(
    name: .customLong("config"), help: ArgumentHelp("The configuration of an appliance; may be given several times.", valueName: "file"))
  var configurations: [String] = []

  @Option(help: ArgumentHelp("Where the first appliance listens.", valueName: "host:port"))
  var listen = "127.0.0.1:0"

  @Option(help: ArgumentHelp("The server's certificate with those that it is signed by, as PEM.", valueName: "file"))
  var tlsCert: String?

  @Option(help: ArgumentHelp("The certificate's key, as PEM.", valueName: "file"))
  var tlsKey: String?

  @Option(help: ArgumentHelp("Certificates that a client's has to be signed by, as PEM.", valueName: "file"))
  var clientCa: String?

  @Option(help: ArgumentHelp("The environment variable with the token that requests have to bring.", valueName: "name"))
  var tokenEnv: String?

  @Option(help: ArgumentHelp("What goes wrong: none, lossy or hostile.", valueName: "kind"))
  var faults = FaultKind.none

  @Option(help: "Which of all possible courses the faults take.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("How long each request takes on its way there and back, in milliseconds, such as 5 or 5-20.", valueName: "ms"))
  var latency: String?

  enum FaultKind: String, ExpressibleByArgument, CaseIterable { case none, lossy, hostile }

  func validate() throws {
    if configurations.isEmpty { throw ValidationError("name at least one appliance's configuration with --config") }
    if (tlsCert == nil) != (tlsKey == nil) { throw ValidationError("--tls-cert and --tls-key belong together") }
    if clientCa != nil, tlsCert == nil { throw ValidationError("--client-ca needs --tls-cert: clients show certificates over TLS alone") }
    let (host, _) = try address()
    let isLoopback = ["127.0.0.1", "localhost", "::1"].contains(host)
    if tlsCert == nil, !isLoopback {
      throw ValidationError("without --tls-cert it listens only on this machine, such as at 127.0.0.1:8080")
    }
    if tokenEnv == nil, clientCa == nil, !isLoopback {
      throw ValidationError("--token-env or --client-ca says who may come in from other machines")
    }
    _ = try travel()
  }

  private func address() throws -> (host: String, port: Int) {
    guard let colon = listen.lastIndex(of: ":"), let port = Int(listen[listen.index(after: colon)...]), (0...65535).contains(port) else {
      throw ValidationError("'\(listen)' is no address such as 127.0.0.1:8443")
    }
    let host = listen[..<colon].filter { $0 != "[" && $0 != "]" }
    return (host.isEmpty ? "127.0.0.1" : String(host), port)
  }

  private func travel() throws -> ClosedRange<Int64>? {
    guard let latency else { return nil }
    let ends = latency.split(separator: "-").map { Int64($0) }
    guard (1...2).contains(ends.count), let low = ends[0], let high = ends.last ?? nil, 0 <= low, low <= high, high <= 60_000 else {
      throw ValidationError("--latency \(latency) is no time such as 5 or 5-20, up to 60000 milliseconds")
    }
    return low...high
  }

  func run() async throws {
    #if Network
      try await serve()
    #else
      throw Failure(
        .error, id: "unsupported", "this weft was built without its network part", help: "build it without --disable-default-traits")
    #endif
  }

  #if Network
    private func serve() async throws {
      let console = Console()
      let (host, port) = try address()
      let certificate = tlsCert.map {
        EmulatorServer.Certificate(chainFile: $0, keyFile: tlsKey ?? "", clientCAFile: clientCa)
      }
      let scheme = certificate == nil ? "http" : "https"
      let server = EmulatorServer(try appliances(), host: host, firstPort: port, certificate: certificate)
      do {
        try await server.run { name, port in
          console.output("\(name) listens at \(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)\n")
        }
      } catch {
        throw Failure(.error, id: "emulate.failed", "nobody can listen at \(listen): \(error)")
      }
    }

    private func appliances() throws -> [FaultyAppliance] {
      let token = try tokenEnv.map { name in
        guard let token = ProcessInfo.processInfo.environment[name], !token.isEmpty else {
          throw Failure(.error, id: "emulate.token", "the environment variable '\(name)' is not set")
        }
        return token
      }
      var course: Faults =
        switch faults {
        case .none: .none
        case .lossy: .lossy
        case .hostile: .hostile
        }
      course.travel = try travel() ?? (faults == .none ? 0...0 : course.travel)
      let origin = ContinuousClock.now
      return try configurations.map { path in
        do {
          let appliance = try EmulatedAppliance(try readFile(path), path: path, token: token) { Int64(Date().timeIntervalSince1970) }
          return FaultyAppliance(
            appliance, course, seed: seed, pause: { try? await Task.sleep(for: .milliseconds($0)) },
            now: { Int64((ContinuousClock.now - origin) / .milliseconds(1)) })
        } catch let unusable as EmulatedAppliance.Unusable {
          throw Failure(.error, id: "emulate.configuration", "\(path) is no configuration of an appliance: \(unusable)")
        }
      }
    }
  #endif
}
