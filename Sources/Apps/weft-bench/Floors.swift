import CLibXML
import CLibYAML

/// What the C libraries alone need for a text: no reader built on them can be faster on one core.
enum Floors {
  /// libyaml's event loop: parse and delete, nothing else. The number of events, or nil where the text is not YAML.
  static func yaml(_ bytes: [UInt8]) -> Int? {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    defer {
      yaml_parser_delete(parser)
      parser.deallocate()
      event.deallocate()
    }
    guard yaml_parser_initialize(parser) == 1 else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
      var events = 0
      while true {
        guard yaml_parser_parse(parser, event) == 1 else { return nil }
        let isLast = event.pointee.type == YAML_STREAM_END_EVENT
        yaml_event_delete(event)
        events += 1
        if isLast { return events }
      }
    }
  }

  /// libxml2's SAX pass with handlers that count. The number of elements, or nil where the text is not XML.
  static func xml(_ bytes: [UInt8]) -> Int? {
    let counts = UnsafeMutablePointer<XMLCounts>.allocate(capacity: 1)
    counts.initialize(to: XMLCounts())
    defer { counts.deallocate() }
    let isXML = bytes.withUnsafeBytes { bytes in
      guard let context = xmlCreateMemoryParserCtxt(bytes.baseAddress, Int32(bytes.count)) else { return false }
      defer { xmlFreeParserCtxt(context) }
      context.pointee.sax.pointee = countingHandler()
      context.pointee.userData = UnsafeMutableRawPointer(counts)
      return xmlParseDocument(context) == 0
    }
    return isXML ? counts.pointee.elements : nil
  }

  private static func countingHandler() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = { counts, _, _, _, _, _, _, _, _ in
      counts?.assumingMemoryBound(to: XMLCounts.self).pointee.elements += 1
    }
    handler.endElementNs = { counts, _, _, _ in counts?.assumingMemoryBound(to: XMLCounts.self).pointee.ends += 1 }
    handler.characters = { counts, _, length in counts?.assumingMemoryBound(to: XMLCounts.self).pointee.characters += Int(length) }
    return handler
  }
}

private struct XMLCounts {
  var elements = 0
  var ends = 0
  var characters = 0
}
