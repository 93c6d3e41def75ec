/// One of a fixed set of words, spelt in manifests as its raw value; ordered as declared.
package protocol Word: TextValue, CaseIterable, Comparable, RawRepresentable<String> {}

extension Word {
  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    for word in Self.allCases where word.rawValue.utf8.elementsEqual(utf8) {
      self = word
      return
    }
    return nil
  }

  package init?(_ text: String) { self.init(rawValue: text) }

  package var description: String { rawValue }

  package static func < (left: Self, right: Self) -> Bool {
    guard left != right else { return false }
    for word in allCases {
      if word == left { return true }
      if word == right { return false }
    }
    return false
  }
}
