internal import CLibMD

/// SHA-256 of bytes that arrive in pieces (libmd).
package struct Digest: Sendable {
  private var context = SHA2_CTX()

  package init() { SHA256Init(&context) }

  package mutating func update(_ bytes: [UInt8]) {
    SHA256Update(&context, bytes, bytes.count)
  }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    SHA256Update(&context, bytes.baseAddress, bytes.count)
  }

  /// 64 lower-case hexadecimal digits.
  package consuming func hexadecimal() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    SHA256Final(&digest, &context)
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  package static func sha256(_ bytes: [UInt8]) -> String {
    var digest = Digest()
    digest.update(bytes)
    return digest.hexadecimal()
  }
}
