internal import FabricModel

// Where v-ports go while an appliance cannot be read.
extension Resolver {
  /// Whether a v-port stays where it is recorded: on an appliance that was not read, unless its server has no cable to it.
  func staysUnread(_ unit: Int, _ appliances: [Int]?) -> Bool {
    let appliance = hardware.units[unit].appliance
    guard site.unread.contains(hardware.appliances[appliance].name) else { return false }
    return appliances.map { $0.contains(appliance) } ?? true
  }

  /// Whether a v-port without a place may have one where nobody could look, which is then no error; it is told as waiting.
  mutating func waitsForReading(_ index: Int, _ appliances: [Int]) -> Bool {
    let unread = appliances.map { hardware.appliances[$0].name }.filter(site.unread.contains)
    guard let name = unread.first else { return false }
    var record = wanted[index].record
    record.appliance = name
    unplaced.append(record)
    return true
  }
}

extension String {
  /// Why something waits.
  static func unread(_ appliance: String) -> String { "\(appliance) was not read" }
}
