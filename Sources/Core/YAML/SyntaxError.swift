import Documents

extension TapeBuilder {
  /// Ends the reading with libyaml's error, in our words where it has a place of its own, and with its exact place.
  mutating func stop(_ failure: EventStream.Failure) {
    switch failure.kind {
    case .memory: stop(.outOfMemory(at: range(cursor.origin, cursor.origin)))
    case .encoding:
      let start = cursor.origin + failure.byte
      if failure.problem.hasPrefix("control") {
        stop(.controlCharacter(failure.value, at: range(start, start + width(at: start))))
      } else {
        stop(.encoding(failure.problem, at: range(start, min(start + 1, cursor.bytes.count))))
      }
    case .syntax:
      let place = place(ofCharacter: failure.character)
      let context = failure.context.map { Diagnostic.Related($0, at: self.place(ofCharacter: failure.contextCharacter)) }
      let related = context.map { $0.range == place ? [] : [$0] } ?? []
      stop(.syntax(failure.problem, at: place, related: related, help: help(for: failure, at: Int(place.start))))
    }
  }

  /// One character, or none at the end of a line.
  private func place(ofCharacter index: Int) -> SourceRange {
    var fresh = cursor.fromOrigin()
    let start = fresh.offset(of: index)
    return range(start, start + width(at: start))
  }

  private func width(at offset: Int) -> Int {
    let bytes = cursor.bytes
    guard offset < bytes.count, bytes[offset] != UInt8(ascii: "\n"), bytes[offset] != UInt8(ascii: "\r") else { return 0 }
    var end = offset + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end - offset
  }

  /// The way out of the mistakes people make most.
  private func help(for failure: EventStream.Failure, at offset: Int) -> String? {
    let byte = offset < cursor.bytes.count ? cursor.bytes[offset] : 0
    return
      switch failure.problem
    {
    case "found character that cannot start any token" where byte == UInt8(ascii: "\t"): "indent with spaces: YAML allows no tabs there"
    case "found character that cannot start any token": "put the value in quotes"
    case "mapping values are not allowed in this context": "put a value that holds ': ' in quotes, or check the indentation"
    case "could not find expected ':'", "did not find expected key": "check the indentation, and the quotes above"
    case "did not find expected '-' indicator": "items of one sequence begin in the same column"
    case "found unexpected end of stream" where failure.context?.contains("quoted scalar") ?? false: "close the quotes"
    case "found incompatible YAML document": "write '%YAML 1.2', or leave the line out"
    default: nil
    }
  }
}
