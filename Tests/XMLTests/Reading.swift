import Documents
import Testing

@testable import XML

/// A text as it is read in the tests.
func read(_ text: String, bounds: XMLBounds = .standard) -> (tape: XMLTape?, diagnostics: [Diagnostic]) {
  read(Array(text.utf8), bounds: bounds)
}

func read(_ bytes: [UInt8], bounds: XMLBounds = .standard) -> (tape: XMLTape?, diagnostics: [Diagnostic]) {
  XMLReader.read(SourceFile(path: "test.xml", bytes: bytes), as: SourceID(0), bounds: bounds)
}

func tape(_ text: String) throws -> XMLTape {
  let (tape, diagnostics) = read(text)
  return try #require(tape, "\(diagnostics)")
}

extension XMLTape {
  func text(_ range: SourceRange?) -> String? { range.map { file.text(Int($0.start)..<Int($0.end)) } }

  /// The first element of this name, or the second.
  func index(of name: String, second: Bool = false) -> Int {
    let all = entries.indices.filter { entries[$0].kind == .element && withElement(at: $0) { $0.name } == name }
    return all[second ? 1 : 0]
  }

  /// What is meant, without where it stands: names, attributes, content.
  func meaning() -> String {
    var lines: [String] = []
    func visit(_ element: XMLElement, _ depth: Int) {
      var line = String(repeating: " ", count: depth) + "<\(element.name)|\(uri(of: element.namespace))"
      element.forEachAttribute { line += " \($0.name)|\(uri(of: $0.namespace))=\($0.string.debugDescription)" }
      lines.append(line)
      element.forEachItem { item in
        switch item {
        case .element(let child): visit(child, depth + 1)
        case .text(let text, _): lines.append("text \(text.debugDescription)")
        case .comment(let text, _): lines.append("comment \(text.debugDescription)")
        case .instruction(let target, _): lines.append("instruction \(target)")
        }
      }
    }
    withRoot { visit($0, 0) }
    return lines.joined(separator: "\n")
  }
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: Int) { state = UInt64(seed) &* 0xD134_2543_DE82_EF95 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
