internal import CLibXML

extension xmlSAXHandler {
  /// The callbacks that build a tape; their user data is a `TapeBuilder`. What has no callback here has no effect.
  static var tapeBuilding: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = { state, localName, prefix, uri, _, _, attributeCount, _, attributes in
      guard let localName else { return }
      builder(state).pointee.startElement(
        DeliveredTag(
          localName: localName, prefix: prefix, uri: uri, attributeCount: Int(attributeCount), attributes: attributes))
    }
    handler.endElementNs = { state, _, _, _ in builder(state).pointee.endElement() }
    handler.comment = { state, _ in builder(state).pointee.other(.comment, opening: "<!--", closing: "-->") }
    handler.cdataBlock = { state, _, _ in builder(state).pointee.other(.cdata, opening: "<![CDATA[", closing: "]]>") }
    handler.processingInstruction = { state, target, _ in
      builder(state).pointee.other(.instruction, opening: "<?", closing: "?>", nameLength: min(Int(xmlStrlen(target)), 0xFFFF))
    }
    handler.internalSubset = { state, _, _, _ in builder(state).pointee.documentType() }
    handler.serror = { state, error in
      guard let state, let error else { return }
      builder(state).pointee.report(error.pointee)
    }
    return handler
  }
}

private func builder(_ state: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<TapeBuilder> {
  state.unsafelyUnwrapped.assumingMemoryBound(to: TapeBuilder.self)
}
