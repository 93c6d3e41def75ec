internal import FabricModel

/// I2: what is guaranteed on a port stays within the reservable part of its speed, and within the rate of the server's cable.
struct GuaranteedRates {
  private var ports = CounterTable()
  /// By profile part: all v-ports of a server on one appliance share its cable, but for those that sit on no port.
  private var cables = CounterTable()

  mutating func weigh(_ vport: VPortRecord, _ seat: Seating, _ book: inout LoadBook, _ ground: CheckGround) {
    guard let minimum = vport.minimum, minimum != .zero, seat.port >= 0 else { return }
    if let limit = ground.ports[seat.port].reservable {
      let counter = ports.counter(seat.port) { book.counter(.guaranteed, about: seat.port, limit: limit.bitsPerSecond) }
      book.add(minimum.bitsPerSecond, to: counter)
    }
    if let link = ground.host(seat.appliance)?.inventory.hostLink {
      let counter = cables.counter(seat.part) { book.counter(.cable, about: seat.part, limit: link.bitsPerSecond) }
      book.add(minimum.bitsPerSecond, to: counter, .bound)
    }
  }

  /// - Parameter part: names the profile and the appliance of a cable.
  func violation(_ counter: Counter, count: Int64, _ ground: CheckGround, part: (Int) -> (profile: String, appliance: String)) -> Violation
  {
    let (sum, limit) = (Bitrate(bitsPerSecond: count), Bitrate(bitsPerSecond: counter.limit))
    if counter.quantity == .guaranteed {
      let port = ground.describe(port: counter.subject)
      return Violation("I2", port, "\(sum) are guaranteed on port \(port), which has \(limit) to guarantee")
    }
    let (profile, appliance) = part(counter.subject)
    let cable = "profile/\(profile) on \(appliance)"
    return Violation("I2", cable, "\(sum) are guaranteed to \(cable), whose cable carries \(limit)")
  }
}
