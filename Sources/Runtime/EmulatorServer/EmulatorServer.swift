#if Network
  internal import ApplianceAPI
  package import Emulation
  internal import Foundation
  internal import HTTPTypes
  internal import Hummingbird
  internal import HummingbirdCore
  internal import HummingbirdTLS
  internal import Logging
  internal import NIOCore
  internal import NIOSSL

  /// Emulated appliances behind HTTPS, each at a port of its own.
  package struct EmulatorServer: Sendable {
    /// The certificate of all of them, as PEM files.
    package struct Certificate: Sendable {
      package let chainFile: String
      package let keyFile: String
      /// Certificates that clients have to be signed by; nil asks for none.
      package let clientCAFile: String?

      package init(chainFile: String, keyFile: String, clientCAFile: String?) {
        self.chainFile = chainFile
        self.keyFile = keyFile
        self.clientCAFile = clientCAFile
      }
    }

    private let appliances: [FaultyAppliance]
    private let host: String
    private let firstPort: Int
    private let certificate: Certificate?

    /// - Parameters:
    ///   - firstPort: of the first appliance; the others follow. 0 takes free ones.
    ///   - certificate: nil speaks plain HTTP, which only the machine itself should hear.
    package init(_ appliances: [FaultyAppliance], host: String, firstPort: Int, certificate: Certificate?) {
      self.appliances = appliances
      self.host = host
      self.firstPort = firstPort
      self.certificate = certificate
    }

    /// Serves until the task is cancelled or the process is asked to end.
    ///
    /// - Parameter isReady: is told of each appliance and its port as soon as it answers.
    package func run(isReady: @escaping @Sendable (_ appliance: String, _ port: Int) -> Void) async throws {
      let server = try builder()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, appliance) in appliances.enumerated() {
          let port = firstPort == 0 ? 0 : firstPort + index
          let application = Application(
            responder: CallbackResponder { request, context in try await Self.answer(request, context, appliance) },
            server: server,
            configuration: .init(address: .hostname(host, port: port)),
            onServerRunning: { channel in isReady(appliance.appliance.name, channel.localAddress?.port ?? port) },
            logger: Self.silent)
          group.addTask { try await application.run() }
        }
        try await group.waitForAll()
      }
    }

    private static let silent = {
      var logger = Logger(label: "weft.emulator")
      logger.logLevel = .critical
      return logger
    }()

    private func builder() throws -> HTTPServerBuilder {
      guard let certificate else { return .http1() }
      var tls = TLSConfiguration.makeServerConfiguration(
        certificateChain: try NIOSSLCertificate.fromPEMFile(certificate.chainFile).map { .certificate($0) },
        privateKey: .privateKey(try NIOSSLPrivateKey(file: certificate.keyFile, format: .pem)))
      tls.minimumTLSVersion = .tlsv12
      if let clients = certificate.clientCAFile {
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(clients))
        tls.certificateVerification = .noHostnameVerification
      }
      return try .tls(.http1(), tlsConfiguration: tls)
    }

    private static func answer(_ request: Request, _ context: EmulatorContext, _ appliance: FaultyAppliance) async throws -> Response {
      var headers = APIHeaders()
      for field in request.headers { headers[field.name.canonicalName] = field.value }
      let method = APIRequest.Method(rawValue: request.method.rawValue) ?? .other
      let path = request.uri.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
        $0.removingPercentEncoding ?? ""
      }
      var incoming = APIRequest(method, path, headers: headers)
      if incoming.path == ["v1", "events"], headers["Accept"]?.contains("text/event-stream") == true {
        return await events(incoming, appliance)
      }
      let body: ByteBuffer
      do {
        body = try await request.body.collect(upTo: EmulatedAppliance.mostBytes)
      } catch is NIOTooManyBytesError {
        return Response(status: .contentTooLarge)
      }
      incoming.body = Array(body.readableBytesView)
      switch await appliance.answer(incoming) {
      case .response(let response): return Response(response)
      case .nothing:
        try? await context.channel.close()
        return Response(status: .serviceUnavailable)
      }
    }

    /// One event a configuration, beginning with the one that is.
    private static func events(_ request: APIRequest, _ appliance: FaultyAppliance) async -> Response {
      var probe = request
      probe.path = ["v1", "health"]
      let allowed = appliance.appliance.answer(probe)
      guard allowed.isSuccess else { return Response(allowed) }
      let revisions = appliance.appliance.revisions()
      return Response(
        status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
        body: ResponseBody { writer in
          for await revision in revisions {
            let name = revision.filter { $0 != "\"" }
            try await writer.write(ByteBuffer(string: "event: revision\ndata: {\"revision\":\"\(name)\"}\n\n"))
          }
          try await writer.finish(nil)
        })
    }
  }

  /// Knows the connection, which some faults break.
  private struct EmulatorContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
      coreContext = .init(source: source)
      channel = source.channel
    }
  }

  extension Response {
    fileprivate init(_ response: APIResponse) {
      var headers = HTTPFields()
      for (name, value) in response.headers.fields { if let name = HTTPField.Name(name) { headers[name] = value } }
      self.init(
        status: .init(code: response.status), headers: headers,
        body: response.body.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(bytes: response.body)))
    }
  }
#endif
