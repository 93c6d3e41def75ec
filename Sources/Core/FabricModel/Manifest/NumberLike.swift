/// What YAML's core schema takes for a number (YAML 1.2.2, 10.3.2).
enum NumberLike {
  static func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if bytes.count > 2, bytes[0] == UInt8(ascii: "0") {
      let digits = bytes[2...]
      if bytes[1] == UInt8(ascii: "x") { return digits.allSatisfy { Hexadecimal.value(of: $0) != nil } }
      if bytes[1] == UInt8(ascii: "o") { return digits.allSatisfy { 0x30...0x37 ~= $0 } }
    }
    var index = bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-") ? 1 : 0
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      let rest = UnsafeBufferPointer(rebasing: bytes[index...])
      for word in [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"] where rest.elementsEqual(word.utf8) { return true }
    }
    var digits = skipDigits(bytes, &index)
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      digits += skipDigits(bytes, &index)
    }
    guard digits > 0 else { return false }
    if index < bytes.count, bytes[index] == UInt8(ascii: "e") || bytes[index] == UInt8(ascii: "E") {
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
      guard skipDigits(bytes, &index) > 0 else { return false }
    }
    return index == bytes.count
  }

  private static func skipDigits(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int {
    let start = index
    while index < bytes.count, 0x30...0x39 ~= bytes[index] { index += 1 }
    return index - start
  }
}
