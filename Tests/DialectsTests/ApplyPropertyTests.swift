import Dialects
import Documents
import FabricModel
import TestSupport
import Testing
import XML

/// Whatever is changed: the file says what it should, stays valid, goes back, and keeps what others wrote in it.
@Suite struct ApplyPropertyTests {
  @Test(arguments: 0..<300) func changesLeadWhereTheyShouldAndBack(seed: Int) throws {
    var random = RandomAppliance(seed: seed)
    let state = random.state()
    let (changes, expected) = random.changes(of: state, count: Int.random(in: 1...12, using: &random.random))
    let text = disguise(try NativeDialect.encode(state), &random.random)
    let before = try tape(text)
    #expect(try decode(text) == state, "seed \(seed)")

    let changed = try NativeDialect.apply(changes, to: before, state: state) ?? text
    #expect(try decode(changed) == expected, "seed \(seed)")
    try expectValid(changed, "seed \(seed)")
    #expect(foreignParts(of: changed) == foreignParts(of: text), "seed \(seed)")

    let again = try NativeDialect.apply(changes, to: try tape(changed), state: expected)
    #expect(again == nil, "seed \(seed): a batch that was carried out changes nothing")

    let back = try NativeDialect.apply(changes.reversed().map(\.inverse), to: try tape(changed), state: expected) ?? changed
    #expect(try decode(back) == state, "seed \(seed)")
    try expectValid(back, "seed \(seed)")
  }

  @Test(arguments: 0..<100) func linesThatNoChangeTouchesStayAsTheyAre(seed: Int) throws {
    var random = RandomAppliance(seed: seed)
    let state = random.state()
    guard let network = state.networks.first else { return }
    var after = network
    after.vlan = network.vlan == VLANID(3) ? VLANID(4) : VLANID(3)
    let text = disguise(try NativeDialect.encode(state), &random.random)
    let changed = try NativeDialect.apply(
      [RecordChange(before: .network(network), after: .network(after))], to: try tape(text), state: state)
    let (old, new) = (lines(text), lines(try #require(changed)))
    #expect(old.count == new.count)
    #expect(zip(old, new).filter { $0 != $1 }.count == 1, "seed \(seed)")
  }

  /// What others do to a file: comments, foreign elements, odd indentation, other line ends.
  private func disguise(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    let isCRLF = random.oneIn(2)
    var text = ""
    for (index, line) in String(decoding: bytes, as: UTF8.self).split(separator: "\n").enumerated() {
      var line = String(line)
      if random.oneIn(3) { line = "\t  " + line.drop { $0 == " " } }
      if line.contains("<?xml") { line = String(line.drop { $0 != "<" }) }
      text += line + (isCRLF ? "\r\n" : "\n")
      if index > 0, line.hasSuffix("s>"), !line.contains("</"), random.oneIn(2) {
        text += "<!-- note \(index) --><x:note xmlns:x='urn:x' n='\(index)'>a &amp; b</x:note>" + (isCRLF ? "\r\n" : "\n")
      }
    }
    return Array(text.utf8)
  }

  private func foreignParts(of bytes: [UInt8]) -> [String] {
    lines(bytes).filter { $0.contains("<x:note") }.map { String(decoding: $0.drop { $0 <= 0x20 }, as: UTF8.self) }.sorted()
  }

  private func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] { bytes.split(separator: 0x0A) }
}

extension ArraySlice<UInt8> {
  fileprivate func contains(_ text: String) -> Bool { String(decoding: self, as: UTF8.self).contains(text) }
}
