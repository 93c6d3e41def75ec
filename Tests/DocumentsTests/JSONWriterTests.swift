import Documents
import Testing

@Suite("Writing JSON")
struct JSONWriterTests {
  /// A text of more than 64 KiB, so that it is digested in several pieces.
  private static func write(_ json: inout JSONWriter) {
    json.array { json in
      for number in 0..<4_000 {
        json.object { json in
          json.key("number")
          json.integer(number)
          json.key("empty")
          json.array { _ in }
        }
      }
    }
  }

  @Test func aWriterThatDigestsHasTheDigestOfTheText() {
    var text = JSONWriter()
    Self.write(&text)
    var digesting = JSONWriter.digesting
    Self.write(&digesting)
    #expect(text.bytes.count > 1 << 16)
    #expect(digesting.bytes.count < 1 << 16)
    #expect(digesting.sha256() == Digest.sha256(text.bytes))
  }

  @Test(arguments: [0, 7, -7, 10, 1_000_000_007, .max, .min] as [Int64]) func aNumberIsItsDigits(number: Int64) {
    var json = JSONWriter()
    json.integer(number)
    #expect(json.text == String(number))
  }

  @Test func eachMemberOfAPrettyTextHasALineOfItsOwn() {
    var json = JSONWriter(pretty: true)
    json.object { json in
      json.key("list: ")
      json.array { json in
        json.bool(true)
        json.object { _ in }
      }
      json.key("none")
      json.null()
    }
    #expect(json.text == "{\n  \"list: \": [\n    true,\n    {}\n  ],\n  \"none\": null\n}")
  }

  @Test(arguments: ["\"", "\\", "\n", "\u{1}", "\u{7F}", "\u{9F}"]) func whatIsNotPlainIsEscapedWhereverItStands(character: String) {
    let escaped = ["\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\u{1}": "\\u0001", "\u{7F}": "\\u007f", "\u{9F}": "\\u009f"]
    for text in [character, "before \(character)", "\(character) after", "in the midst \(character) of it"] {
      var json = JSONWriter()
      json.string(text)
      #expect(
        json.text == "\"\(text.split(separator: character, omittingEmptySubsequences: false).joined(separator: escaped[character] ?? ""))\""
      )
    }
  }
}
