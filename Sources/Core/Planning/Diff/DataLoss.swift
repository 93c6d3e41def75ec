internal import FabricModel

extension VPortRecord {
  /// The fields for which a vdisk has to be made anew, so that what is on it is lost: another controller, another layout, less room.
  ///
  /// One that sits on no port is no logical drive yet.
  func fieldsLosingData(becoming other: VPortRecord?) -> [String] {
    guard kind == .vdisk, let slotPort else { return [] }
    guard let other, other.kind == .vdisk else { return ["port"] }
    let isElsewhere = slotPort.slot != other.slotPort?.slot || appliance != other.appliance
    return (isElsewhere ? ["port"] : []) + fields.filter { $0.losesData(self, becoming: other) }.map(\.name)
  }
}

extension RecordField {
  fileprivate func losesData(_ record: Record, becoming other: Record) -> Bool {
    switch effect {
    case .losesData: return !agrees(other, record)
    case .losesDataIfLess:
      guard case .integer(let before)? = value(record), case .integer(let after)? = value(other) else { return false }
      return after < before
    case .none, .rescan, .interrupts, .interruptsWhatIsRemoved, .reboot, .derived: return false
    }
  }
}
