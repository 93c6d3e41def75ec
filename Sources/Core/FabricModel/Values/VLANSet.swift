/// A set of VLANs, kept as sorted ranges that neither overlap nor touch: `1-100,200`; the empty set is written `none`.
package struct VLANSet: TextValue {
  package private(set) var ranges: [ClosedRange<VLANID>] = []

  package init() {}

  package init(_ ids: some Sequence<VLANID>) { self.init(ranges: ids.map { $0...$0 }) }

  /// The ranges may overlap and stand in any order.
  package init(ranges: some Sequence<ClosedRange<VLANID>>) {
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = self.ranges.last, range.lowerBound.rawValue <= last.upperBound.rawValue + 1 {
        self.ranges[self.ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        self.ranges.append(range)
      }
    }
  }

  /// Ids and ranges separated by commas, in any order, with blanks around each where wanted.
  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    self.init()
    if utf8.elementsEqual("none".utf8) { return }
    var reader = ByteReader(utf8)
    var found: [ClosedRange<VLANID>] = []
    repeat {
      reader.skipSpaces()
      guard let range = Self.range(&reader) else { return nil }
      found.append(range)
      reader.skipSpaces()
    } while reader.take(",")
    guard reader.isAtEnd else { return nil }
    self.init(ranges: found)
  }

  package var description: String {
    if isEmpty { return "none" }
    return ranges.map { $0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }

  package var isEmpty: Bool { ranges.isEmpty }
  package var count: Int { ranges.reduce(0) { $0 + Int($1.upperBound.rawValue - $1.lowerBound.rawValue) + 1 } }

  /// Every VLAN, in order.
  package var ids: [VLANID] { ranges.flatMap { ($0.lowerBound.rawValue...$0.upperBound.rawValue).map(VLANID.init(checked:)) } }

  package func contains(_ id: VLANID) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < id { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= id
  }

  package func union(_ other: VLANSet) -> VLANSet { VLANSet(ranges: ranges + other.ranges) }

  package mutating func insert(_ id: VLANID) {
    if !contains(id) { self = VLANSet(ranges: ranges + [id...id]) }
  }

  private static func range(_ reader: inout ByteReader) -> ClosedRange<VLANID>? {
    guard let low = reader.integer(upTo: 4094).flatMap(VLANID.init) else { return nil }
    guard reader.take("-") else { return low...low }
    guard let high = reader.integer(upTo: 4094).flatMap(VLANID.init), low <= high else { return nil }
    return low...high
  }
}
