internal import FabricModel

// How the values of UCS attributes are written. What is left out when written is what the device takes for the same.

extension Attribute {
  /// Any text; the empty one is "unset".
  static func text(_ name: String, _ path: SendablePath<Target, String>) -> Attribute {
    Attribute(
      name,
      set: { target, text in
        target[keyPath: path] = String(decoding: text, as: UTF8.self)
        return true
      },
      text: { $0[keyPath: path].isEmpty ? nil : $0[keyPath: path] })
  }

  /// One of a few words, which is left out where it is the first of them.
  static func word(_ name: String, _ words: [String], _ path: SendablePath<Target, String>) -> Attribute {
    Attribute(
      name,
      set: { target, text in
        guard let word = words.first(where: { $0.utf8.elementsEqual(text) }) else { return text.isEmpty }
        target[keyPath: path] = word
        return true
      },
      text: { $0[keyPath: path] == words[0] ? nil : $0[keyPath: path] })
  }

  /// One of a few words; the empty text is the first of them.
  static func choice(_ name: String, _ words: [String], _ path: SendablePath<Target, String>) -> Attribute {
    Attribute(
      name,
      set: { target, text in
        guard let word = text.isEmpty ? words[0] : words.first(where: { $0.utf8.elementsEqual(text) }) else { return false }
        target[keyPath: path] = word
        return true
      },
      text: { $0[keyPath: path] })
  }

  /// `yes` and `no`, which older releases also write `true` and `false`.
  static func flag(_ name: String, _ path: SendablePath<Target, Bool>) -> Attribute {
    Attribute(
      name,
      set: { target, text in
        guard let flag = UCSText.flag(text) else { return text.isEmpty }
        target[keyPath: path] = flag
        return true
      },
      text: { $0[keyPath: path] ? "yes" : "no" })
  }

  /// A value with words that stand for none, the first of which is written.
  static func value<Value: TextValue>(_ name: String, none words: [String], _ path: SendablePath<Target, Value?>) -> Attribute {
    Attribute(
      name,
      set: { target, text in
        if text.isEmpty || words.contains(where: { $0.utf8.elementsEqual(text) }) {
          target[keyPath: path] = nil
          return true
        }
        guard let value = Value(utf8: text) else { return false }
        target[keyPath: path] = value
        return true
      },
      text: { $0[keyPath: path].map { UCSText.write($0) } ?? words.first })
  }

  static func number(_ name: String, _ range: ClosedRange<Int>, none words: [String] = [], _ path: SendablePath<Target, Int?>) -> Attribute
  {
    Attribute(
      name,
      set: { target, text in
        if text.isEmpty || words.contains(where: { $0.utf8.elementsEqual(text) }) {
          target[keyPath: path] = nil
          return true
        }
        guard let number = Int(utf8: text), range.contains(number) else { return false }
        target[keyPath: path] = number
        return true
      },
      text: { $0[keyPath: path].map { String($0) } ?? words.first })
  }

  static func number(_ name: String, _ range: ClosedRange<Int>, _ path: SendablePath<Target, Int>) -> Attribute {
    Attribute(
      name,
      set: { target, text in
        guard let number = Int(utf8: text), range.contains(number) else { return false }
        target[keyPath: path] = number
        return true
      },
      text: { String($0[keyPath: path]) })
  }

  static func side(_ path: SendablePath<Target, UCSSide>) -> Attribute {
    Attribute(
      "switchId",
      set: { target, text in
        guard let side = UCSSide(utf8: text) else { return false }
        target[keyPath: path] = side
        return true
      },
      text: { $0[keyPath: path].rawValue })
  }

  /// Whether a template is `updating-template`.
  static func isUpdating(_ name: String, _ path: SendablePath<Target, Bool>) -> Attribute {
    Attribute(
      name,
      set: { target, text in
        guard let kind = UCSProfile.Kind(utf8: text), kind != .instance else { return text.isEmpty }
        target[keyPath: path] = kind == .updating
        return true
      },
      text: { ($0[keyPath: path] ? UCSProfile.Kind.updating : .initial).rawValue })
  }
}

/// Texts as UCS Manager writes them.
enum UCSText {
  static func flag(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    if text.elementsEqual("yes".utf8) || text.elementsEqual("true".utf8) { return true }
    return text.elementsEqual("no".utf8) || text.elementsEqual("false".utf8) ? false : nil
  }

  /// Addresses are in upper case, all else as everywhere.
  static func write(_ value: some TextValue) -> String {
    value is MACAddress || value is WWN ? value.description.uppercased() : value.description
  }
}
