internal import Documents

/// Where in the text the parts of an element lie, as far as edits need it and the entries do not say it.
extension XMLTape {
  func attributeEntry(_ name: String, of element: Int) -> Int? {
    tagEntries(of: element).first { index in
      let start = Int(entries[index].start)
      return file.bytes[start..<(start + entries[index].nameLength)].elementsEqual(name.utf8)
    }
  }

  /// Attributes and namespace declarations of an element.
  func tagEntries(of element: Int) -> Range<Int> {
    precondition(entries[element].kind == .element, "entry \(element) is no element")
    var end = element + 1
    while end < Int(entries[element].link), entries[end].isInTag { end += 1 }
    return (element + 1)..<end
  }

  func value(of attribute: Int, is value: String) -> Bool {
    let entry = entries[attribute]
    guard entry.flag else { return file.bytes[Int(entry.middle)..<Int(entry.end)].elementsEqual(value.utf8) }
    return decoded[Int(entry.link)...].prefix { $0 != 0 }.elementsEqual(value.utf8)
  }

  /// After the last attribute of a start tag, or after its name.
  func attributesEnd(of element: Int) -> Int {
    guard let last = tagEntries(of: element).last else { return Int(entries[element].start) + 1 + entries[element].nameLength }
    return Int(entries[last].end) + 1
  }

  /// Where the white space before an attribute begins.
  func blankStart(beforeAttribute attribute: Int) -> Int {
    var start = Int(entries[attribute].start)
    while file.bytes[start - 1].isXMLBlank { start -= 1 }
    return start
  }

  /// Before the `<` of the end tag.
  func contentEnd(of element: Int) -> Int {
    if entries[element].flag { return Int(entries[element].middle) }
    var end = Int(entries[element].end) - 1
    while file.bytes[end] != UInt8(ascii: "<") { end -= 1 }
    return end
  }

  /// The blanks before `offset`, if nothing else stands before it on its line.
  func indentation(before offset: Int) -> Range<Int>? {
    var start = offset
    while start > 0, file.bytes[start - 1] == 0x20 || file.bytes[start - 1] == 0x09 { start -= 1 }
    return start == 0 || file.bytes[start - 1] == 0x0A ? start..<offset : nil
  }

  /// The whole lines of an element that has them to itself, else the element.
  func removalRange(of element: Int) -> Range<Int> {
    let range = Int(entries[element].start)..<Int(entries[element].end)
    var end = range.upperBound
    while end < file.bytes.count, file.bytes[end].isXMLBlank, file.bytes[end] != 0x0A { end += 1 }
    guard let blank = indentation(before: range.lowerBound), end < file.bytes.count, file.bytes[end] == 0x0A else { return range }
    return blank.lowerBound..<(end + 1)
  }

  func splices(settingText text: String, of element: Int) -> [Splice] {
    let children = (element + 1)..<Int(entries[element].link)
    precondition(!children.contains { entries[$0].kind == .element }, "an element with child elements has no text of its own")
    if withElement(at: element, { $0.text == text }) { return [] }
    var bytes: [UInt8] = []
    XMLCharacters.appendText(text, to: &bytes)
    if entries[element].flag {
      let end = Array("</\(withElement(at: element) { $0.name })>".utf8)
      return [Splice(attributesEnd(of: element)..<Int(entries[element].end), [UInt8(ascii: ">")] + bytes + end)]
    }
    let runs = children.filter { entries[$0].kind == .text || entries[$0].kind == .cdata }
    guard let first = runs.first else { return [Splice(Int(entries[element].middle)..<Int(entries[element].middle), bytes)] }
    return runs.map { Splice(Int(entries[$0].start)..<Int(entries[$0].end), $0 == first ? bytes : []) }
  }
}
