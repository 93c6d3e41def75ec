internal import CLibXML
package import Documents

/// An XSD schema, parsed by libxml2, by which texts are validated as they stream by.
///
/// A handle on memory of libxml2; `deinit` gives it back.
package struct XMLSchema: ~Copyable {
  /// The schema itself is not usable.
  package struct Invalid: Error {
    package let diagnostics: [Diagnostic]
  }

  private let schema: xmlSchemaPtr

  /// A schema stands alone: what would fetch another (`import`, `include` or `redefine` with a location) is refused.
  package init(_ file: SourceFile, as source: SourceID) throws(Invalid) {
    let (tape, diagnostics) = XMLReader.read(file, as: source)
    guard let tape else { throw Invalid(diagnostics: diagnostics) }
    let foreign = XMLSchema.fetches(in: tape)
    if !foreign.isEmpty { throw Invalid(diagnostics: foreign) }

    let findings = UnsafeMutablePointer<SchemaFindings>.allocate(capacity: 1)
    findings.initialize(to: SchemaFindings(tape: tape, context: nil, base: nil))
    defer {
      findings.deinitialize(count: 1)
      findings.deallocate()
    }
    let schema = file.bytes.withUnsafeBytes { bytes -> xmlSchemaPtr? in
      let text = bytes.assumingMemoryBound(to: CChar.self)
      guard let context = xmlSchemaNewMemParserCtxt(text.baseAddress, Int32(text.count)) else { return nil }
      defer { xmlSchemaFreeParserCtxt(context) }
      xmlSchemaSetParserStructuredErrors(context, reportInSchema, findings)
      return xmlSchemaParse(context)
    }
    guard let schema else {
      let found = findings.pointee.diagnostics
      throw Invalid(diagnostics: found.isEmpty ? [.schemaItself("the schema cannot be used", at: nil)] : found)
    }
    self.schema = schema
  }

  deinit { xmlSchemaFree(schema) }

  /// What the text that was read into `tape` says against the schema, in the order of the text.
  package borrowing func validate(_ tape: XMLTape) -> [Diagnostic] {
    let text = TerminatedText(tape.file.bytes)
    let context = ParserContext(text, from: tape.file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    guard let validation = xmlSchemaNewValidCtxt(schema) else { fatalError("out of memory") }
    defer { xmlSchemaFreeValidCtxt(validation) }
    let findings = UnsafeMutablePointer<SchemaFindings>.allocate(capacity: 1)
    findings.initialize(to: SchemaFindings(tape: tape, context: context.pointer, base: UnsafePointer(text.base)))
    defer {
      findings.deinitialize(count: 1)
      findings.deallocate()
    }
    xmlSchemaSetValidStructuredErrors(validation, reportInText, findings)
    context.pointer.pointee.sax.pointee = .silent
    guard let plug = xmlSchemaSAXPlug(validation, &context.pointer.pointee.sax, &context.pointer.pointee.userData) else {
      return [.schemaItself("the schema validator does not start", at: nil)]
    }
    xmlParseDocument(context.pointer)
    xmlSchemaSAXUnplug(plug)
    return findings.pointee.diagnostics
  }

  private static func fetches(in tape: XMLTape) -> [Diagnostic] {
    var found: [Diagnostic] = []
    tape.withRoot { root in
      root.forEachChild { child in
        guard ["import", "include", "redefine"].contains(child.localName), let location = child.attribute("schemaLocation") else { return }
        found.append(.schemaItself("'\(location.string)' would have to be fetched, and a schema stands alone", at: location.range))
      }
    }
    return found
  }
}

/// The validator's findings so far, and what their places are found by.
struct SchemaFindings {
  let tape: XMLTape
  /// The parser whose cursor says where the validator is; none while a schema is parsed.
  let context: xmlParserCtxtPtr?
  let base: UnsafePointer<UInt8>?
  var diagnostics: [Diagnostic] = []
  static let most = 100

  mutating func addInText(_ error: xmlError) {
    guard diagnostics.count < SchemaFindings.most, let context, let base else { return }
    let message = LibXMLMessage.cleaned(error, withoutNamespaces: true)
    let cursor = min(context.pointee.input.pointee.cur - base, tape.file.bytes.count)
    let element = tape.element(at: cursor)
    var range = element.map { tape.withElement(at: $0) { $0.startTagRange } }
    if let element, let name = message.firstMatch(of: /attribute '([^']+)'/)?.output.1,
      let attribute = tape.withElement(at: element, { $0.attribute(named: String(name))?.range })
    {
      range = attribute
    }
    diagnostics.append(.schema(message, at: range))
  }

  mutating func addInSchema(_ error: xmlError) {
    guard diagnostics.count < SchemaFindings.most else { return }
    let bytes = tape.file.bytes
    var start = 0
    for _ in 1..<max(2, Int(error.line)) where error.line > 1 {
      start = (bytes[start...].firstIndex(of: 0x0A) ?? bytes.count - 1) + 1
    }
    let line = tape.file.line(at: start)
    diagnostics.append(
      .schemaItself(
        LibXMLMessage.cleaned(error, withoutNamespaces: true),
        at: SourceRange(source: tape.source, start: line.lowerBound, end: line.upperBound)))
  }
}

private func reportInText(_ state: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<xmlError>?) {
  guard let state, let error else { return }
  state.assumingMemoryBound(to: SchemaFindings.self).pointee.addInText(error.pointee)
}

private func reportInSchema(_ state: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<xmlError>?) {
  guard let state, let error else { return }
  state.assumingMemoryBound(to: SchemaFindings.self).pointee.addInSchema(error.pointee)
}

extension xmlSAXHandler {
  /// No callbacks: the text was read before, so there is nothing new to hear.
  static var silent: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.serror = { _, _ in }
    return handler
  }
}

extension XMLTape {
  /// The element whose start or end tag the parser stands in or right behind.
  func element(at cursor: Int) -> Int? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(entries[middle].start) < cursor { low = middle + 1 } else { high = middle }
    }
    // The last element that begins before the cursor is the one if its tag reaches there; else the one that ends there.
    var index = low - 1
    while index >= 0 {
      let entry = entries[index]
      if entry.kind == .element, cursor <= Int(entry.end) { return index }
      index -= 1
    }
    return nil
  }
}
