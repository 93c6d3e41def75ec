#if Network
  package import ApplianceAPI
  internal import AsyncHTTPClient
  internal import NIOCore
  internal import NIOHTTP1
  internal import NIOPosix
  internal import NIOSSL
  internal import Synchronization

  /// Requests to one appliance over HTTPS; appliances with the same certificates share their connections' pool.
  package struct HTTPTransport: APITransport {
    private let endpoint: APIEndpoint
    private let client: HTTPClient

    init(_ endpoint: APIEndpoint, _ client: HTTPClient) {
      self.endpoint = endpoint
      self.client = client
    }

    package func send(_ request: APIRequest) async throws(APITransportError) -> APIResponse {
      var outgoing = HTTPClientRequest(url: endpoint.url + request.encodedPath)
      outgoing.method = HTTPMethod(rawValue: request.method.rawValue)
      for (name, value) in request.headers.fields { outgoing.headers.add(name: name, value: value) }
      if case .token(let token)? = endpoint.credentials {
        outgoing.headers.replaceOrAdd(name: APIHeader.authorization, value: "Bearer \(token)")
      }
      if request.method != .get { outgoing.body = .bytes(ByteBuffer(bytes: request.body)) }
      do {
        // The deadline holds for the whole answer: one that drips does not go on for ever.
        let response = try await client.execute(outgoing, timeout: .seconds(endpoint.timeoutSeconds))
        var body = try await response.body.collect(upTo: APIEndpoint.mostBytes)
        var headers = APIHeaders()
        for (name, value) in response.headers { headers[name] = value }
        return APIResponse(Int(response.status.code), headers: headers, body: body.readBytes(length: body.readableBytes) ?? [])
      } catch {
        throw APITransportError(error, endpoint)
      }
    }
  }

  /// The clients of a process, one for each set of certificates.
  package final class HTTPClients: Sendable {
    /// Those of this process; they live as long as it does.
    package static let shared = HTTPClients()

    /// Connections to one appliance, at most.
    package static let connectionsPerAppliance = 2

    private struct Key: Hashable {
      let caFile: String?
      let certificate: String?
    }

    private let clients = Mutex<[Key: HTTPClient]>([:])

    package func transport(to endpoint: APIEndpoint) throws(APITransportError) -> any APITransport {
      var certificate: String?
      if case .certificate(let text)? = endpoint.credentials { certificate = text }
      let key = Key(caFile: endpoint.caFile, certificate: certificate)
      if let client = clients.withLock({ $0[key] }) { return HTTPTransport(endpoint, client) }
      let client = HTTPClient(configuration: try Self.configuration(key.caFile, certificate))
      clients.withLock { $0[key] = client }
      return HTTPTransport(endpoint, client)
    }

    private static func configuration(_ caFile: String?, _ certificate: String?) throws(APITransportError) -> HTTPClient.Configuration {
      var configuration = HTTPClient.Configuration()
      configuration.tlsConfiguration = try tls(caFile, certificate)
      configuration.redirectConfiguration = .disallow
      configuration.timeout.connect = .seconds(10)
      configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connectionsPerAppliance
      configuration.httpVersion = .http1Only
      return configuration
    }

    private static func tls(_ caFile: String?, _ certificate: String?) throws(APITransportError) -> TLSConfiguration {
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.minimumTLSVersion = .tlsv12
      do {
        if let caFile { tls.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMFile(caFile))] }
      } catch {
        throw APITransportError(.refused, "'\(caFile ?? "")' holds no certificates")
      }
      guard let certificate else { return tls }
      do {
        let bytes = Array(certificate.utf8)
        tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(bytes).map { .certificate($0) }
        tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: bytes, format: .pem))
      } catch {
        throw APITransportError(.refused, "the client certificate is not to be used: it takes PEM of a certificate and its key")
      }
      return tls
    }
  }

  extension APITransportError {
    fileprivate init(_ error: any Error, _ endpoint: APIEndpoint) {
      switch error {
      case let error as HTTPClientError: self.init(client: error, endpoint)
      case is NIOConnectionError: self.init(.unreachable, "nobody answers at \(endpoint.url)")
      case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: self.init(.refused, "no trusted connection: \(Self.words(tls: error))")
      case is NIOTooManyBytesError: self.init(.garbled, "the answer is longer than \(APIEndpoint.mostBytes >> 20) MiB")
      case is HTTPParserError: self.init(.garbled, "the answer is no HTTP: \(error)")
      default: self.init(.lost, "the connection broke: \(error)")
      }
    }

    /// The libraries' own words name their source files.
    private static func words(tls error: any Error) -> String {
      let text = "\(error)"
      if text.contains("CERTIFICATE_VERIFY_FAILED") {
        return "its certificate has run out, or is signed by nobody who is trusted here ('caFile' names more of them)"
      }
      if error is NIOSSLExtraError { return "its certificate is of another name" }
      if text.contains("WRONG_VERSION_NUMBER") { return "it does not speak TLS" }
      if text.contains("ALERT_CERTIFICATE_REQUIRED") || text.contains("BAD_CERTIFICATE") { return "it wants a client certificate" }
      return "the TLS handshake failed"
    }

    private init(client error: HTTPClientError, _ endpoint: APIEndpoint) {
      switch error {
      case .connectTimeout: self.init(.unreachable, "nobody answers at \(endpoint.url)")
      case .tlsHandshakeTimeout: self.init(.refused, "no trusted connection: \(error)")
      case .invalidURL, .emptyHost, .emptyScheme: self.init(.refused, "'\(endpoint.url)' is no address of an appliance")
      case .deadlineExceeded, .readTimeout, .cancelled: self.init(.lost, "no whole answer within \(endpoint.timeoutSeconds) s")
      default: self.init(.lost, "the connection broke: \(error)")
      }
    }
  }
#endif
