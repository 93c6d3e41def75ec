/// Paths as URI references (RFC 3986).
enum ArtifactURI {
  /// The path relative to the folder of the run where it lies below it, percent-encoded; else an absolute `file:` URI.
  ///
  /// - Parameter folder: the folder of the run, absolute; nil leaves absolute paths absolute.
  static func reference(_ path: String, from folder: String?) -> String {
    guard path.utf8.first == UInt8(ascii: "/") else { return encoded(segments(path)) }
    let parts = segments(path)
    if let base = folder.map(segments), parts.count > base.count, parts.starts(with: base) {
      return encoded(Array(parts[base.count...]))
    }
    return "file:///" + encoded(parts)
  }

  static func isRelative(_ reference: String) -> Bool { !reference.hasPrefix("file:") }

  /// `..` stays: behind a symbolic link it does not undo the name before it.
  private static func segments(_ path: String) -> [Substring] {
    path.split(separator: "/").filter { $0 != "." }
  }

  private static func encoded(_ segments: [Substring]) -> String {
    segments.map { $0.utf8.reduce(into: "") { $0 += encoded($1) } }.joined(separator: "/")
  }

  /// A colon is encoded too: in a first segment it would end a scheme.
  private static func encoded(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      String(Unicode.Scalar(byte))
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): String(Unicode.Scalar(byte))
    default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
  }
}
