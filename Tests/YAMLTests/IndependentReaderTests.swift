import Foundation
import TestSupport
import Testing

/// The same cases by a reader that shares no code with libyaml: PyYAML's own, which is written in Python.
///
/// Its nodes are compared, not its values, for it knows the types of YAML 1.1.
@Suite("YAML's rules by another reader")
struct IndependentReaderTests {
  @Test("Another reader gives the same values, and refuses the same texts", .enabled(if: PythonReader.isHere, "PyYAML is not here"))
  func sameOutcomes() throws {
    let cases = YAMLCase.all.filter { $0.elsewhere == nil && $0.deviation == nil }
    let found = try PythonReader.read(cases.map(\.bytes))
    #expect(found.count == cases.count)
    for (it, found) in zip(cases, found) {
      switch it.outcome {
      case .value(let value): #expect(found.map { Array($0.utf8) } == Array(value.utf8), "\(it.name): \(found ?? "refused")")
      case .refusal: #expect(found == nil, "\(it.name)")
      }
    }
  }

  @Test("Where readers are said to disagree, they do", .enabled(if: PythonReader.isHere, "PyYAML is not here"))
  func otherOutcomes() throws {
    let cases = YAMLCase.all.filter { $0.elsewhere != nil }
    for (it, found) in zip(cases, try PythonReader.read(cases.map(\.bytes))) {
      switch it.outcome {
      case .value(let value): #expect(found != value, "\(it.name)")
      case .refusal: #expect(found != nil, "\(it.name)")
      }
    }
  }
}

private enum PythonReader {
  static let isHere = (try? run("import yaml", input: Data())) != nil

  /// The values of texts in the notation of the cases; nil where a text is refused.
  static func read(_ texts: [[UInt8]]) throws -> [String?] {
    let input = try JSONEncoder().encode(texts.map { Data($0) })
    return try JSONDecoder().decode([String?].self, from: run(program, input: input))
  }

  private struct Failure: Error {}

  private static func run(_ program: String, input: Data) throws -> Data {
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    python.arguments = ["python3", "-c", program]
    let (stdin, stdout) = (Pipe(), Pipe())
    python.standardInput = stdin
    python.standardOutput = stdout
    python.standardError = FileHandle.nullDevice
    try python.run()
    try stdin.fileHandleForWriting.write(contentsOf: input)
    try stdin.fileHandleForWriting.close()
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    python.waitUntilExit()
    guard python.terminationStatus == 0 else { throw Failure() }
    return output
  }

  /// Reads a JSON array of texts in base 64, writes a JSON array of values.
  private static let program = #"""
    import base64, json, sys, yaml

    def escaped(text, closing):
        out = []
        for c in text:
            if c in '\n\t\r': out.append({'\n': '\\n', '\t': '\\t', '\r': '\\r'}[c])
            elif c in ('\\', closing): out.append('\\' + c)
            elif ord(c) < 0x20 or 0x7f <= ord(c) <= 0xa0 or c in '\u2028\u2029\ufeff': out.append('\\u{%x}' % ord(c))
            else: out.append(c)
        return ''.join(out)

    def notation(node):
        if isinstance(node, yaml.ScalarNode):
            if node.style is None: return '<' + escaped(node.value, '>') + '>'
            return '"' + escaped(node.value, '"') + '"'
        if isinstance(node, yaml.SequenceNode): return '[' + ', '.join(map(notation, node.value)) + ']'
        return '{' + ', '.join(notation(k) + ': ' + notation(v) for k, v in node.value) + '}'

    def isNothing(node):
        return isinstance(node, yaml.ScalarNode) and node.style is None and node.value == ''

    def read(data):
        try:
            nodes = [node for node in yaml.compose_all(data, Loader=yaml.BaseLoader) if node and not isNothing(node)]
            return ' --- '.join(map(notation, nodes)).encode('utf-8', 'replace').decode()
        except (yaml.YAMLError, ValueError):
            return None

    json.dump([read(base64.b64decode(text)) for text in json.load(sys.stdin)], sys.stdout)
    """#
}
