import Documents
import Testing

@Test(
  "A text index agrees with counting from the start, at every offset", arguments: ["", "a", "\n", "a\r\nb\n\nc", "\u{FEFF}é\n日本: x\r\n🦊\n"])
func textIndexAgrees(text: String) {
  for repeated in [text, String(repeating: text, count: 2_000 / max(text.utf8.count, 1))] {
    let file = SourceFile(path: "", bytes: Array(repeated.utf8))
    let index = TextIndex(file)
    for offset in stride(from: 0, through: file.bytes.count + 1, by: 1) {
      #expect(index.position(at: offset) == file.position(at: offset))
    }
  }
}

@Test("A text is ASCII only if all of its bytes are", arguments: 0..<20)
func asciiIsSeenAnywhere(position: Int) {
  var bytes = [UInt8](repeating: 0x61, count: 20)
  #expect(SourceFile(path: "", bytes: bytes).isASCII)
  bytes[position] = 0x80
  #expect(!SourceFile(path: "", bytes: bytes).isASCII)
}
