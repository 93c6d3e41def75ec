import TestSupport

/// Manifests as nobody should write them: one tree, laid out at random, with comments that are numbered so that none can be lost unseen.
struct OddManifest {
  private var random: SeededGenerator
  private(set) var text = ""
  private(set) var commentCount = 0
  private var anchors: [String] = []
  private var lineEnd = "\n"

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    if random.oneIn(6) { lineEnd = "\r\n" }
    if random.oneIn(10) { text += "\u{FEFF}" }
    gap(0)
    for document in 0..<Int.random(in: 1...3, using: &random) {
      if document > 0 || random.oneIn(4) { separator() }
      anchors = []
      root()
    }
    gap(0)
    if random.oneIn(5) { end() }
  }

  private mutating func separator() {
    if random.oneIn(8) {
      text += "..." + lineEnd
      gap(0)
    }
    text += "---"
    endLine()
    gap(0)
  }

  /// Some texts do not end in a line end.
  private mutating func end() {
    while text.last?.isNewline == true { text.removeLast() }
  }

  private mutating func root() {
    var members = [
      ("kind", ["ServerProfile", "Network", "List", "Novel"][Int.random(in: 0..<4, using: &random)]), ("apiVersion", "weft/v1"),
    ]
    if random.oneIn(2) { members.reverse() }
    if random.oneIn(9) {
      text += flow(3)
      return endLine()
    }
    for (key, value) in members { line("\(key): \(value)", 0) }
    mapping(0, 3, keys: ["spec", "metadata", "items", "extra"])
  }

  private static let keys = [
    "name", "server", "vnics", "vhbas", "network", "pool", "bandwidth", "max", "min", "vlan", "mtu", "labels", "annotations", "x", "été",
    "'quoted'", "\"double\"", "redundancy", "members",
  ]

  private mutating func mapping(_ indent: Int, _ depth: Int, keys: [String] = OddManifest.keys, isContinued: Bool = false) {
    let chosen = keys.shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random))
    for (number, key) in chosen.enumerated() {
      if number > 0 || !isContinued {
        gap(indent)
        space(indent)
      }
      text += key + (random.oneIn(8) ? " :" : ":")
      value(indent, depth)
    }
  }

  private mutating func sequence(_ indent: Int, _ depth: Int, isContinued: Bool = false) {
    for number in 0..<Int.random(in: 1...3, using: &random) {
      if number > 0 || !isContinued {
        gap(indent)
        space(indent)
      }
      text += "-"
      if depth > 0, random.oneIn(3) {
        let blanks = Int.random(in: 1...3, using: &random)
        space(blanks)
        if random.oneIn(3) {
          sequence(indent + 1 + blanks, depth - 1, isContinued: true)
        } else {
          mapping(indent + 1 + blanks, depth - 1, isContinued: true)
        }
      } else {
        value(indent, depth)
      }
    }
  }

  /// What stands behind `:` or `-`, with the end of the line.
  private mutating func value(_ indent: Int, _ depth: Int) {
    if random.oneIn(7), depth < 3 {
      let name = "a\(anchors.count)"
      text += " &\(name)"
      // Complete only behind its value; an alias within it would be an error.
      defer { anchors.append(name) }
      return bare(indent, depth)
    }
    bare(indent, depth)
  }

  private mutating func bare(_ indent: Int, _ depth: Int) {
    let deeper = indent + Int.random(in: 1...4, using: &random)
    switch Int.random(in: 0..<12, using: &random) {
    case 0...1 where depth > 0:
      endLine()
      mapping(deeper, depth - 1)
    case 2...3 where depth > 0:
      endLine()
      sequence(deeper, depth - 1)
    case 4...5:
      text += " " + flow(2)
      endLine()
    case 6:
      block(deeper)
    case 7:
      text += random.pick([
        " \"two\(lineEnd)\(blank(deeper))lines \\\(lineEnd)\(blank(deeper))here\"", " 'a\(lineEnd)\(lineEnd)\(blank(deeper))b'",
      ])
      endLine()
    case 8:
      text += " plain\(lineEnd)\(blank(deeper))folded"
      endLine()
    case 9 where !anchors.isEmpty && text.last != "-" && !isAnchored:
      text += " *" + random.pick(anchors)
      endLine()
    case 10:
      endLine()
      if random.oneIn(2) {
        gap(deeper)
        line(random.pick(["below", "{a: b}", "'below'"]), deeper)
      } else if random.oneIn(2) {
        gap(deeper)
      }
    default:
      text +=
        " "
        + random.pick(
          ["word", "'it''s'", "\"a # b\"", "a#b", "-1", "~", "", "100%", "ü:ß", "-", "? q", "http://x:1/"].filter {
            $0 != "-" && $0 != "? q"
          })
      endLine()
    }
  }

  /// An alias can't have an anchor.
  private var isAnchored: Bool { text.split(separator: " ").last?.hasPrefix("&") ?? false }

  private mutating func block(_ indent: Int) {
    let style = random.pick(["|", ">"]) + random.pick(["", "-", "+"])
    text += " " + style
    endLine()
    if random.oneIn(5) { text += lineEnd }
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      text += random.pick([
        "\(blank(indent))text # no comment\(lineEnd)", "\(blank(indent))- text  \(lineEnd)",
        "\(blank(indent))text\(lineEnd)\(blank(indent + 2))more\(lineEnd)", "\(blank(indent))end\(lineEnd)\(lineEnd)",
      ])
    }
  }

  private mutating func flow(_ depth: Int) -> String {
    let words = ["a", "'b'", "\"c d\"", "1", "1Gbps", "-", "é", "averylongwordthatfillsthelineveryquickly", "two words"]
    func space(_ random: inout SeededGenerator) -> String { random.pick(["", "", " ", "  ", lineEnd + "       "]) }
    guard depth > 0, !random.oneIn(3) else { return random.pick(words.filter { $0 != "-" || !random.oneIn(2) }) }
    var inner = space(&random)
    let isMapping = random.oneIn(2)
    let keys = Self.keys.shuffled(using: &random)
    for number in 0..<Int.random(in: 0...4, using: &random) {
      if number > 0 { inner += "," + random.pick([" ", "", "  "]) + space(&random) }
      if random.oneIn(15) { inner += " " + comment() + lineEnd + "      " }
      inner += isMapping ? "\(keys[number]): \(flow(depth - 1))" : flow(depth - 1)
      inner += space(&random)
    }
    return isMapping ? "{\(inner)}" : "[\(inner)]"
  }

  // MARK: Lines

  private mutating func space(_ count: Int) { text += blank(count) }
  private func blank(_ count: Int) -> String { String(repeating: " ", count: count) }

  private mutating func line(_ content: String, _ indent: Int) {
    space(indent)
    text += content
    endLine()
  }

  private mutating func comment() -> String {
    commentCount += 1
    return "#" + random.pick(["", " ", "\t", "# "]) + "comment \(commentCount)"
      + random.pick(["", " é", "\ttab", " 'quote", "  ", " {[ - : &a"])
  }

  private mutating func endLine() {
    if random.oneIn(5) { text += random.pick([" ", "   ", "\t "]) + comment() } else if random.oneIn(8) { text += "  " }
    text += lineEnd
  }

  /// Blank lines and comments before a line, at any indentation.
  private mutating func gap(_ indent: Int) {
    while random.oneIn(3) {
      if random.oneIn(2) {
        text += random.pick(["", "   "]) + lineEnd
      } else {
        space(random.oneIn(2) ? indent : Int.random(in: 0...indent + 4, using: &random))
        text += comment() + lineEnd
      }
    }
  }
}
