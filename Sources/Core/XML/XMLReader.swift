internal import CLibXML
package import Documents

/// Reads an XML text into an `XMLTape` with libxml2's SAX2 parser; whatever could reach beyond the text itself is refused.
package enum XMLReader {
  /// The tape is nil where the diagnostics hold an error.
  package static func read(
    _ file: SourceFile, as source: SourceID, bounds: XMLBounds = .standard
  ) -> (tape: XMLTape?, diagnostics: [Diagnostic]) {
    let bounds = bounds.effective
    let preamble: Preamble
    do { preamble = try Preamble(of: file, as: source, bounds: bounds) } catch { return (nil, [error.diagnostic]) }

    let text = TerminatedText(file.bytes)
    let context = ParserContext(text, from: preamble.start)
    let builder = UnsafeMutablePointer<TapeBuilder>.allocate(capacity: 1)
    builder.initialize(
      to: TapeBuilder(text, context: context.pointer, source: source, declarationEnd: preamble.declarationEnd, bounds: bounds))
    defer {
      builder.deinitialize(count: 1)
      builder.deallocate()
    }
    context.pointer.pointee.sax.pointee = .tapeBuilding
    context.pointer.pointee.userData = UnsafeMutableRawPointer(builder)
    xmlParseDocument(context.pointer)
    return builder.pointee.finish(file, wellFormed: context.pointer.pointee.wellFormed == 1)
  }
}

/// The bytes of a text with the NUL behind them that libxml2 looks for; they stay where they are while it reads.
struct TerminatedText: ~Copyable {
  let base: UnsafeMutablePointer<UInt8>
  let count: Int

  init(_ bytes: [UInt8]) {
    count = bytes.count
    base = .allocate(capacity: count + 1)
    bytes.withUnsafeBufferPointer { if let start = $0.baseAddress { base.initialize(from: start, count: count) } }
    (base + count).initialize(to: 0)
  }

  deinit { base.deallocate() }
}

/// libxml2's parser over a text in memory.
///
/// The input is made by hand, without libxml2's buffer: nothing is copied, every pointer the parser hands out points into the text,
/// and the limits on looking ahead in a stream, which stop long texts, do not apply.
struct ParserContext: ~Copyable {
  private static let initialised: Void = xmlInitParser()
  /// NOENT replaces the predefined entities and character references; others cannot be declared, since a DTD is refused.
  private static let options = XML_PARSE_NOENT.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue

  let pointer: xmlParserCtxtPtr

  init(_ text: borrowing TerminatedText, from start: Int) {
    _ = ParserContext.initialised
    guard let context = xmlNewParserCtxt(), let input = xmlNewInputStream(context) else { fatalError("out of memory") }
    pointer = context
    xmlCtxtUseOptions(context, Int32(ParserContext.options))
    input.pointee.base = UnsafePointer(text.base)
    input.pointee.cur = UnsafePointer(text.base + start)
    input.pointee.end = UnsafePointer(text.base + text.count)
    inputPush(context, input)
  }

  deinit { xmlFreeParserCtxt(pointer) }
}
