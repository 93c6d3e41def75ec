extension YAMLCase {
  /// Line ends, byte order marks, characters that are not allowed, and what is not UTF-8.
  static let characters: [YAMLCase] = [
    .reads("line ends of Windows", "a: b\r\nc: d\r\n", "{<a>: <b>, <c>: <d>}"),
    .reads("line ends of old Macs", "a: b\rc: d\r", "{<a>: <b>, <c>: <d>}"),
    .reads("mixed line ends", "a: b\r\nc: d\ne: f\rg: h", "{<a>: <b>, <c>: <d>, <e>: <f>, <g>: <h>}"),
    .reads("a literal with line ends of old Macs", "a: |\r  b\r  c\r", #"{<a>: "b\nc\n"}"#),
    .reads("the next-line character ends a line", "a: b\u{85}c: d\n", "{<a>: <b>, <c>: <d>}"),
    .reads("a byte order mark", "\u{FEFF}a: b\n", "{<a>: <b>}"),
    .reads("a byte order mark alone", "\u{FEFF}", ""),
    .reads("a byte order mark before a comment", "\u{FEFF}# a\nb\n", "<b>"),
    .reads("a byte order mark before a marker", "\u{FEFF}---\na\n", "<a>"),
    .reads("a hard blank is text", "a: b\u{A0}c\n", #"{<a>: <b\u{a0}c>}"#),
    .reads("characters beyond the basic plane", "🦊: '𝒳'\n", #"{<🦊>: "𝒳"}"#),
    .reads("combining marks stay as they are", "a: e\u{301}\n", "{<a>: <e\u{301}>}"),
    .reads("characters for private use", "a: \u{E000}\n", "{<a>: <\u{E000}>}"),
    .reads("blanks of other scripts are text", "a: b\u{3000}c\n", "{<a>: <b\u{3000}c>}"),
    .reads("the replacement character is a character", "a: \u{FFFD}\n", "{<a>: <\u{FFFD}>}"),
    .reads("letters of two bytes before a quote", "ä: 'ö'\n", #"{<ä>: "ö"}"#),
    .refuses("a null character", "a: b\0c\n", at: "1:5", id: "yaml.controlCharacter"),
    .refuses("a bell", "a: \u{7}\n", at: "1:4", id: "yaml.controlCharacter"),
    .refuses("an escape character", "a: '\u{1B}[31m'\n", at: "1:5", id: "yaml.controlCharacter"),
    .refuses("a form feed", "a: b\n\u{C}c: d\n", at: "2:1", id: "yaml.controlCharacter"),
    .refuses("a delete character", "a: \u{7F}\n", at: "1:4", id: "yaml.controlCharacter"),
    .refuses("a control character of the second block", "a: \u{9F}\n", at: "1:4", id: "yaml.controlCharacter"),
    .refuses("a control character in a comment", "a: b # \u{1}\n", at: "1:8", id: "yaml.controlCharacter"),
    .refuses("a character that is none", "a: \u{FFFE}\n", at: "1:4", id: "yaml.controlCharacter"),
    .refuses("a byte that begins nothing", bytes: Array("a: ".utf8) + [0xFF, 0x0A], at: "1:4", id: "yaml.encoding"),
    .refuses("a byte that follows nothing", bytes: Array("a: ".utf8) + [0x80, 0x0A], at: "1:4", id: "yaml.encoding"),
    .refuses("a character cut off by the end", bytes: Array("a: ".utf8) + [0xC3], at: "1:4", id: "yaml.encoding"),
    .refuses("a character cut off by a letter", bytes: Array("a: ".utf8) + [0xE6, 0x97, 0x61], at: "1:5", id: "yaml.encoding"),
    .refuses("a slash in two bytes", bytes: Array("a: ".utf8) + [0xC0, 0xAF], at: "1:4", id: "yaml.encoding"),
    .refuses("half a surrogate pair", bytes: Array("a: ".utf8) + [0xED, 0xA0, 0x80], at: "1:4", id: "yaml.encoding"),
    .refuses("a character beyond Unicode", bytes: Array("a: ".utf8) + [0xF4, 0x90, 0x80, 0x80], at: "1:4", id: "yaml.encoding"),
    .refuses("Latin-1", bytes: [0x67, 0x72, 0xF6, 0xDF, 0x65, 0x3A, 0x20, 0x31], at: "1:4", id: "yaml.encoding"),
    .refuses("a bad byte in a comment", bytes: Array("a: b # ".utf8) + [0xFE, 0x0A], at: "1:8", id: "yaml.encoding"),
    .declinesBytes("UTF-16, low byte first", [0xFF, 0xFE, 0x61, 0x00]),
    .declinesBytes("UTF-16, high byte first", [0xFE, 0xFF, 0x00, 0x61]),
    .declinesBytes("UTF-32", [0xFF, 0xFE, 0x00, 0x00, 0x61, 0x00, 0x00, 0x00]),
  ]

  private static func declinesBytes(_ name: String, _ bytes: [UInt8]) -> YAMLCase {
    YAMLCase(
      name: name, bytes: bytes, outcome: .refusal(id: "yaml.encoding", at: "1:1"), deviation: "manifests are UTF-8 and nothing else")
  }
}
