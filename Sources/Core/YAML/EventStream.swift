import CLibYAML

/// libyaml's parser over bytes that outlive it. It stores its own address, so it lives behind a pointer; each event is freed once.
struct EventStream: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// The event that `advance` came to, valid until the next call.
  let event: UnsafeMutablePointer<yaml_event_t>

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    event = .allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
    parser.initialize(to: yaml_parser_t())
    guard yaml_parser_initialize(parser) == 1 else { return }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_event_delete(event)
    yaml_parser_delete(parser)
    event.deallocate()
    parser.deallocate()
  }

  /// Frees the event before and parses the next; false after an error.
  @inline(__always)
  mutating func advance() -> Bool {
    yaml_event_delete(event)
    guard parser.pointee.error == YAML_NO_ERROR else { return false }
    return yaml_parser_parse(parser, event) == 1
  }

  /// Why `advance` returned false.
  var failure: Failure {
    let parser = parser.pointee
    return Failure(
      kind: parser.error == YAML_MEMORY_ERROR ? .memory : parser.error == YAML_READER_ERROR ? .encoding : .syntax,
      problem: parser.problem.map { String(cString: $0) } ?? "unreadable text",
      context: parser.context.map { String(cString: $0) },
      byte: parser.problem_offset, value: Int(parser.problem_value),
      character: parser.problem_mark.index, contextCharacter: parser.context_mark.index)
  }

  struct Failure {
    enum Kind { case syntax, encoding, memory }

    let kind: Kind
    let problem: String
    let context: String?
    /// Where, for `encoding`: in bytes, for the marks stay at the start.
    let byte: Int
    /// The byte or character that is wrong, for `encoding`.
    let value: Int
    /// Where, for `syntax`: in characters.
    let character: Int
    let contextCharacter: Int
  }
}
