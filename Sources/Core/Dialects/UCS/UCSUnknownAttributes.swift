internal import Documents
internal import XML

/// Attributes that no table has, by class: most stand at every v-port of a domain, so what one means is judged once and then counted.
struct UCSUnknownAttributes {
  private struct Known {
    let className: [UInt8]
    let name: [UInt8]
    /// The device sets it itself.
    let isOperational: Bool
    /// The value that means what its absence means.
    let standard: String?
    var count = 0
    var first: SourceRange

    init(_ attribute: XMLAttribute, of element: XMLElement) {
      (className, name) = (Array(element.nameBytes), Array(attribute.nameBytes))
      isOperational = UCSOperational.contains(attribute.name)
      standard = UCSDefaults.value(of: attribute.name)
      first = attribute.nameRange
    }

    func isSame(_ attribute: XMLAttribute, of element: XMLElement) -> Bool {
      name.elementsEqual(attribute.nameBytes) && className.elementsEqual(element.nameBytes)
    }

    /// An empty text, what only the device itself sets, and what it takes for the same where it is absent, is no loss.
    func isLoss(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
      !value.isEmpty && !isOperational && !(standard.map { value.elementsEqual($0.utf8) } ?? false)
    }

    mutating func add(_ attribute: XMLAttribute) {
      guard isLoss(attribute.bytes) else { return }
      first = count == 0 ? attribute.nameRange : min(first, attribute.nameRange)
      count += 1
    }
  }

  /// By the hash of both names; several where these are alike.
  private var known: [UInt64: [Known]] = [:]

  mutating func add(_ attribute: XMLAttribute, of element: XMLElement) {
    if attribute.bytes.isEmpty { return }
    let hash = Self.hash(element.nameBytes, attribute.nameBytes)
    if let index = known[hash]?.firstIndex(where: { $0.isSame(attribute, of: element) }) {
      known[hash]?[index].add(attribute)
    } else {
      var fresh = Known(attribute, of: element)
      fresh.add(attribute)
      known[hash, default: []].append(fresh)
    }
  }

  func add(to losses: inout LossReport) {
    for entry in known.values.joined() where entry.count > 0 {
      let path = "\(String(decoding: entry.className, as: UTF8.self))/@\(String(decoding: entry.name, as: UTF8.self))"
      losses.add(path, count: entry.count, at: entry.first)
    }
  }

  /// FNV-1a (Fowler, Noll, Vo), over both names.
  private static func hash(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in one { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for byte in other { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
